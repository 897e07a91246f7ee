import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";

import type { Platform } from "../../../accounts/config";
import { InputError, type InputIssue } from "../../../components/errors/input-error";
import { isPlatform, readStacks } from "../../stacks";
import { brief, type Check } from "./case";
import { edited, withInputs } from "./copy";
import { caseDay } from "./graph";

/**
 * A scalar that the Pulumi CLI's YAML reader (Go, YAML 1.1 for these) takes otherwise than ours.
 * The CLI is not needed to decide: what it hands to the program is known, and is written as such.
 */
export interface StackFileCheck {
  title: string;
  stack: string;
  /** What stands in the project's stack file. */
  stands: string;
  /** What the user writes instead. */
  written: string;
  /** The same line with the value that the CLI hands over. */
  cli: string;
  /** What a refusal has to show. */
  shows: RegExp;
  /** What was read there. */
  value: (platform: Platform) => unknown;
}

const stackFileChecks: Readonly<Record<string, readonly StackFileCheck[]>> = {
  "yaml-date": [
    {
      title: "expires: 2027-10-31",
      stack: "prod-eu",
      stands: 'expires: "2027-10-31"',
      written: "expires: 2027-10-31",
      cli: 'expires: "2027-10-31 00:00:00 +0000 UTC"',
      shows: /2027-10-31.*quot/,
      value: ({ transfers }) => transfers.map(({ expires }) => expires),
    },
  ],
  "yaml-octal": [
    {
      title: "bronzeDays: 05000",
      stack: "dev",
      stands: "bronzeDays: 2557",
      written: "bronzeDays: 05000",
      cli: "bronzeDays: 2560",
      shows: /05000/,
      value: ({ retention }) => retention.bronzeDays,
    },
    {
      title: "auditDays: 02557",
      stack: "dev",
      stands: "auditDays: 2557",
      written: "auditDays: 02557",
      cli: "auditDays: 1391",
      shows: /02557/,
      value: ({ retention }) => retention.auditDays,
    },
  ],
};

/** Whether there is a case of that name; its folder holds a README only. */
export const isStackFileCase = (name: string) => name in stackFileChecks;

type Read = { value: unknown } | { issues: readonly InputIssue[] };

/** Writes each line into a copy of the project and reads the stack as `meridian plan` does. */
export function judgeStackFile(
  name: string,
  checks: readonly StackFileCheck[] = stackFileChecks[name] ?? [],
): Check[] {
  return withInputs((folder) => checks.map((check) => judge(folder, check)));
}

function judge(root: string, { title, stack, stands, written, cli, shows, value }: StackFileCheck): Check {
  const path = join(root, `Pulumi.${stack}.yaml`);
  const before = readFileSync(path, "utf8");
  const read = (line: string): Read & { text: string } => {
    const text = edited(before, [[stands, line]]);
    writeFileSync(path, text);
    try {
      return {
        text,
        value: readStacks(root, [stack], caseDay)
          .filter(isPlatform)
          .map(({ settings }) => value(settings)),
      };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { text, issues: error.issues };
    } finally {
      writeFileSync(path, before);
    }
  };
  const ours = read(written);
  const theirs = read(cli);
  const refusedThere =
    "issues" in ours &&
    ours.issues.some(
      ({ line, message }) =>
        line !== undefined &&
        (ours.text.split("\n")[line - 1] ?? "").includes(written) &&
        shows.test(message),
    );
  const same = "value" in ours && "value" in theirs && isDeepStrictEqual(ours.value, theirs.value);
  return {
    title,
    right: refusedThere || same,
    want: `refused at that line with ${shows.source}, or read as by the Pulumi CLI`,
    got: `read: ${described(ours)}; with the CLI's value: ${described(theirs)}`,
  };
}

const described = (read: Read) =>
  "issues" in read
    ? `refused, ${brief(read.issues.map(({ line, path, message }) => `line ${line ?? "?"} ${path}: ${message}`).join(" | "))}`
    : JSON.stringify(read.value);
