import type { CapturedStacks } from "./captured-stacks";
import type { MonitorCore } from "./core";
import type { SourcePositions } from "./positions";

/** One run of the program, with every default filled in. */
export interface Run {
  root: string;
  stack: string;
  project: string;
  organization: string;
  program: string;
  /** Values as the engine hands them to programs: text, or JSON text. */
  config: Readonly<Record<string, string>>;
  fast: boolean;
  positions: SourcePositions;
  stacks: CapturedStacks;
}

/** Runs the program against the core until it has registered everything. */
export type Transport = (run: Run, core: MonitorCore) => Promise<void>;
