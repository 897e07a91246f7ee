import type { KeyPath } from "../../components/errors/key-path";
import { nearest } from "../../components/errors/nearest";
import { jurisdictionIds } from "../../components/residency/jurisdictions";
import { stages } from "../../components/residency/stages";
import { isRecord } from "../graph/read";
import type { Rule } from "../rule";
import type { IssueWithoutFile } from "../settings/issue";
import { canRemediate, defaultLevel, isLevel, isWaivable, isWeaker, levels, type Level } from "./level";
import { chooseLevel, noLevels, type Chosen, type Layer, type LevelsFile, type Target } from "./levels";

/** What the file is checked against. */
export interface LevelFacts {
  rules: readonly Rule[];
  /** Every stack of the project, or those that are known. */
  stacks: readonly Required<Target>[];
  /** False in the pack itself, which knows only the stack it judges: other names are then accepted. */
  allStacks: boolean;
}

/** Reads the plain value of `levels.yaml`; with issues the levels are what could be read and must not be used. */
export function checkLevels(
  raw: unknown,
  facts: LevelFacts,
): { file: LevelsFile; issues: IssueWithoutFile[] } {
  const reader = new LevelReader(facts);
  const file = reader.file(raw);
  const issues = reader.issues.length > 0 ? reader.issues : ratchet(file, facts);
  return { file, issues };
}

class LevelReader {
  readonly issues: IssueWithoutFile[] = [];
  private readonly rules: ReadonlyMap<string, Rule>;

  constructor(private readonly facts: LevelFacts) {
    this.rules = new Map(facts.rules.map((rule) => [rule.id, rule]));
  }

  file(raw: unknown): LevelsFile {
    const top = this.map(raw ?? {}, []);
    for (const key of Object.keys(top)) {
      if (!(key in noLevels)) this.unknown([key], "layer", Object.keys(noLevels));
    }
    const { stacks, allStacks } = this.facts;
    const named = stacks.map(({ stack }) => stack);
    return {
      base: this.layer(top["base"] ?? {}, ["base"]),
      stages: this.layers(top, "stages", { noun: "stage", known: stages }),
      jurisdictions: this.layers(top, "jurisdictions", { noun: "jurisdiction", known: jurisdictionIds }),
      stacks: this.layers(top, "stacks", { noun: "stack", known: allStacks ? named : undefined }),
    };
  }

  private layers(
    top: Readonly<Record<string, unknown>>,
    key: string,
    names: { noun: string; known?: readonly string[] },
  ): Record<string, Layer> {
    const entries = Object.entries(this.map(top[key] ?? {}, [key]));
    for (const [name] of entries) {
      if (names.known?.includes(name) === false) this.unknown([key, name], names.noun, names.known);
    }
    return Object.fromEntries(entries.map(([name, layer]) => [name, this.layer(layer ?? {}, [key, name])]));
  }

  private layer(raw: unknown, path: KeyPath): Layer {
    const layer: Record<string, Level> = {};
    for (const [id, level] of Object.entries(this.map(raw, path))) {
      const at = [...path, id];
      const rule = this.rules.get(id);
      if (rule === undefined) this.unknown(at, "rule", [...this.rules.keys()]);
      else if (!isLevel(level)) {
        this.report(at, `${JSON.stringify(level)} is not a level; use one of ${levels.join(", ")}`);
      } else if (level === "remediate" && !canRemediate(rule)) {
        this.report(at, `"remediate" is not for ${id}, which corrects nothing; use "mandatory"`);
      } else layer[id] = level;
    }
    return layer;
  }

  private map(raw: unknown, path: KeyPath): Readonly<Record<string, unknown>> {
    if (isRecord(raw)) return raw;
    this.report(path, `${JSON.stringify(raw)} is not a map`);
    return {};
  }

  private unknown(path: KeyPath, noun: string, known: readonly string[]): void {
    const name = String(path.at(-1));
    const meant = nearest(name, known);
    const help =
      meant !== undefined
        ? `did you mean "${meant}"?`
        : known.length > 10
          ? "see docs/policies for the rules"
          : `use one of ${known.join(", ")}`;
    this.issues.push({ path, message: `"${name}" is not a ${noun}; ${help}`, at: "key" });
  }

  private report(path: KeyPath, message: string): void {
    this.issues.push({ path, message });
  }
}

/**
 * Production is never weaker than development of the same jurisdiction, and a rule that takes no waiver is never weaker
 * in production than it is by default: either would let in what nobody tried, or waive by another name.
 */
function ratchet(file: LevelsFile, { rules, stacks }: LevelFacts): IssueWithoutFile[] {
  const issues = new Map<string, IssueWithoutFile>();
  const report = (path: KeyPath, message: string) => {
    const key = path.join("/");
    if (!issues.has(key)) issues.set(key, { path, message });
  };
  const mentioned = mentionedIn(file);
  for (const rule of rules.filter(({ id }) => mentioned.has(id))) {
    for (const jurisdiction of jurisdictionIds) {
      const choices = (stage: Target["stage"]) =>
        [{ stage, jurisdiction }, ...stacks.filter((each) => each.stage === stage)]
          .filter((target) => target.jurisdiction === jurisdiction)
          .map((target) => chooseLevel(file, rule, target));
      const strictest = choices("dev").reduce((a, b) => (isWeaker(a.level, b.level) ? b : a));
      for (const prod of choices("prod")) checkPair(rule, prod, strictest, report);
    }
  }
  return [...issues.values()];
}

/** The rules that some layer mentions; all others have one level everywhere. */
function mentionedIn({ base, ...layers }: LevelsFile): Set<string> {
  const special = Object.values(layers).flatMap((named: Readonly<Record<string, Layer>>) =>
    Object.values(named),
  );
  return new Set([base, ...special].flatMap((layer) => Object.keys(layer)));
}

function checkPair(
  rule: Rule,
  prod: Chosen,
  dev: Chosen,
  report: (path: KeyPath, message: string) => void,
): void {
  const own = defaultLevel(rule);
  if (!isWaivable(rule) && prod.path !== undefined && isWeaker(prod.level, own)) {
    report(
      prod.path,
      `"${prod.level}" relaxes ${rule.id}, which takes no waiver, in production; use "${own}" or remove it`,
    );
  } else if (isWeaker(prod.level, dev.level)) {
    const advice = `production may not be weaker: use "${dev.level}" there or lower dev`;
    const path = prod.path ?? dev.path ?? [];
    report(path, `${rule.id} is "${prod.level}" in production and "${dev.level}" in dev; ${advice}`);
  }
}
