import type { Finding, Flow } from "../engine/json";
import { outlookLines, type Outlook } from "./outlook";
import type { Paint } from "./paint";

export interface TreeContext {
  paint: Paint;
  /** Account id → name and role, from the stack's configuration. */
  accounts: ReadonlyMap<string, { name: string; role: string }>;
  /** One line about the rules: how many ran, passed, failed and could be decided. */
  verdictLine: string;
  jurisdiction: string;
  /** Keys of the configuration that change nothing yet. */
  recorded: readonly string[];
}

/** What the tree needs of a resource; both the graph's and the plan's have it. */
interface PlannedResource {
  urn: string;
  type: string;
  parent?: string;
  provider?: { accountIds?: readonly string[] };
}

/** One planned and judged stack. */
export interface TreeInput {
  stack: string;
  mode: string;
  resources: readonly PlannedResource[];
  flows: readonly Flow[];
  findings: readonly Finding[];
  outlook: Outlook;
}

interface ComponentCount {
  label: string;
  instances: number;
  resources: number;
}

const short = (type: string): string => type.split(":").slice(1).join(":");

/** The top-level component (or loose resource) that each resource stands under. */
function topLevelOf(resources: readonly PlannedResource[]): Map<string, PlannedResource> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const tops = new Map<string, PlannedResource>();
  const find = (resource: PlannedResource): PlannedResource => {
    const known = tops.get(resource.urn);
    if (known) return known;
    const parent = resource.parent === undefined ? undefined : byUrn.get(resource.parent);
    const top = parent === undefined || parent.type === "pulumi:pulumi:Stack" ? resource : find(parent);
    tops.set(resource.urn, top);
    return top;
  };
  for (const resource of resources) find(resource);
  return tops;
}

const isCloud = ({ type }: PlannedResource) => /^aws[a-z-]*:/.test(type);

/** Counts cloud resources by account id and, within it, by the type of their top-level component. */
function countByAccount(resources: readonly PlannedResource[]): Map<string, ComponentCount[]> {
  const tops = topLevelOf(resources);
  const accounts = new Map<string, Map<string, { tops: Set<string>; resources: number }>>();
  for (const resource of resources.filter(isCloud)) {
    const account = resource.provider?.accountIds?.[0] ?? "no pinned account";
    const top = tops.get(resource.urn) ?? resource;
    const groups = accounts.get(account) ?? new Map<string, { tops: Set<string>; resources: number }>();
    const group = groups.get(short(top.type)) ?? { tops: new Set<string>(), resources: 0 };
    group.tops.add(top.urn);
    group.resources += 1;
    groups.set(short(top.type), group);
    accounts.set(account, groups);
  }
  return new Map(
    [...accounts].map(([account, groups]) => [
      account,
      [...groups]
        .map(([label, group]) => ({ label, instances: group.tops.size, resources: group.resources }))
        .sort((a, b) => a.label.localeCompare(b.label)),
    ]),
  );
}

function accountLines(plan: TreeInput, { paint, accounts }: TreeContext): string[] {
  const counts = countByAccount(plan.resources);
  const lines: string[] = [];
  const order = [...accounts.keys(), ...[...counts.keys()].filter((id) => !accounts.has(id))];
  for (const id of order) {
    const components = counts.get(id) ?? [];
    const total = components.reduce((sum, { resources }) => sum + resources, 0);
    const { name, role } = accounts.get(id) ?? { name: "not in the configuration", role: "unknown" };
    lines.push("", `${paint.bold(name)}  ${id}  ${role}  ${paint.dim(`${total} resources`)}`);
    components.forEach(({ label, instances, resources }, index) => {
      const branch = index === components.length - 1 ? "└─" : "├─";
      const times = instances > 1 ? ` ×${instances}` : "";
      lines.push(`${paint.dim(branch)} ${(label + times).padEnd(46)} ${String(resources).padStart(5)}`);
    });
  }
  return lines;
}

const accountIn = /\b\d{12}\b/;

/** Nothing to show a reader: allowed, and inside one account and region. */
const staysHome = ({ crosses, verdict }: Flow): boolean => verdict === "allow" && crosses === "none";

/** Flows that look alike to a reader are one line with a count; those inside one account and region are only counted. */
function flowLines(flows: readonly Flow[], { paint, accounts }: TreeContext): string[] {
  const named = (place: string) => place.replace(accountIn, (id) => accounts.get(id)?.name ?? id);
  const groups = new Map<string, { flow: Flow; count: number }>();
  const abroad = flows.filter((flow) => !staysHome(flow));
  for (const flow of abroad) {
    const key = [flow.verdict, flow.mechanism, flow.from, flow.to, flow.classification, flow.reason].join(
      "|",
    );
    const group = groups.get(key) ?? { flow, count: 0 };
    group.count += 1;
    groups.set(key, group);
  }
  const colour = { allow: paint.good, deny: paint.bad, undecided: paint.warn };
  const rank = { deny: 0, undecided: 1, allow: 2 };
  const lines = [...groups.values()]
    .sort((a, b) => rank[a.flow.verdict] - rank[b.flow.verdict] || b.count - a.count)
    .map(({ flow, count }) => {
      const verdict = colour[flow.verdict](flow.verdict.padEnd(9));
      const route = `${named(flow.from)} → ${named(flow.to)}`;
      const times = `${count}×`.padStart(5);
      return `  ${verdict} ${flow.mechanism.padEnd(12)} ${flow.classification.padEnd(13)} ${times}  ${route}  ${paint.dim(flow.reason)}`;
    });
  const home = flows.length - abroad.length;
  return [...lines, `  ${paint.dim(`and ${home} inside one account and region, all allowed`)}`];
}

/** The violations, each with rule, resource, file:line and fix. */
export function findingLines(findings: readonly Finding[], paint: Paint): string[] {
  return findings.flatMap((finding) => {
    const level = finding.level === "mandatory" ? paint.bad("✖ mandatory") : paint.warn("! advisory ");
    const place = finding.file === undefined ? "" : `\n      at ${finding.file}:${finding.line ?? 1}`;
    return [
      `  ${level}  ${paint.bold(finding.rule)}  ${finding.urn}${place}\n      ${finding.message}\n      fix: ${finding.fix}`,
    ];
  });
}

/** What `meridian plan` prints for one stack: accounts and components with counts, flows, verdicts, violations. */
export function renderTree(plan: TreeInput, context: TreeContext): string {
  const { paint } = context;
  const cloud = plan.resources.filter(isCloud).length;
  const mandatory = plan.findings.filter(({ level }) => level === "mandatory").length;
  return [
    `${paint.bold(plan.stack)}  jurisdiction ${context.jurisdiction}  ${plan.mode} mode  ${cloud} AWS resources in ${context.accounts.size} accounts`,
    ...accountLines(plan, context),
    ...(context.recorded.length === 0
      ? []
      : ["", `recorded, not applied yet: ${context.recorded.join(", ")}`]),
    "",
    paint.bold("Data flows across accounts and regions"),
    ...flowLines(plan.flows, context),
    "",
    paint.bold("Policies"),
    `  ${context.verdictLine}`,
    ...outlookLines(plan.outlook, paint),
    "",
    paint.bold("Violations"),
    ...(plan.findings.length === 0 ? [`  ${paint.good("none")}`] : findingLines(plan.findings, paint)),
    "",
    mandatory === 0
      ? paint.good(`✔ ${plan.stack} may be deployed`)
      : paint.bad(`✖ ${plan.stack} is blocked by ${mandatory} mandatory violation(s)`),
    "",
  ].join("\n");
}
