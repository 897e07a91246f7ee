import type { KeyPath } from "../../components/errors/key-path";
import type { JurisdictionId } from "../../components/residency/jurisdictions";
import type { Stage } from "../../components/residency/stages";
import type { Rule } from "../rule";
import { defaultLevel, type Level, type Levels } from "./level";

/** Rule id → level. */
export type Layer = Readonly<Record<string, Level>>;

/** `levels.yaml`, checked: the layers from the most general to the most special. */
export interface LevelsFile {
  readonly base: Layer;
  readonly stages: Readonly<Record<string, Layer>>;
  readonly jurisdictions: Readonly<Record<string, Layer>>;
  readonly stacks: Readonly<Record<string, Layer>>;
}

/** What a level is asked for: a stack, or (without `stack`) any stack of a stage and jurisdiction. */
export interface Target {
  readonly stack?: string;
  readonly stage: Stage;
  readonly jurisdiction: JurisdictionId;
}

/** A level and the entry of the file that gave it; without a path it is the rule's own default. */
export interface Chosen {
  readonly level: Level;
  readonly path?: KeyPath;
}

export const noLevels: LevelsFile = { base: {}, stages: {}, jurisdictions: {}, stacks: {} };

/** The level of one rule for a target: stack over jurisdiction over stage over base over the rule's default. */
export function chooseLevel(file: LevelsFile, rule: Pick<Rule, "id" | "level">, target: Target): Chosen {
  const { stack, stage, jurisdiction } = target;
  const layers: readonly (readonly [KeyPath, Layer | undefined])[] = [
    [["stacks", stack ?? ""], stack === undefined ? undefined : file.stacks[stack]],
    [["jurisdictions", jurisdiction], file.jurisdictions[jurisdiction]],
    [["stages", stage], file.stages[stage]],
    [["base"], file.base],
  ];
  for (const [path, layer] of layers) {
    const level = layer?.[rule.id];
    if (level !== undefined) return { level, path: [...path, rule.id] };
  }
  return { level: defaultLevel(rule) };
}

/** The levels of all rules for a target. */
export const levelsFor = (file: LevelsFile, target: Target, rules: readonly Rule[]): Levels =>
  new Map(rules.map((rule) => [rule.id, chooseLevel(file, rule, target).level]));

/**
 * What `--policy-pack-config` takes: policy name → level, for every rule, so that the file shows what is in force.
 * The object form is the one that every version of the CLI and its service accept.
 */
export function packConfig(
  levels: Levels,
  rules: readonly Rule[],
): Record<string, { enforcementLevel: Level }> {
  return Object.fromEntries(
    rules.map((rule) => [rule.name, { enforcementLevel: levels.get(rule.id) ?? defaultLevel(rule) }]),
  );
}
