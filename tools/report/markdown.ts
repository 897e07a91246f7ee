import { code, row, section } from "./markdown-table";
import type { Report } from "./model";
import { gapText, percentOf, placeText } from "./outlook";
import type { ReportDocument, ReportFinding } from "./report-schema";

/** How a sticky comment is found again. */
const marker = "<!-- meridian-policies -->";

/** Most characters of each section; with headings they stay below the limit. */
const quotas = {
  stacks: 8_000,
  blocking: 30_000,
  advisory: 8_000,
  waived: 8_000,
  undecided: 6_000,
  levels: 3_000,
  gaps: 1_500,
  advisories: 3_000,
  limits: 3_000,
};

/** After the number of rows that a section leaves out. */
const more = "more are in the JSON and HTML reports.";

/**
 * One comment for all stacks: the verdict, a row for each stack, what blocks with its way out, and the rest folded away. The
 * same finding in several stacks is one row. Every section has a quota of whole rows, and says what it leaves out.
 */
export function markdown(reports: readonly Report[]): string {
  const documents = reports.map(({ document }) => document);
  const groups = grouped(documents);
  const text = [
    marker,
    `## ${verdictLine(documents)}`,
    "",
    section(
      [
        "| stack | blocking | advisory | waived | undecided | decided |",
        "| --- | --: | --: | --: | --: | --: |",
      ],
      documents.map(stackRow),
      { quota: quotas.stacks, more },
    ),
    "",
    ...blocking(groups.filter(({ finding }) => finding.level === "mandatory")),
    ...folded("Advisory", groups.filter(isPlainAdvisory).map(findingRow), {
      header: findingHeader,
      quota: quotas.advisory,
    }),
    ...folded("Waived", documents.flatMap(waiverRows), { header: waiverHeader, quota: quotas.waived }),
    ...folded("Undecided, not blocking", documents.flatMap(undecidedRows), {
      header: ["| stack | rule | resource | input |", "| --- | --- | --- | --- |"],
      quota: quotas.undecided,
    }),
    ...folded("Declared gaps", documents.flatMap(gapRows), {
      header: ["| stack | region | what is left out | judges nothing |", "| --- | --- | --- | --- |"],
      quota: quotas.gaps,
    }),
    ...folded("Notes on contracts", documents.flatMap(advisoryRows), {
      header: ["| stack | where | what |", "| --- | --- | --- |"],
      quota: quotas.advisories,
    }),
    ...folded("Nearest limits of AWS", documents.flatMap(limitRows), {
      header: ["| stack | share | used | of | what |", "| --- | --: | --: | --: | --- |"],
      quota: quotas.limits,
    }),
    ...folded("Levels other than the rules' own", documents.flatMap(levelRows), {
      header: ["| stack | rule | level |", "| --- | --- | --- |"],
      quota: quotas.levels,
    }),
  ].join("\n");
  return text.trimEnd() + "\n";
}

/** One finding, and the stacks that have it. */
interface Group {
  finding: ReportFinding;
  url: string;
  stacks: string[];
}

function grouped(documents: readonly ReportDocument[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { stack, findings, rules } of documents) {
    const urls = new Map(rules.map(({ id, url }) => [id, url]));
    for (const finding of findings) {
      const key = [finding.fingerprint, finding.level, finding.waiver ?? ""].join(" ");
      const group = groups.get(key);
      if (group === undefined)
        groups.set(key, { finding, url: urls.get(finding.rule) ?? "", stacks: [stack] });
      else if (!group.stacks.includes(stack)) group.stacks.push(stack);
    }
  }
  const rank = { critical: 0, high: 1, medium: 2, low: 3 };
  return [...groups.values()].sort((a, b) => rank[a.finding.severity] - rank[b.finding.severity]);
}

function verdictLine(documents: readonly ReportDocument[]): string {
  const blocked = documents.filter((document) => document.blocked);
  const clean = documents.length - blocked.length;
  if (blocked.length === 0) return `✔ ${stacksText(clean)} may be deployed`;
  const names = blocked.map(({ stack }) => stack).join(", ");
  return `✖ Blocked in ${names}.${clean === 0 ? "" : ` ${stacksText(clean)} may be deployed.`}`;
}

const stacksText = (count: number) => (count === 1 ? "1 stack" : `${count} stacks`);

function stackRow({ stack, findings, summary: { verdicts, decidedRatio } }: ReportDocument): string {
  const count = (keep: (finding: ReportFinding) => boolean) => findings.filter(keep).length;
  return row([
    stack,
    count(({ level }) => level === "mandatory"),
    count((finding) => isPlainAdvisory({ finding })),
    verdicts.waived,
    verdicts.undecided,
    `${(decidedRatio * 100).toFixed(1)} %`,
  ]);
}

const isPlainAdvisory = ({ finding }: Pick<Group, "finding">) =>
  finding.level === "advisory" && finding.waiver === undefined;

const findingHeader = ["| rule | resource | where | what and way out |", "| --- | --- | --- | --- |"];

function findingRow({ finding, url, stacks }: Group): string {
  const { rule, severity, name, source, message } = finding;
  const where = source === undefined ? "" : ` ${code(`${source.file}:${source.line}`)}`;
  return row([`[${rule}](${url}) ${severity}`, code(name), `${stacks.join(", ")}${where}`, message]);
}

function blocking(groups: readonly Group[]): string[] {
  if (groups.length === 0) return [];
  const [first] = groups;
  return [
    "### What blocks",
    "",
    section(findingHeader, groups.map(findingRow), { quota: quotas.blocking, more }),
    "",
    "<details><summary>How to waive one</summary>",
    "",
    "Correct it rather. Where that takes time, add this to a file of `policy-pack/waivers/`; its owners review it.",
    "",
    ...waiverSnippet(first!),
    "",
    "</details>",
    "",
  ];
}

/** Ready to paste; what only people can say is left open. */
function waiverSnippet({ finding: { rule, type, name }, stacks }: Group): string[] {
  return [
    "```yaml",
    "- id: WVR-",
    `  rules: [${rule}]`,
    `  match: { stack: ${stacks[0]}, type: ${JSON.stringify(type)}, name: ${JSON.stringify(name)} }`,
    "  reason:",
    "  owner:",
    "  ticket:",
    "  compensating:",
    "  created:",
    "  expires:",
    "  limit: 1",
    "```",
  ];
}

const waiverHeader = [
  "| stack | waiver | rules | owner | matches | days left |",
  "| --- | --- | --- | --- | --: | --: |",
];

const waiverRows = ({ stack, waivers }: ReportDocument) =>
  waivers.map(({ id, rules, owner, matches, limit, daysLeft }) =>
    row([stack, id, rules.join(", "), code(owner), `${matches} of ${limit}`, daysLeft]),
  );

const undecidedRows = ({ stack, undecided }: ReportDocument) =>
  undecided.map(({ rule, urn, path }) =>
    row([stack, rule, code(urn.split("::").at(-1) ?? ""), path === undefined ? "" : code(path)]),
  );

const gapRows = ({ stack, gaps }: ReportDocument) =>
  gaps.map((gap) => row([stack, gap.region, gapText(gap), gap.rules.join(", ")]));

const advisoryRows = ({ stack, advisories }: ReportDocument) =>
  advisories.map((each) => row([stack, code(placeText(each)), each.message]));

const limitRows = ({ stack, limits }: ReportDocument) =>
  limits.map((limit) =>
    row([stack, percentOf(limit), limit.used, `${limit.most} ${limit.unit}`, limit.subject]),
  );

function levelRows({ stack, rules }: ReportDocument): string[] {
  return rules
    .filter(({ level, defaultLevel }) => level !== defaultLevel)
    .map(({ id, level }) => row([stack, id, level]));
}

function folded(
  title: string,
  rows: readonly string[],
  { header, quota }: { header: string[]; quota: number },
): string[] {
  if (rows.length === 0) return [];
  return [
    `<details><summary>${title} (${rows.length})</summary>`,
    "",
    section(header, rows, { quota, more }),
    "",
    "</details>",
    "",
  ];
}
