import { readdirSync } from "node:fs";
import { join } from "node:path";

import {
  checkContracts,
  checkProducts,
  contractNotes,
  parseStack,
  type Platform,
  type StackSettings,
} from "../accounts/config";
import { checkStanding, contractsAt } from "../accounts/config/standing";
import { siblingIssues, siblingsIn, stacksAmong } from "../accounts/config/siblings";
import type { Contract } from "../components/catalog/contract";
import { loadContracts } from "../components/catalog/contract-files";
import { InputError, type InputIssue } from "../components/errors/input-error";
import { pulumiYaml } from "../components/errors/pulumi-yaml";
import { readInput } from "../components/errors/read-input";
import { organizationModel, residencyModel, type ResidencyModel } from "../components/residency/model";

/** One stack file, read and checked. */
export interface Stack {
  name: string;
  settings: StackSettings;
  /** The stack's whole configuration as the engine passes it to the program: key → value. */
  config: Record<string, unknown>;
  /** The contracts of its domains; none where there is no platform. */
  contracts: readonly Contract[];
  /** What it and its contracts say that nothing here acts on, or leave open. */
  advisories: readonly InputIssue[];
}

/** The stacks that have a file beside `Pulumi.yaml`, sorted. */
export const stackNames = (root: string): string[] => stacksAmong(readdirSync(root));

/**
 * The stacks that `--stack` names; `all` is every stack file, nothing is `dev`.
 * @throws {InputError} naming each unknown stack and the known ones
 */
export const selectStacks = (root: string, wanted: readonly string[] = ["dev"]): string[] =>
  selectAmong(stackNames(root), wanted);

/** The same among known stacks, of whichever trees they are. */
export function selectAmong(known: readonly string[], wanted: readonly string[]): string[] {
  const unknown = wanted.filter((name) => name !== "all" && !known.includes(name));
  if (unknown.length > 0) {
    throw new InputError(
      unknown.map((name) => ({
        file: "--stack",
        path: "",
        message: `"${name}" is not a stack of this project; use one of ${[...known, "all"].join(", ")}`,
      })),
    );
  }
  return wanted.includes("all") ? [...known] : [...new Set(wanted)];
}

/** Gathers the mistakes of several readings, so that the user sees all of them in one run. */
export class Attempts {
  readonly issues: InputIssue[] = [];

  run<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.issues.push(...error.issues);
      return undefined;
    }
  }
}

/**
 * Reads and checks the stack files and the contracts, so that every mistake in any of them is reported at once.
 * @param today `YYYY-MM-DD`, against which approvals expire
 * @throws {InputError} with the issues of all files
 */
export function readStacks(root: string, names: readonly string[], today: string): Stack[] {
  const attempts = new Attempts();
  const contracts = attempts.run(() => loadContracts(join(root, "contracts")));
  const siblings = attempts.run(() => siblingsIn(root)) ?? [];
  const stacks = names.flatMap((name) => {
    const file = `Pulumi.${name}.yaml`;
    const text = attempts.run(() => readInput(join(root, file)));
    if (text === undefined) return [];
    const settings = attempts.run(() => parseStack(text, file, name, today));
    attempts.issues.push(...siblingIssues(name, siblings));
    if (settings === undefined) return [];
    const stack = { name, settings, config: configIn(text), contracts: [], advisories: [] };
    if (settings.kind === "organization" || contracts === undefined) return [stack];
    const source = { text, file };
    attempts.run(() => checkProducts(settings, contracts, source, today));
    attempts.run(() => checkStanding(settings, contracts, source));
    const own = contractsAt(settings, contracts);
    const notes = contractNotes(settings, own, source);
    return [
      { ...stack, contracts: own, advisories: [...own.flatMap(({ advisories }) => advisories), ...notes] },
    ];
  });
  // Whether a contract names what no stack has can be said only when every stack file could be read.
  if (contracts !== undefined && siblings.every(({ whole }) => whole)) {
    attempts.run(() => checkContracts(contracts, siblings));
  }
  if (attempts.issues.length > 0) throw new InputError(attempts.issues);
  return stacks;
}

/** A stack of the kind `platform`. */
export type PlatformStack = Stack & { settings: Platform };

export const isPlatform = (stack: Stack): stack is PlatformStack => stack.settings.kind === "platform";

/** By what a stack is judged. */
export const modelOf = ({ settings }: Stack, today: string): ResidencyModel =>
  settings.kind === "platform" ? residencyModel(settings, today) : organizationModel(settings, today);

interface StackFileShape {
  config?: Record<string, unknown> & { "meridian:platform"?: { domains?: unknown } };
}

/** The `config` of a stack file as the CLI reads it: full key → value; empty when the text is no YAML. */
export const configIn = (text: string) =>
  (pulumiYaml(text).value as StackFileShape | null | undefined)?.config ?? {};
