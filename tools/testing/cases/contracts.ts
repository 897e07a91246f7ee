import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

import { compileContract } from "../../../components/catalog/compile";
import { loadContracts } from "../../../components/catalog/contract-files";
import { InputError, type InputIssue } from "../../../components/errors/input-error";
import { layerDays } from "../../../components/facts/retention";
import { readStacks } from "../../stacks";
import { brief, type Check } from "./case";
import { contractChecks, type ContractCheck } from "./contract-checks";
import { edited, withInputs } from "./copy";
import { caseDay } from "./graph";
import type { PlacedIssue, Reading } from "./reading";

const word = (text: string, key: string) => new RegExp(`^${key}: *(.*)$`, "m").exec(text)?.[1] ?? "";

/** Where a contract of that text has to stand in a project. */
const contractFile = (text: string) => join("contracts", word(text, "domain"), `${word(text, "name")}.yaml`);

/** Adds a contract, or replaces it, in a copy of the project. */
export function writeContract(root: string, text: string): void {
  const path = join(root, contractFile(text));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Reads the stack `dev` of a copy of the project with the contract added, and compiles it. */
function readCase(root: string, text: string): Reading {
  writeContract(root, text);
  const domain = word(text, "domain");
  const product = `${domain}.${word(text, "name")}`;
  try {
    readStacks(root, ["dev"], caseDay);
    const contract = loadContracts(join(root, "contracts"), new Set([domain])).find(
      (each) => each.product === product,
    );
    if (contract === undefined) throw new Error(`${contractFile(text)} was not read`);
    const tables = compileContract(contract, {
      buckets: { silver: "b-silver", gold: "b-gold" },
      days: {
        bronze: layerDays.bronze.default,
        silver: layerDays.silver.default,
        gold: layerDays.gold.default,
      },
    });
    return {
      kind: "compiled",
      notes: contract.advisories.map((issue) => placed(issue, join(root, contractFile(text)), text)),
      tables: tables.map(({ table, ruleset, iceberg }) => ({
        ruleset,
        columns: iceberg.schema.fields.map(({ name, type }) => `${name} ${type.replaceAll('"', "")}`),
        partitions: (iceberg.partitionSpec?.fields ?? []).map(({ name }) => name),
        rowFilter: table.rowFilter,
      })),
    };
  } catch (error) {
    if (!(error instanceof InputError)) return { kind: "threw", message: (error as Error).message };
    return {
      kind: "refused",
      issues: error.issues.map((issue) => placed(issue, join(root, contractFile(text)), text)),
    };
  }
}

/** Mistakes of other files keep an empty line: no case is about them. */
function placed(issue: InputIssue, file: string, text: string): PlacedIssue {
  const own = resolve(issue.file) === file && issue.line !== undefined;
  return { ...issue, lineText: own ? (text.split("\n")[issue.line - 1] ?? "") : "" };
}

/** @param checks what is asked of it; default what is known of the case of that name */
export function judgeContract(
  name: string,
  text: string,
  checks: readonly ContractCheck[] | undefined = contractChecks[name],
): Check[] {
  if (checks === undefined) return [unknownContract];
  return withInputs((folder) =>
    checks.map(({ title, edits = [], wants }) => {
      const reading = readCase(folder, edited(text, edits));
      return {
        title,
        right: wants.some(({ met }) => met(reading)),
        want: wants.map((want) => want.text).join(", or "),
        got: described(reading),
      };
    }),
  );
}

const unknownContract: Check = {
  title: "",
  right: false,
  want: "an outcome in tools/testing/cases/contract-checks.ts",
  got: "none for a contract of that name",
};

function described(reading: Reading): string {
  switch (reading.kind) {
    case "threw":
      return `thrown: ${brief(reading.message)}`;
    case "refused":
      return reading.issues
        .map(({ line, path, message }) => brief(`line ${line ?? "?"} ${path}: ${message}`))
        .join(" | ");
    case "compiled":
      return reading.tables
        .map(({ ruleset, columns, partitions, rowFilter }) =>
          [
            `compiled: ${brief(ruleset, 400)}`,
            `columns ${columns.join(", ")}`,
            ...(partitions.length > 0 ? [`partitions ${partitions.join(", ")}`] : []),
            ...(rowFilter === undefined ? [] : [`rows ${rowFilter}`]),
          ].join("; "),
        )
        .join(" | ");
  }
}
