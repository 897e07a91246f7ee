import { readFileSync } from "node:fs";
import { join } from "node:path";

import { formatIssue, type InputIssue } from "../../../components/errors/input-error";
import type { PlannedResource } from "../../engine/json";
import { exitCodes } from "../../commands/exit-codes";
import type { CommandResult } from "../project-copy";
import { brief, type Check } from "./case";
import { writeContract } from "./contracts";
import { edited, withCopy } from "./copy";

/** The part of `meridian plan --format json` that is looked at. */
interface Document {
  resources: readonly PlannedResource[];
  findings: readonly { message: string }[];
  advisories?: readonly InputIssue[];
}

/** What a plan came to: its document when there is one, and all that it says to people. */
export interface PlanReading {
  code: number | null;
  resources: readonly PlannedResource[];
  said: readonly string[];
}

export function readPlan({ code, stdout, stderr }: CommandResult): PlanReading {
  const said = stderr.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("planning "));
  if (!stdout.startsWith("{")) return { code, resources: [], said };
  const { resources, findings, advisories = [] } = JSON.parse(stdout) as Document;
  const told = [...findings.map(({ message }) => message), ...advisories.map(formatIssue)];
  return { code, resources, said: [...said, ...told] };
}

/** What a plan says with all of the words; a crash says nothing to a user. */
const about = ({ code, said }: PlanReading, ...words: readonly string[]) =>
  code === exitCodes.program ? [] : said.filter((line) => words.every((word) => line.includes(word)));

/** Grants that name a table or its product. */
function grantsOf(table: string, product: string, { resources }: PlanReading): PlannedResource[] {
  const named = ({ inputs }: PlannedResource) => {
    const text = JSON.stringify(inputs);
    return text.includes(JSON.stringify(table)) || text.includes(JSON.stringify(product));
  };
  return resources.filter(
    (resource) => resource.type === "aws:lakeformation/permissions:Permissions" && named(resource),
  );
}

const states = ["retired", "draft", "proposed"] as const;

/** A product that is not active, and a consumer that asks for it. */
function retiredStillShared(text: string): Check[] {
  return withCopy((copy) => {
    copy.edit("Pulumi.dev.yaml", /(\n *- clinical\.)observations\n/, "$1observations$1probe\n");
    return states.map((state) => {
      writeContract(copy.folder, edited(text, [["status: retired", `status: ${state} # case`]]));
      return judgeGrants(state, readPlan(copy.run("plan", "--stack", "dev", "--format", "json")));
    });
  });
}

/** Whether a plan grants the table `probe` of a product in that state without a word. */
export function judgeGrants(state: string, plan: PlanReading): Check {
  const want = `no grant of table probe, or a word that it is ${state}`;
  const check = (right: boolean, got: string) => ({ title: `status ${state}`, right, want, got });
  const said = about(plan, "probe", state);
  if (said.length > 0) return check(true, brief(said.join(" | ")));
  if (plan.resources.length === 0) return check(false, `no plan: ${brief(plan.said.join(" | "))}`);
  const grants = grantsOf("probe", "clinical.probe", plan).map(({ name }) => name);
  return grants.length === 0
    ? check(true, "no grant")
    : check(false, `granted in silence: ${grants.join(", ")}`);
}

/** The column that the second version of the contract adds. */
const added = "email";

/** A contract's second version, which adds a column to a table that exists. */
function schemaEvolution(folder: string): Check[] {
  return withCopy((copy) => {
    const [first, second] = ["v1.yaml", "v2.yaml"].map((file) => {
      writeContract(copy.folder, readFileSync(join(folder, file), "utf8"));
      return readPlan(copy.run("plan", "--stack", "dev", "--format", "json"));
    });
    return [judgeEvolution(first!, second!)];
  });
}

/** Whether a column that only `second` has reaches the table `probe`, or the plan says that it does not. */
export function judgeEvolution(first: PlanReading, second: PlanReading): Check {
  const before = new Set(first.resources.map(textOf));
  const changed = second.resources.filter((resource) => !before.has(textOf(resource)));
  const table = changed.find(
    ({ type, inputs }) => type === "aws:glue/catalogTable:CatalogTable" && inputs["name"] === "probe",
  );
  const ignored = (table?.options["ignoreChanges"] as readonly string[] | undefined) ?? [];
  const altered = changed.filter(
    (resource) => /\bALTER\s+TABLE\b/i.test(textOf(resource)) && textOf(resource).includes(added),
  );
  const said = about(second, "probe", added);
  const made = table !== undefined && textOf(table).includes(added) && ignored.length === 0;
  const way = made
    ? "the changed table"
    : altered.map(({ name }) => name).join(", ") || brief(said.join(" | "));
  const silent =
    table === undefined
      ? "no change of table probe"
      : `changes of the table's ${ignored.join(", ")} ignored, and the column in ${namesOf(changed)}`;
  return {
    title: "",
    right: way !== "",
    want: `column ${added} in the table, a statement that adds it, or a word that neither is there`,
    got: way || silent,
  };
}

const namesOf = (resources: readonly PlannedResource[]) =>
  resources
    .filter((each) => textOf(each).includes(added))
    .map(({ type, name }) => `${type.split(":").pop()} ${name}`)
    .join(", ");

const textOf = (resource: PlannedResource) => JSON.stringify([resource.urn, resource.inputs]);

/** A mistake that a contract's own checks find, and what their line names. */
const otherMistake = {
  edit: [
    "slaProperties:\n  []",
    "slaProperties:\n  - { property: latency, value: 1, unit: hours, element: probe.no_such }",
  ],
  names: "probe.no_such",
} as const;

/** A contract that ended in an exception, alone and beside another mistake. */
function contractThrows(text: string): Check[] {
  return withCopy((copy) => {
    const [alone, beside] = [text, edited(text, [otherMistake.edit])].map((each) => {
      writeContract(copy.folder, each);
      return readPlan(copy.run("plan", "--stack", "dev", "--format", "json"));
    });
    return judgeThrows(alone!, beside!);
  });
}

/** Whether an input is planned or refused where it stands, together with another mistake. */
export function judgeThrows(alone: PlanReading, beside: PlanReading): Check[] {
  const refusal = alone.said.filter((line) => /^contracts\/\S+\.yaml:\d+:\d+ \S+: /.test(line));
  const planned = alone.resources.length > 0;
  const refused = alone.code === exitCodes.usage && refusal.length > 0;
  const wanted = [...(planned ? [] : refusal), otherMistake.names];
  const together =
    beside.code === exitCodes.usage &&
    (planned || refused) &&
    wanted.every((text) => beside.said.some((line) => line.includes(text)));
  return [
    {
      title: "alone",
      right: planned || refused,
      want: "planned, or refused with the contract's file, line and key",
      got: planned ? "planned" : `exit ${alone.code ?? "by a signal"}: ${brief(alone.said.join(" | "))}`,
    },
    {
      title: "beside another mistake",
      right: together,
      want: `refused for ${otherMistake.names}, and for what it is refused for alone`,
      got: `exit ${beside.code ?? "by a signal"}: ${brief(beside.said.join(" | "))}`,
    },
  ];
}

/** Case → judged from its folder, in a copy of the project. */
export const projectCases: Readonly<Record<string, (folder: string) => Check[]>> = {
  "contract-throws": (folder) => contractThrows(contractIn(folder)),
  "retired-still-shared": (folder) => retiredStillShared(contractIn(folder)),
  "schema-evolution": schemaEvolution,
};

const contractIn = (folder: string) => readFileSync(join(folder, "contract.yaml"), "utf8");
