import { show, type Result } from "../finding";
import { readOne } from "../graph/read";
import type { GraphResource } from "../graph/types";
import { ask } from "../known";
import type { ResourceRule } from "../rule";

/** An input that bounds what one mistake can cost. */
export interface SizeGuard {
  type: string;
  path: string;
  /** `number`: above 0, and at most `most`; `true`: switched on; `text`: given. */
  kind: "number" | "true" | "text";
  most?: number;
  /** Only where another input has this value. */
  when?: { path: string; is: string };
}

const onDemand = { path: "billingMode", is: "PAY_PER_REQUEST" };

export const sizeGuards: readonly SizeGuard[] = [
  {
    type: "aws:athena/workgroup:Workgroup",
    path: "configuration.bytesScannedCutoffPerQuery",
    kind: "number",
  },
  { type: "aws:redshiftserverless/workgroup:Workgroup", path: "maxCapacity", kind: "number" },
  { type: "aws:emrserverless/application:Application", path: "maximumCapacity.cpu", kind: "text" },
  { type: "aws:emrserverless/application:Application", path: "maximumCapacity.memory", kind: "text" },
  { type: "aws:emrserverless/application:Application", path: "autoStopConfiguration.enabled", kind: "true" },
  {
    type: "aws:emrserverless/application:Application",
    path: "autoStopConfiguration.idleTimeoutMinutes",
    kind: "number",
    most: 60,
  },
  { type: "aws:emr/cluster:Cluster", path: "autoTerminationPolicy.idleTimeout", kind: "number", most: 3600 },
  {
    type: "aws:dynamodb/table:Table",
    path: "onDemandThroughput.maxReadRequestUnits",
    kind: "number",
    when: onDemand,
  },
  {
    type: "aws:dynamodb/table:Table",
    path: "onDemandThroughput.maxWriteRequestUnits",
    kind: "number",
    when: onDemand,
  },
  { type: "aws:glue/job:Job", path: "timeout", kind: "number", most: 1440 },
  { type: "aws:mwaa/environment:Environment", path: "maxWorkers", kind: "number" },
];

const cost01: ResourceRule = {
  id: "COST-01",
  name: "cost-01-size-guard",
  title: "What scales by itself has an upper limit",
  rationale:
    "A query without its partition filter, or a job that hangs, otherwise costs as much as the account allows.",
  remediation: "Set the limit; the stack file's scanLimitGiB and volumes say how high.",
  severity: "low",
  level: "advisory",
  family: "governance",
  scope: "resource",
  types: [...new Set(sizeGuards.map(({ type }) => type))],
  controls: [{ framework: "NIST 800-53", version: "r5", control: "SC-5" }],
  reads: sizeGuards.map(({ path }) => path),
  check: (resource) =>
    sizeGuards
      .filter(({ type, when }) => type === resource.type && (when === undefined || applies(resource, when)))
      .map((guard) => checkGuard(resource, guard)),
};

const applies = (resource: GraphResource, { path, is }: { path: string; is: string }) =>
  readOne(resource.props, path) === is;

function checkGuard(resource: GraphResource, { path, kind, most = Infinity }: SizeGuard): Result {
  const value = readOne(resource.props, path);
  const good = {
    number: typeof value === "number" && value > 0 && value <= most,
    true: value === true,
    text: typeof value === "string" && value !== "",
  }[kind];
  const limit = most === Infinity ? "a limit" : `${most} or less`;
  const fix = `set ${path} to ${kind === "true" ? "true" : limit}`;
  const what = `has no upper limit: ${path} is ${show(resource, path, value)}`;
  return ask(resource, { path, value }).is(() => good, { what, fix });
}

export const costRules = [cost01];
