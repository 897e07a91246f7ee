import type { Quota } from "../../policy-pack/data/quotas";
import type { RuleExplanation, TypesExplanation } from "./explanation";

/** Most types that a reader is shown of one rule; the JSON has all. */
const most = 12;

const count = (number: number, noun: string) =>
  `${number === 0 ? "no" : number} ${noun}${number === 1 ? "" : "s"}`;

const shortened = (names: readonly string[]): string =>
  [...names.slice(0, most), ...(names.length > most ? [`and ${names.length - most} more`] : [])].join(", ");

const bare = (type: string) => type.slice(type.lastIndexOf(":") + 1);

/** A heading with its lines, or nothing at all. */
const section = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ["", heading, ...lines.map((line) => `  ${line}`)];

/** Rows under the type that they are about, in the order of types. */
function byType<Row extends { type: string }>(rows: readonly Row[], line: (row: Row) => string): string[] {
  return [...new Set(rows.map(({ type }) => type))].sort().flatMap((type) => {
    const own = rows.filter((row) => row.type === type);
    return [type, ...own.map((row) => `  ${line(row)}`)];
  });
}

/** What the pack says of a service or a type, as text. */
export function renderTypes(explanation: TypesExplanation): string {
  const { subject, rules, everywhere, requirements, destinations, quotas } = explanation;
  const counts = [
    count(rules.length, "rule"),
    count(requirements.length, "requirement"),
    count(destinations.length, "destination"),
    count(quotas.length, "quota"),
  ];
  return [
    `${subject}: ${counts.join(", ")}`,
    ...section(
      "Rules, with severity and level unless configured",
      rules.flatMap(({ id, title, severity, level, types }) => [
        `${id}  ${title} (${severity}, ${level})`,
        `        ${shortened(types.map(bare))}`,
      ]),
    ),
    ...section(
      "Requirements: what an input has to be",
      byType(requirements, ({ rule, path, demand }) =>
        path === undefined ? `${demand} (${rule})` : `${path}: ${demand} (${rule})`,
      ),
    ),
    ...section(
      "Destinations: inputs that say where data, or access to it, goes",
      byType(destinations, ({ rule, path, mechanism }) => `${path}: by ${mechanism} (${rule})`),
    ),
    ...section("Quotas of AWS", byType(quotas, quotaLine)),
    ...section("Rules for every resource of AWS", everywhere.length === 0 ? [] : [everywhere.join(", ")]),
    "",
  ].join("\n");
}

/** One rule, as text. */
export function renderRule(explanation: RuleExplanation): string {
  const { id, title, rationale, remediation, severity, family, types, reads, controls } = explanation;
  const { levels, exceptions, waivable, corrects, page, passes, fails } = explanation;
  const facts = [
    ["severity", `${severity}, family ${family}`],
    [
      "level",
      [...Object.entries(levels), ...Object.entries(exceptions)]
        .map(([at, level]) => `${at} ${level}`)
        .join(", "),
    ],
    ["waivable", waivable ? "yes" : "no"],
    ["corrects", corrects ? "its inputs, at level remediate" : "nothing"],
    ["page", page],
  ] as const;
  return [
    `${id}: ${title}`,
    "",
    rationale,
    "",
    `What to do: ${remediation}`,
    "",
    ...facts.map(([name, text]) => `${`${name}:`.padEnd(10)} ${text}`),
    ...section(
      "Controls",
      controls.map(({ framework, version, control }) => `${framework} (${version}) ${control}`),
    ),
    ...section("Types", [shortened(types)]),
    ...section("Reads", [...reads]),
    ...section("Passes", [passes]),
    ...section("Fails", [fails.title, ...fails.messages.map((message) => `  ${message}`)]),
    "",
  ].join("\n");
}

/** `policy per account, role: 10240 characters (IAM user guide, quotas)`. */
function quotaLine({ property, per, when, most: limit, unit, source }: Quota): string {
  const subject = [
    ...(property === undefined ? [] : [property]),
    ...(per === undefined ? [] : [`per ${per.join(", ")}`]),
    ...(when === undefined
      ? []
      : [`where ${when.path} is ${when.is.map((each) => each ?? "not given").join(" or ")}`]),
  ];
  return `${subject.join(" ")}: ${limit} ${unit} (${source})`;
}
