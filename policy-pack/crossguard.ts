import type {
  PolicyProviderResource,
  PolicyResource,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";

import type { ResidencyModel } from "../components/residency/model";
import { UNKNOWN, type GraphProvider, type GraphResource } from "./graph/types";
import { asList, isRecord } from "./graph/read";
import { urlOf, type Finding, type GraphContext, type GraphRule, type ResourceRule, type Rule } from "./rule";
import { appliesTo, contextOf, judgeResource, subjectsOf } from "./run";

type Model = () => ResidencyModel;

/** The rules as CrossGuard policies: resource rules block before a resource is made, graph rules end the preview. */
export function policiesOf(
  rules: readonly Rule[],
  model: Model,
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  return rules.map((rule) =>
    rule.scope === "resource" ? resourcePolicy(rule, model) : stackPolicy(rule, model),
  );
}

function resourcePolicy(rule: ResourceRule, model: Model): ResourceValidationPolicy {
  return {
    ...describe(rule),
    validateResource: (args, report) => {
      if (!appliesTo(rule, args.type)) args.notApplicable(`${rule.id} does not judge ${args.type}`);
      const { findings } = judgeResource(rule, resourceOf(args), { model: model() });
      reportAll(findings, report);
    },
  };
}

function stackPolicy(rule: GraphRule, model: Model): StackValidationPolicy {
  return {
    ...describe(rule),
    validateStack: (args, report) => {
      const context = contextFor(args, model());
      for (const subject of subjectsOf(rule, context.index)) {
        reportAll(judgeResource(rule, subject, context).findings, report);
      }
    },
  };
}

function describe(rule: Rule) {
  const [first] = rule.controls;
  return {
    name: rule.name,
    displayName: `${rule.id} ${rule.title}`,
    description: `${rule.title}.`,
    enforcementLevel: "mandatory" as const,
    severity: rule.severity,
    url: urlOf(rule),
    remediationSteps: rule.remediation,
    // A policy has room for one framework; the others travel as tags.
    framework: first && {
      name: first.framework,
      version: first.version,
      reference: first.control,
      specification: "",
    },
    tags: [rule.family, ...rule.controls.map(({ framework, control }) => `${framework}: ${control}`)],
  };
}

/** What the SDK really takes; its type says text only. The object form carries the level of this one violation. */
type Report = (violation: { message: string; urn: string; enforcementLevel: Finding["level"] }) => void;

function reportAll(findings: readonly Finding[], report: ReportViolation): void {
  for (const { message, urn, level } of findings) {
    (report as unknown as Report)({ message, urn, enforcementLevel: level });
  }
}

let current: GraphContext | undefined;

/**
 * The graph of the running AnalyzeStack. The SDK hands every stack policy its own copies of the same resources, one
 * policy after the other without leaving the event loop's turn; so the first copy serves until that turn is over. The
 * engine sends one AnalyzeStack at a time; overlapping ones would share it.
 */
function contextFor({ resources }: StackValidationArgs, model: ResidencyModel): GraphContext {
  if (current === undefined) {
    current = contextOf({ stack: model.stack, resources: resources.map(resourceOf) }, model);
    setImmediate(() => (current = undefined));
  }
  return current;
}

type PolicyArgs = Pick<ResourceValidationArgs, "type" | "name" | "urn" | "props" | "opts" | "provider"> &
  Partial<Pick<PolicyResource, "dependencies" | "propertyDependencies" | "parent">>;

/** A resource as the rules know it, with plain values; unknowns stay the sentinel instead of throwing. */
function resourceOf(args: PolicyArgs): GraphResource {
  const { protect, parent } = args.opts;
  return {
    urn: args.urn,
    type: args.type,
    name: args.name,
    custom: /^(?:aws|pulumi:providers):/.test(args.type),
    props: plain(args.props) as GraphResource["props"],
    provider: args.provider && providerOf(args.provider),
    parent: args.parent?.urn ?? parent,
    dependencies: (args.dependencies ?? []).map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(args.propertyDependencies ?? {}).map(([key, from]) => [key, from.map(({ urn }) => urn)]),
    ),
    options: { protect },
  };
}

function providerOf({ urn, name, props }: PolicyProviderResource): GraphProvider {
  const inputs = plain(props) as Record<string, unknown>;
  const region = inputs["region"];
  return {
    urn,
    name,
    region: typeof region === "string" ? region : undefined,
    accountIds: accountIdsOf(inputs["allowedAccountIds"]),
    isDefault: /^default(?:_|$)/.test(name),
  };
}

/** The engine hands provider inputs over as JSON text. */
function accountIdsOf(raw: unknown): readonly string[] | undefined {
  if (raw === UNKNOWN) return undefined;
  const ids = asList(typeof raw === "string" ? parse(raw) : raw);
  return ids.includes(UNKNOWN) ? undefined : ids.filter((id) => typeof id === "string");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/**
 * Copies a value out of the SDK's proxy, whose `get` throws at an unknown and downgrades the whole policy to advisory.
 * Property descriptors show the raw value, so the sentinel arrives as text and the rule can say "undecided".
 */
function plain(value: unknown): unknown {
  if (Array.isArray(value))
    return Array.from({ length: value.length }, (_, position) => plain(raw(value, position)));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(raw(value, key))]));
}

/** The wire has a sentinel for each type of unknown; the Node SDK sends the one for texts, the others mean the same. */
const sentinels: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

function raw(holder: object, key: string | number): unknown {
  const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
  return sentinels.has(value) ? UNKNOWN : value;
}
