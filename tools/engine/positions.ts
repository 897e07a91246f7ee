import { existsSync, readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

import type { SourcePosition } from "../../policy-pack/graph/types";

/** A place in a file that ran: `file` is an absolute path, `line` and `column` are 1-based. */
export interface RawFrame {
  file: string;
  line: number;
  column: number;
}

/** How many project frames are kept: a resource in a component in an account needs three. */
const framesKept = 5;

/** Below these the program ends and its launcher begins. Fixtures are programs, though they live here. */
const launcher = /^(bin\/)?tools\/engine\/(?!fixtures\/)|\/@pulumi\/pulumi\/cmd\/run\//;
const dependency = /(^|\/)node_modules\//;

const framePattern = /(?:\(|at (?:async )?)(?:file:\/\/)?(\/.*|[A-Za-z]:.*):(\d+):(\d+)\)?$/;

/** The frames among the lines of an `Error.stack`, innermost first. */
export function parseStack(lines: readonly string[]): RawFrame[] {
  return lines.flatMap((line) => {
    const [, file, row, column] = framePattern.exec(line) ?? [];
    return file === undefined ? [] : [{ file: toPath(file), line: Number(row), column: Number(column) }];
  });
}

/** True for files whose frames say where in the project something happened. */
export function isProjectFile(file: string, root: string): boolean {
  const relative = path.relative(root, file);
  return !relative.startsWith("..") && !path.isAbsolute(relative) && !dependency.test(relative);
}

/** Maps frames of compiled code to the sources, lazily and with one decoded map per file. */
export class SourcePositions {
  private readonly maps = new Map<string, SourceMap | undefined>();

  constructor(private readonly root: string) {}

  /** Project frames, innermost first, at most five; frames of libraries and of the engine are left out. */
  locate(frames: readonly RawFrame[]): SourcePosition[] {
    const found: SourcePosition[] = [];
    for (const frame of frames) {
      const relative = toPosix(path.relative(this.root, frame.file));
      if (launcher.test(relative)) break;
      if (!isProjectFile(frame.file, this.root)) continue;
      found.push(this.map(frame));
      if (found.length === framesKept) break;
    }
    return found;
  }

  private map(frame: RawFrame): SourcePosition {
    const entry = this.mapOf(frame.file)?.findEntry(frame.line - 1, frame.column - 1);
    if (entry === undefined || !("originalSource" in entry)) return this.position(frame.file, frame.line);
    const source = path.resolve(path.dirname(frame.file), toPath(entry.originalSource));
    return this.position(source, entry.originalLine + 1);
  }

  private position(file: string, line: number): SourcePosition {
    return { file: toPosix(path.relative(this.root, file)), line };
  }

  private mapOf(file: string): SourceMap | undefined {
    if (!this.maps.has(file)) this.maps.set(file, readMap(`${file}.map`));
    return this.maps.get(file);
  }
}

function readMap(file: string): SourceMap | undefined {
  if (!existsSync(file)) return undefined;
  return new SourceMap(JSON.parse(readFileSync(file, "utf8")) as SourceMapPayload);
}

function toPath(fileOrUrl: string): string {
  return fileOrUrl.startsWith("file://") ? fileURLToPath(fileOrUrl) : fileOrUrl;
}

function toPosix(file: string): string {
  return path.sep === "/" ? file : file.split(path.sep).join("/");
}
