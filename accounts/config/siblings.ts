import { readdirSync } from "node:fs";
import { join } from "node:path";

import { quote } from "../../components/errors/check-yaml";
import type { InputIssue } from "../../components/errors/input-error";
import { partAt, type KeyPath } from "../../components/errors/key-path";
import { pulumiYaml } from "../../components/errors/pulumi-yaml";
import { readInput } from "../../components/errors/read-input";
import { isStage } from "../../components/residency/stages";
import { placeInStackFile, platformPath } from "./stack-file";
import type { StackFile } from "./stack-text";

/** What a stack file says of which stacks of one project may not say the same. Undefined where it says nothing, or no text. */
export interface Sibling extends StackFile {
  readonly stack: string;
  /** False where the file is no YAML: then it says nothing. */
  readonly whole: boolean;
  readonly jurisdiction?: string;
  readonly stage?: string;
  /** Names of its domains, and of those who read products, `ml` among them. */
  readonly domains: readonly string[];
  readonly readers: readonly string[];
  /** Id and name of each account, by its index. */
  readonly accounts: readonly { readonly id?: string; readonly name?: string }[];
}

const stackFile = /^Pulumi\.([A-Za-z0-9_.-]+)\.yaml$/;

/** The stacks that have a file among these, which are the names in a project's folder; sorted. */
export const stacksAmong = (files: readonly string[]): string[] =>
  files.flatMap((file) => stackFile.exec(file)?.[1] ?? []).sort();

/**
 * The stacks of a project's folder that have a platform; other mistakes in their files are for their own plans to tell.
 * @throws {InputError} when a file cannot be read
 */
export const siblingsIn = (root: string): Sibling[] =>
  stacksAmong(readdirSync(root)).flatMap((stack) => {
    const file = `Pulumi.${stack}.yaml`;
    return siblingOf(stack, { file, text: readInput(join(root, file)) }) ?? [];
  });

/** What one stack file says; undefined when it has no platform. */
export function siblingOf(stack: string, source: StackFile): Sibling | undefined {
  // Most of the time of a plan's start is reading such files: one of another kind is not read.
  if (!source.text.includes("meridian:platform")) return undefined;
  const { value } = pulumiYaml(source.text);
  if (value === undefined) return { ...source, stack, whole: false, domains: [], readers: [], accounts: [] };
  const platform = platformPath.reduce(partAt, value);
  if (typeof platform !== "object" || platform === null) return undefined;
  const list = (key: string): readonly unknown[] => {
    const value = partAt(platform, key);
    return Array.isArray(value) ? value : [];
  };
  const names = (key: string) => list(key).flatMap((each) => textOf(each, "name") ?? []);
  return {
    ...source,
    stack,
    whole: true,
    jurisdiction: textOf(platform, "jurisdiction"),
    stage: textOf(platform, "stage"),
    domains: names("domains"),
    readers: [...names("consumers"), ...(partAt(platform, "ml") === undefined ? [] : ["ml"])],
    accounts: list("accounts").map((each) => ({
      id: textOf(each, "id"),
      name: textOf(each, "name"),
    })),
  };
}

function textOf(value: unknown, key: string): string | undefined {
  const text = partAt(value, key);
  return typeof text === "string" ? text : undefined;
}

/** Where a stack contradicts its own name, or claims what another stack file has. Empty for a stack without a file among them. */
export function siblingIssues(stack: string, siblings: readonly Sibling[]): InputIssue[] {
  const own = siblings.find((each) => each.stack === stack);
  if (own === undefined) return [];
  const others = siblings.filter((each) => each !== own);
  return [
    ...nameIssues(own),
    ...others.flatMap((other) => [...sameStage(own, other), ...sameAccounts(own, other)]),
  ];
}

function nameIssues(own: Sibling): InputIssue[] {
  const named = own.stack.split(/[-_.]/).filter(isStage);
  const { stage } = own;
  if (stage === undefined || !isStage(stage) || named.length === 0 || named.includes(stage)) return [];
  const message = `${quote(stage)} contradicts the name of the stack, ${own.stack}; use ${named.join(" or ")}, or name the stack for its stage`;
  return issueAt(own, ["stage"], message);
}

function sameStage(own: Sibling, other: Sibling): InputIssue[] {
  const { jurisdiction, stage } = own;
  if (jurisdiction === undefined || stage === undefined) return [];
  if (other.jurisdiction !== jurisdiction || other.stage !== stage) return [];
  const message = `${quote(jurisdiction)} in stage ${quote(stage)} is also ${placeOf(other, ["jurisdiction"])}; a stage of a jurisdiction is one stack`;
  return issueAt(own, ["jurisdiction"], message);
}

function sameAccounts(own: Sibling, other: Sibling): InputIssue[] {
  const theirs = new Map(other.accounts.map(({ id }, index) => [id, index]));
  return own.accounts.flatMap(({ id }, index) => {
    const same = id === undefined ? undefined : theirs.get(id);
    if (same === undefined) return [];
    const place = placeOf(other, ["accounts", same, "id"]);
    const message = `${quote(id)} is also account ${quote(other.accounts[same]?.name)} of ${place}; each stack has accounts of its own`;
    return issueAt(own, ["accounts", index, "id"], message);
  });
}

const issueAt = (source: StackFile, path: KeyPath, message: string): InputIssue[] =>
  placeInStackFile(source, [{ path: [...platformPath, ...path], message }]);

function placeOf(source: StackFile, path: KeyPath): string {
  const [issue] = issueAt(source, path, "");
  return `${source.file}:${issue?.line}`;
}
