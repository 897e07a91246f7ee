import { join } from "node:path";

import { z } from "zod";

import { checkYaml, placeIssues } from "../../components/errors/check-yaml";
import { InputError, type InputIssue } from "../../components/errors/input-error";
import { readInput, refusing } from "../../components/errors/read-input";
import { jurisdictionIds } from "../../components/residency/jurisdictions";
import { stages } from "../../components/residency/stages";
import type { Target } from "../../policy-pack/levels/levels";
import { rules } from "../../policy-pack/rules";
import type { SettingsIssue } from "../../policy-pack/settings/issue";
import {
  parseSettings,
  readSettingsFiles,
  type Settings,
  type SettingsFiles,
} from "../../policy-pack/settings/settings";
import { endingWaivers, expiredWaivers } from "../../policy-pack/waivers/check-waivers";
import type { WaiverUse } from "../../policy-pack/waivers/waiver-book";
import { coversStack } from "../../policy-pack/waivers/waiver";
import { configIn, stackNames } from "../stacks";
import { codeOwners } from "./codeowners";

/** The project's levels and waivers, checked against its stacks and owners. */
export interface ProjectSettings extends Settings {
  readonly files: SettingsFiles;
  /** Names of all stack files. */
  readonly stacks: readonly string[];
  /** What will be wrong soon, one line each: waivers in their last days. */
  readonly warnings: readonly string[];
}

/**
 * Reads `policy-pack/levels.yaml` and `policy-pack/waivers/*.yaml`.
 * @param today YYYY-MM-DD
 * @throws {InputError} with every mistake in any of them, an expired waiver among them
 */
export function readProjectSettings(root: string, today: string): ProjectSettings {
  const folder = join(root, "policy-pack");
  const files = refusing(join(folder, "levels.yaml"), "a file", () => readSettingsFiles(folder));
  const facts = { rules, stacks: targets(root), allStacks: true, owners: codeOwners(root), today };
  const { settings, issues } = parseSettings(files, facts);
  const wrong = [...issues, ...expiredWaivers(settings.waivers, today)];
  if (wrong.length > 0) throw new InputError(place(files, wrong));
  const warnings = place(files, endingWaivers(settings.waivers, today)).map(
    ({ file, line, path, message }) => `${file}:${line} ${path}: ${message}`,
  );
  return { ...settings, files, stacks: stackNames(root), warnings };
}

/**
 * Refuses waivers that the planned stacks show to be wrong: more matches in a stack than the limit, or none in any stack that
 * the waiver is for (which only a plan of all of those can tell).
 * @param uses planned stack → how often its waivers matched
 * @throws {InputError} with all of them
 */
export function checkUse(settings: ProjectSettings, uses: ReadonlyMap<string, readonly WaiverUse[]>): void {
  const issues = settings.waivers.flatMap((waiver): SettingsIssue[] => {
    const { id, file, index, limit } = waiver;
    const covered = settings.stacks.filter((stack) => coversStack(waiver, stack));
    const matches = covered.map((stack) => ({
      stack,
      count: uses.get(stack)?.find((use) => use.waiver === waiver)?.matches,
    }));
    const over = matches.filter(({ count = 0 }) => count > limit);
    if (over.length > 0) {
      const where = over.map(({ stack, count }) => `${count} in ${stack}`).join(", ");
      const message = `${id} matches more than its limit of ${limit}: ${where}; narrow it or have the limit raised`;
      return [{ file, path: [index, "limit"], message }];
    }
    if (!matches.every(({ count }) => count === 0)) return [];
    const where = covered.length === 0 ? "no stack" : `nothing in ${covered.join(", ")}`;
    return [{ file, path: [index, "match"], message: `${id} matches ${where}; remove it` }];
  });
  if (issues.length > 0) throw new InputError(place(settings.files, issues));
}

/** Stage and jurisdiction of every stack file; one that says neither has its own error elsewhere. */
function targets(root: string): Required<Target>[] {
  return stackNames(root).flatMap((stack) => {
    const config = configIn(readInput(join(root, `Pulumi.${stack}.yaml`)));
    const { stage, jurisdiction } = (config["meridian:platform"] ??
      config["meridian:organization"] ??
      {}) as Partial<Target>;
    const known =
      stages.some((each) => each === stage) && jurisdictionIds.some((each) => each === jurisdiction);
    return known ? [{ stack, stage, jurisdiction } as Required<Target>] : [];
  });
}

/** The issues with line and column, in the order of files and lines. */
function place({ levels, waivers }: SettingsFiles, issues: readonly SettingsIssue[]): InputIssue[] {
  return [levels, ...waivers].flatMap((source) => {
    const own = issues.filter(({ file }) => file === source.file);
    if (own.length === 0) return [];
    // A file that is no YAML at all: its one issue gets its place from the parser.
    const read = checkYaml(z.unknown(), source);
    if ("issues" in read) return read.issues;
    return placeIssues(source, own).sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
  });
}
