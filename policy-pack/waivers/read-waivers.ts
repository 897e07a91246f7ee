import type { KeyPath } from "../../components/errors/key-path";
import { nearest } from "../../components/errors/nearest";
import { isDay } from "../../components/residency/dates";
import { isRecord } from "../graph/read";
import type { IssueWithoutFile } from "../settings/issue";
import type { Waiver, WaiverMatch } from "./waiver";

/** A key of a waiver: what its value has to be, in words and as a test. */
interface Field {
  is: (value: unknown) => boolean;
  noun: string;
  optional?: boolean;
}

const text = (noun: string, pattern = /^\S(.*\S)?$/s): Field => ({
  is: (value) => typeof value === "string" && pattern.test(value),
  noun,
});

const day: Field = { is: (value) => typeof value === "string" && isDay(value), noun: "a day, YYYY-MM-DD" };
const glob: Field = { ...text("a text with * and ? as placeholders"), optional: true };

const fields: Record<Exclude<keyof Waiver, "file" | "index">, Field> = {
  id: text("an id such as WVR-EU-0007", /^WVR(-[A-Z0-9]+)+$/),
  rules: {
    is: (value) =>
      Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string"),
    noun: "a list of rule ids, at least one",
  },
  match: {
    is: (value) => isRecord(value) && Object.keys(value).length > 0,
    noun: "a map of stack, type, name, urn",
  },
  reason: text("a reason of at least 20 characters", /^\S.{18,}\S$/s),
  owner: text("a team or person of CODEOWNERS"),
  ticket: text("a ticket number"),
  compensating: text("what keeps the data safe meanwhile"),
  created: day,
  expires: day,
  limit: {
    is: (value) => Number.isInteger(value) && (value as number) >= 1,
    noun: "a whole number of matches, from 1",
  },
};

const matchFields: Record<keyof WaiverMatch, Field> = { stack: glob, type: glob, name: glob, urn: glob };

/**
 * Reads the plain value of one file of `waivers/`: a list of waivers with no key missing and none unknown.
 * A waiver with an issue is left out of the result.
 */
export function readWaivers(raw: unknown, file: string): { waivers: Waiver[]; issues: IssueWithoutFile[] } {
  if (raw === null || raw === undefined) return { waivers: [], issues: [] };
  if (!Array.isArray(raw)) {
    return {
      waivers: [],
      issues: [{ path: [], message: "is not a list; write each waiver as a list item" }],
    };
  }
  const read = raw.map((value: unknown, index) => {
    const issues = readWaiver(value, index);
    return { issues, waivers: issues.length > 0 ? [] : [{ ...(value as Waiver), file, index }] };
  });
  return { waivers: read.flatMap(({ waivers }) => waivers), issues: read.flatMap(({ issues }) => issues) };
}

function readWaiver(value: unknown, index: number): IssueWithoutFile[] {
  if (!isRecord(value)) return [{ path: [index], message: `${JSON.stringify(value)} is not a map` }];
  const issues = readMap(value, fields, [index]);
  const match = value["match"];
  return isRecord(match) ? [...issues, ...readMap(match, matchFields, [index, "match"])] : issues;
}

function readMap(
  value: Readonly<Record<string, unknown>>,
  known: Readonly<Record<string, Field>>,
  path: KeyPath,
): IssueWithoutFile[] {
  const wrong = Object.entries(known).flatMap(([key, { is, noun, optional }]): IssueWithoutFile[] => {
    const given = value[key];
    if (given === undefined && optional === true) return [];
    if (given === undefined) return [{ path: [...path, key], message: `is missing; give ${noun}` }];
    return is(given)
      ? []
      : [{ path: [...path, key], message: `${JSON.stringify(given)} is not ${noun}; correct it` }];
  });
  const unknown = Object.keys(value).filter((key) => !(key in known));
  return [...wrong, ...unknown.map((key) => unknownKey(key, Object.keys(known), path))];
}

function unknownKey(key: string, known: readonly string[], path: KeyPath): IssueWithoutFile {
  const meant = nearest(key, known);
  const help = meant === undefined ? `known keys are ${known.join(", ")}` : `did you mean "${meant}"?`;
  return { path: [...path, key], message: `"${key}" is not a known key; ${help}`, at: "key" };
}
