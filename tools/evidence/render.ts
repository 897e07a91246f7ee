import { gapText } from "../report/outlook";
import { answerKinds } from "./frameworks";
import type { GrantedColumn } from "./granted-columns";
import type { ControlEvidence, ControlStatus, Evidence, RuleEvidence } from "./evidence";

/** The three forms of one stack's evidence: file name → text. */
export function renderEvidence(evidence: Evidence): { name: string; text: string }[] {
  const name = `${evidence.stack}.evidence`;
  return [
    { name: `${name}.json`, text: JSON.stringify(evidence, undefined, 2) + "\n" },
    { name: `${name}.csv`, text: evidenceCsv(evidence) },
    { name: `${name}.md`, text: evidenceMarkdown(evidence) },
  ];
}

const columns = ["framework", "version", "control", "answer", "verdict", "resource", "note"] as const;
const nothingToJudge = "the stack has nothing that the rule judges";

/** One line for each control × rule × resource, and one for each answer that is no rule. RFC 4180, lines end in LF. */
export function evidenceCsv({ frameworks }: Evidence): string {
  const rows = frameworks.flatMap(({ framework, version, controls }) =>
    controls.flatMap((control) =>
      rowsOf(control).map((row) => [framework, version, control.control, ...row]),
    ),
  );
  return [columns, ...rows].map((row) => row.map(csvField).join(",")).join("\n") + "\n";
}

type Row = [answer: string, verdict: string, resource: string, note: string];

function rowsOf({ answers, rules, title, grantedColumns = [] }: ControlEvidence): Row[] {
  const byRule = rules.flatMap(({ id, resources }): Row[] =>
    resources.length === 0
      ? [[id, "gap", "", nothingToJudge]]
      : resources.map(({ urn, verdict }) => [id, verdict, urn, title]),
  );
  const stated = answerKinds.flatMap((kind): Row[] => {
    const text = answers[kind];
    return text === undefined ? [] : [[kind, kind === "gap" ? "gap" : "stated", "", text]];
  });
  const columnRows = grantedColumns.map((each): Row => {
    const note = `${each.reader} reads ${columnText(each)} by ${each.by}`;
    return ["grantedColumns", each.stated ? "pass" : "fail", each.grant, note];
  });
  return [...byRule, ...stated, ...columnRows];
}

const columnText = ({ product, table, column, classification, pii }: GrantedColumn) =>
  `${column} of ${table}${product === "" ? "" : ` (${product})`}, ${classification}, pii ${pii},`;

/** A field that a spreadsheet takes for a formula is quoted with an apostrophe before it. */
function csvField(value: string): string {
  const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const marks: Readonly<Record<ControlStatus, string>> = {
  fail: "✘ fail",
  gap: "○ gap",
  undecided: "? undecided",
  waived: "~ waived",
  pass: "✔ pass",
  stated: "– stated",
};

/** A page for people: every control with its state, then everything that is not a pass. */
export function evidenceMarkdown(evidence: Evidence): string {
  const { stack, mode, day, planSha256, frameworks } = evidence;
  const controls = frameworks.flatMap((framework) => framework.controls);
  const count = (status: ControlStatus) => controls.filter((control) => control.status === status).length;
  const counts = (Object.keys(marks) as ControlStatus[])
    .map((status) => `${count(status)} ${status}`)
    .join(", ");
  return [
    `# Evidence of ${stack}`,
    "",
    `${day}, ${mode} mode. ${controls.length} controls of ${frameworks.length} frameworks: ${counts}.`,
    "",
    `SHA-256 of the plan: \`${planSha256}\` (the file that \`meridian plan --stack ${stack} --mode ${mode} --format json --out DIR\` writes).`,
    "",
    ...frameworks.flatMap(({ framework, version, title, controls: own }) => [
      `## ${framework} (${version}): ${title}`,
      "",
      "| Control | Title | State | How it is met |",
      "| --- | --- | --- | --- |",
      ...own.map(
        (control) =>
          `| ${[control.control, control.title, marks[control.status], answerText(control)].map(cell).join(" | ")} |`,
      ),
      "",
    ]),
    ...gapList(evidence),
    ...columnList(evidence),
    ...openPoints(evidence),
  ].join("\n");
}

function answerText({ rules, answers, grantedColumns }: ControlEvidence): string {
  const stated = answerKinds.flatMap((kind) =>
    answers[kind] === undefined ? [] : [`${kind}: ${answers[kind]}`],
  );
  const columns = grantedColumns === undefined ? [] : [columnsText(grantedColumns)];
  return [...rules.map(ruleText), ...stated, ...columns].join("; ");
}

function columnsText(granted: readonly GrantedColumn[]): string {
  const readers = new Set(granted.map(({ reader }) => reader));
  const open = granted.filter(({ stated }) => !stated).length;
  const count = `${granted.length} restricted or personal columns are granted to ${readers.size} readers`;
  return open === 0
    ? `${count}, each by clearance or a statement of its contract (listed below)`
    : `${count}, ${open} of them by nothing that a contract says (listed below)`;
}

function gapList({ gaps }: Evidence): string[] {
  if (gaps.length === 0) return [];
  return ["## What the region lacks", "", ...gaps.map((gap) => `- ${gapText(gap)} (${gap.source})`), ""];
}

/** Who has which restricted or personal column, and by what: once, for all controls that speak of it. */
function columnList({ frameworks }: Evidence): string[] {
  const granted = frameworks
    .flatMap(({ controls }) => controls)
    .find(({ grantedColumns = [] }) => grantedColumns.length > 0)?.grantedColumns;
  if (granted === undefined) return [];
  return [
    "## Restricted and personal columns that readers have",
    "",
    "| Reader | Product | Column | Class | Personal data | By |",
    "| --- | --- | --- | --- | --- | --- |",
    ...granted.map(
      ({ reader, product, table, column, classification, pii, by }) =>
        `| ${[reader, product, `${table}.${column}`, classification, pii, by].map(cell).join(" | ")} |`,
    ),
    "",
  ];
}

function ruleText({ id, resources }: RuleEvidence): string {
  const counts = new Map<string, number>();
  for (const { verdict } of resources) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const text = [...counts].map(([verdict, count]) => `${count} ${verdict}`).join(", ");
  return `${id} (${text === "" ? "nothing to judge" : text})`;
}

/** Each rule and resource that does not pass, once. */
function openPoints({ frameworks }: Evidence): string[] {
  const rules = new Map(
    frameworks.flatMap(({ controls }) =>
      controls.flatMap((control) => control.rules.map((rule) => [rule.id, rule])),
    ),
  );
  const open = [...rules.values()].flatMap(({ id, resources }) =>
    resources
      .filter(({ verdict }) => verdict !== "pass")
      .map(({ urn, verdict }) => `- ${verdict}: ${id} \`${urn}\``),
  );
  return ["## Not passed", "", ...(open.length === 0 ? ["Nothing."] : open), ""];
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
