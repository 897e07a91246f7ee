import {
  Secret,
  type PolicyProviderResource,
  type PolicyResource,
  type ReportViolation,
  type ResourceRemediation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationArgs,
  type StackValidationPolicy,
} from "@pulumi/policy";

import type { ResidencyModel } from "../components/residency/model";
import type { StackContext } from "./context";
import type { Finding } from "./finding";
import { boundedResource, deepest } from "./graph/bounded";
import { UNKNOWN, type GraphProvider, type GraphResource } from "./graph/types";
import { asList, isRecord } from "./graph/read";
import { canRemediate, defaultLevel, type Level } from "./levels/level";
import { remediated } from "./remediate";
import { appliesTo, urlOf, type GraphContext, type GraphRule, type ResourceRule, type Rule } from "./rule";
import { contextOf, judgeResource, subjectsOf } from "./run";

/** What to judge a resource by, from its URN. */
type Context = (urn: string) => StackContext;

/** The rules as CrossGuard policies: resource rules block before a resource is made, graph rules end the preview. */
export function policiesOf(
  rules: readonly Rule[],
  context: Context,
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  return [
    secretInputs,
    ...rules.map((rule) =>
      rule.scope === "resource" ? resourcePolicy(rule, context) : stackPolicy(rule, context),
    ),
  ];
}

/** URN → names of inputs that hold a secret, of the resources that have any. */
const secretsOf = new Map<string, readonly string[]>();

/**
 * Finds and rewrites nothing. The SDK unwraps secrets for an analysis and says what is secret to remediations only, which
 * the engine runs before; so this remembers it, and no rule prints a secret.
 */
export const secretInputs = {
  name: "secret-inputs",
  description: "Remembers which inputs are secret, so that no message shows one.",
  enforcementLevel: "remediate",
  remediateResource: ({ urn, props }) => {
    const secret = Object.keys(props).filter((key) => holdsSecret(raw(props, key)));
    if (secret.length > 0) secretsOf.set(urn, secret);
    else secretsOf.delete(urn);
  },
} satisfies ResourceValidationPolicy;

function resourcePolicy(rule: ResourceRule, context: Context): ResourceValidationPolicy {
  return {
    ...describe(rule),
    validateResource: (args, report) => {
      if (!appliesTo(rule, args.type)) args.notApplicable(`${rule.id} does not judge ${args.type}`);
      reportAll(rule, judgeResource(rule, resourceOf(args), context(args.urn)).findings, report);
    },
    ...(canRemediate(rule) ? { remediateResource: remediation(rule, context) } : {}),
  };
}

/** Corrects inputs where the stack's level is `remediate`; untouched inputs keep their secrets and unknowns. */
function remediation(rule: ResourceRule, context: Context): ResourceRemediation {
  return (args) => {
    if (!appliesTo(rule, args.type)) args.notApplicable(`${rule.id} does not judge ${args.type}`);
    const { model, governance } = context(args.urn);
    if (governance.levelOf(rule) !== "remediate") return undefined;
    const result = remediated(rule, resourceOf(args), model);
    if (result === undefined) return undefined;
    return Object.fromEntries(
      Object.entries(result.props).map(([key, value]) => [
        key,
        result.keys.includes(key) ? value : raw(args.props, key),
      ]),
    );
  };
}

function stackPolicy(rule: GraphRule, context: Context): StackValidationPolicy {
  return {
    ...describe(rule),
    validateStack: (args, report) => {
      const [first] = args.resources;
      if (first === undefined) return;
      const { model, governance } = context(first.urn);
      const graph = graphFor(args, model);
      for (const subject of subjectsOf(rule, graph.index)) {
        reportAll(rule, judgeResource(rule, subject, { ...graph, governance }).findings, report);
      }
    },
  };
}

/**
 * The level that the engine is told, before any stack is known. A rule that can correct is announced as `remediate`,
 * because the SDK asks only such policies; whether it does depends on the stack.
 */
const announced = (rule: Rule): Level => (canRemediate(rule) ? "remediate" : defaultLevel(rule));

function describe(rule: Rule) {
  const [first] = rule.controls;
  return {
    name: rule.name,
    displayName: `${rule.id} ${rule.title}`,
    description: `${rule.title}.`,
    enforcementLevel: announced(rule),
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
type Report = (violation: { message: string; urn: string; enforcementLevel?: Finding["level"] }) => void;

/**
 * A finding at the announced level carries none, so that `--policy-pack-config` still decides; any other carries its own:
 * undecided in dev, waived, or changed by `levels.yaml`.
 */
function reportAll(rule: Rule, findings: readonly Finding[], report: ReportViolation): void {
  const usual = defaultLevel(rule);
  for (const { message, urn, level } of findings) {
    (report as unknown as Report)({ message, urn, ...(level === usual ? {} : { enforcementLevel: level }) });
  }
}

let current: GraphContext | undefined;

/**
 * The graph of the running AnalyzeStack. The SDK hands every stack policy its own copies of the same resources, one
 * policy after the other without leaving the event loop's turn; so the first copy serves until that turn is over. The
 * engine sends one AnalyzeStack at a time; overlapping ones would share it.
 */
function graphFor({ resources }: StackValidationArgs, model: ResidencyModel): GraphContext {
  if (current === undefined) {
    current = contextOf({ stack: model.stack, resources: resources.map(resourceOf) }, model);
    setImmediate(() => (current = undefined));
  }
  return current;
}

type PolicyArgs = Pick<ResourceValidationArgs, "type" | "name" | "urn" | "props" | "opts" | "provider"> &
  Partial<Pick<PolicyResource, "dependencies" | "propertyDependencies" | "parent">>;

/** Packages of resources that a provider makes; every other token is a component's, about which the engine says no more. */
const customPackages =
  /^(?:aws|aws-native|command|docker|docker-build|kubernetes|pulumi-nodejs|pulumi-python|pulumi:providers):|^pulumi:pulumi:StackReference$/;

/** A resource as the rules know it, with plain values; unknowns stay the sentinel instead of throwing. */
function resourceOf(args: PolicyArgs): GraphResource {
  const { protect, parent } = args.opts;
  return boundedResource({
    urn: args.urn,
    type: args.type,
    name: args.name,
    custom: customPackages.test(args.type),
    props: plain(args.props) as GraphResource["props"],
    secretProps: secretsOf.get(args.urn),
    provider: args.provider && providerOf(args.provider),
    parent: args.parent?.urn ?? parent,
    dependencies: (args.dependencies ?? []).map(({ urn }) => urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(args.propertyDependencies ?? {}).map(([key, from]) => [key, from.map(({ urn }) => urn)]),
    ),
    options: { protect },
  });
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
 * Property descriptors show the raw value, so the sentinel arrives as text and the rule can say "undecided". What lies
 * deeper than rules read is left out; the level above it shows that there is more.
 */
function plain(value: unknown, depth = 0): unknown {
  if (value instanceof Secret) return plain(value.value, depth);
  if (depth > deepest && typeof value === "object" && value !== null) return {};
  if (Array.isArray(value))
    return Array.from({ length: value.length }, (_, position) => plain(raw(value, position), depth + 1));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(raw(value, key), depth + 1)]));
}

function holdsSecret(value: unknown): boolean {
  if (value instanceof Secret) return true;
  if (Array.isArray(value))
    return Array.from({ length: value.length }, (_, at) => raw(value, at)).some(holdsSecret);
  return isRecord(value) && Object.keys(value).some((key) => holdsSecret(raw(value, key)));
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
