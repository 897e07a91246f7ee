import { answerKinds, type Framework } from "../evidence/frameworks";
import { defaultLevel, isWaivable } from "../../policy-pack/levels/level";
import { isRecord } from "../../policy-pack/graph/read";
import { UNKNOWN, type GraphResource } from "../../policy-pack/graph/types";
import type { Rule } from "../../policy-pack/rule";
import { fixturesOf } from "../../policy-pack/testing/fixtures";
import type { Fixture } from "../../policy-pack/testing/fixtures/fixture";

/** Where the pages stand, from the project's root; `urlOf` of a rule leads there. */
export const policyDocs = "docs/policies";

const written = "<!-- Written by `npm run docs` from the rules; do not edit by hand. -->";

/** Every page: file name in {@link policyDocs} → text. Depends on nothing but the rules and the frameworks. */
export function policyPages(rules: readonly Rule[], frameworks: readonly Framework[]): Map<string, string> {
  return new Map([
    ["README.md", index(rules)],
    ["matrix.md", matrix(rules, frameworks)],
    ...rules.map((rule): [string, string] => [pageOf(rule), page(rule)]),
  ]);
}

const pageOf = ({ id }: Rule) => `${id.toLowerCase()}.md`;
const link = (rule: Rule) => `[${rule.id}](${pageOf(rule)})`;
const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
  row(head),
  row(head.map(() => "---")),
  ...rows.map(row),
];
const lines = (...parts: readonly (string | readonly string[])[]) => parts.flat().join("\n") + "\n";

function index(rules: readonly Rule[]): string {
  const rows = rules.map((rule) => [
    link(rule),
    rule.title,
    rule.family,
    rule.severity,
    defaultLevel(rule),
    isWaivable(rule) ? "yes" : "no",
  ]);
  return lines(
    "# Policies",
    "",
    written,
    "",
    `${rules.length} rules, in the order of reports. Which control each serves: [matrix](matrix.md).`,
    "",
    table(["Rule", "Title", "Family", "Severity", "Level", "Waivable"], rows),
  );
}

function matrix(rules: readonly Rule[], frameworks: readonly Framework[]): string {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const sections = frameworks.flatMap(({ framework, version, title, controls }) => [
    "",
    `## ${framework} (${version}): ${title}`,
    "",
    ...table(
      ["Control", "Title", "Rules", "Besides"],
      controls.map((control) => [
        control.control,
        control.title,
        (control.rules ?? [])
          .flatMap((id) => byId.get(id) ?? [])
          .map(link)
          .join(", "),
        answerKinds
          .flatMap((kind) => (control[kind] === undefined ? [] : [`*${kind}*: ${control[kind]}`]))
          .join(" "),
      ]),
    ),
  ]);
  const about =
    "Every control that the platform answers for, and how. The same with the verdicts of one stack: `meridian evidence --stack NAME`.";
  return lines("# Controls and rules", "", written, "", about, sections);
}

function page(rule: Rule): string {
  const { id, title, rationale, remediation, controls, reads } = rule;
  const { pass, fail } = fixturesOf(id);
  const [good] = pass;
  const bad = fail.find(({ messages }) => messages !== undefined) ?? fail[0];
  return lines(
    `# ${id}: ${title}`,
    "",
    written,
    "",
    rationale,
    "",
    "## What to do",
    "",
    remediation,
    "",
    "## Facts",
    "",
    table(["", ""], factsOf(rule)),
    "",
    "## Controls",
    "",
    table(
      ["Framework", "Version", "Control"],
      controls.map(({ framework, version, control }) => [framework, version, control]),
    ),
    "",
    "## What it reads",
    "",
    reads.map((path) => `- \`${path}\``),
    good === undefined ? [] : example("Good", good),
    bad === undefined ? [] : example("Bad", bad),
  );
}

function factsOf(rule: Rule): string[][] {
  const { name, severity, family, scope } = rule;
  const corrects = scope === "resource" && rule.remediate !== undefined;
  return [
    ["Name", `\`${name}\``],
    ["Severity", severity],
    ["Family", family],
    ["Level unless configured", defaultLevel(rule)],
    ["Waivable", isWaivable(rule) ? "yes" : "no"],
    ["Corrects inputs", corrects ? "yes, at level `remediate`" : "no"],
    [
      "Judged",
      scope === "resource" ? "before each resource is made" : "at the end of a preview, over the whole graph",
    ],
    ["Types", typesOf(rule.types)],
  ];
}

const most = 12;

function typesOf(types: readonly string[]): string {
  const shown = types.slice(0, most).map((type) => `\`${type}\``);
  return [...shown, ...(types.length > most ? [`and ${types.length - most} more`] : [])].join(", ");
}

function example(kind: "Good" | "Bad", { title, resources, messages = [] }: Fixture): string[] {
  return [
    "",
    `## ${kind}: ${title}`,
    "",
    "```json",
    JSON.stringify(resources.map(shown), undefined, 2),
    "```",
    ...messages.flatMap((message) => ["", `> ${message}`]),
  ];
}

/** A resource as a reader needs it: what is the same in every fixture is left out. */
function shown({ type, name, props, options }: GraphResource): object {
  const chosen = Object.keys(options).length === 0 ? {} : { options };
  return { type, name, inputs: readable(props), ...chosen };
}

function readable(value: unknown): unknown {
  if (value === UNKNOWN) return "(not known yet)";
  if (Array.isArray(value)) return value.map(readable);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
