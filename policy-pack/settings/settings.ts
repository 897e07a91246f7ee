import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { yamlValue } from "../../components/errors/yaml-value";
import { checkLevels, type LevelFacts } from "../levels/check-levels";
import type { LevelsFile } from "../levels/levels";
import { checkWaivers, type WaiverFacts } from "../waivers/check-waivers";
import { readWaivers } from "../waivers/read-waivers";
import type { Waiver } from "../waivers/waiver";
import type { SettingsIssue } from "./issue";

/** A settings file as it stands. */
export interface SettingsFile {
  /** Relative to the project root, for messages. */
  readonly file: string;
  readonly text: string;
}

/** The files that say how strict rules are and what is waived. */
export interface SettingsFiles {
  readonly levels: SettingsFile;
  readonly waivers: readonly SettingsFile[];
}

export interface Settings {
  readonly levels: LevelsFile;
  readonly waivers: readonly Waiver[];
}

/**
 * Reads `levels.yaml` and `waivers/*.yaml` of the pack's folder. A waivers folder that is missing is an empty one.
 * @throws NodeJS.ErrnoException when there is no `levels.yaml`
 */
export function readSettingsFiles(folder: string): SettingsFiles {
  const read = (name: string) => ({
    file: `policy-pack/${name}`,
    text: readFileSync(join(folder, name), "utf8"),
  });
  return { levels: read("levels.yaml"), waivers: waiverFiles(folder).map((name) => read(`waivers/${name}`)) };
}

function waiverFiles(folder: string): string[] {
  try {
    return readdirSync(join(folder, "waivers"))
      .filter((name) => name.endsWith(".yaml"))
      .sort();
  } catch {
    return [];
  }
}

/** The settings, and everything that is wrong with them; with issues they must not be used. */
export function parseSettings(
  files: SettingsFiles,
  facts: LevelFacts & WaiverFacts,
): { settings: Settings; issues: SettingsIssue[] } {
  const issues: SettingsIssue[] = [];
  const valueOf = ({ file, text }: SettingsFile): unknown => {
    const read = yamlValue(text);
    if (read === undefined) issues.push({ file, path: [], message: "is not valid YAML; correct it" });
    return read?.value;
  };
  const levels = checkLevels(valueOf(files.levels), facts);
  issues.push(...levels.issues.map((issue) => ({ file: files.levels.file, ...issue })));
  const waivers = files.waivers.flatMap((source) => {
    const read = readWaivers(valueOf(source), source.file);
    issues.push(...read.issues.map((issue) => ({ file: source.file, ...issue })));
    return read.waivers;
  });
  issues.push(...checkWaivers(waivers, facts));
  return { settings: { levels: levels.file, waivers }, issues };
}
