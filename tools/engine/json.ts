import type { z } from "zod";

import { emptyOutlook, type Outlook } from "../report/outlook";
import type { planSchema } from "./json-schema";
import type { Plan, PlannedResource as GraphResource } from "./types";
import { present } from "./wire";

/** The document of `meridian plan --format json`; every field is described in `docs/plan.schema.json`. */
export type PlanDocument = z.infer<typeof planSchema>;
export type PlannedResource = PlanDocument["resources"][number];
export type Flow = PlanDocument["flows"][number];
export type Finding = PlanDocument["findings"][number];

/** What the policy pack found, of which the document takes the documented fields. */
export interface Judgement {
  findings: readonly (Omit<Finding, "fix"> & { fix?: string })[];
  flows: readonly Flow[];
}

/** The first number is the one that readers check. `json-schema.ts` holds the same as a schema; its spec compares them. */
const schemaVersion: PlanDocument["schemaVersion"] = "1.3";

/**
 * A plan and its judgement in the documented form. Secrets and unknowns are replaced, so the result may be published.
 * @param outlook gaps and nearest limits; default none
 */
export function planDocument(
  plan: Plan,
  { findings, flows }: Judgement,
  outlook: Outlook = emptyOutlook,
): PlanDocument {
  return {
    schemaVersion,
    stack: plan.stack,
    mode: plan.mode,
    resources: plan.graph.resources.map(toResource),
    flows: toFlows(flows),
    findings: toFindings(findings),
    ...outlook,
  };
}

/** Flows as documented: the fields that the pack keeps for itself are left out. */
export function toFlows(flows: Judgement["flows"]): Flow[] {
  return flows.map(({ urn, path, from, to, mechanism, classification, verdict, reason, crosses }) => ({
    urn,
    path,
    from,
    to,
    mechanism,
    classification,
    verdict,
    reason,
    crosses,
  }));
}

/** Findings as documented: each has a way out. */
export function toFindings(findings: Judgement["findings"]): Finding[] {
  return findings.map(({ rule, level, urn, message, file, line, fix, waiver }) => ({
    rule,
    level,
    urn,
    message,
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    fix: fix ?? `see docs/policies/${rule.toLowerCase()}.md`,
    ...(waiver === undefined ? {} : { waiver }),
  }));
}

function toResource(resource: GraphResource): PlannedResource {
  const { urn, type, name, custom, inputs, provider, effectiveRegion, parent, options, source } = resource;
  return {
    urn,
    type,
    name,
    custom,
    inputs: present(inputs) as PlannedResource["inputs"],
    ...(provider ? { provider: toProvider(provider) } : {}),
    ...(effectiveRegion === undefined ? {} : { effectiveRegion }),
    ...(parent === undefined ? {} : { parent }),
    dependencies: [...resource.dependencies],
    propertyDependencies: mapLists(resource.propertyDependencies),
    options: { ...options },
    ...(source ? { source } : {}),
  };
}

function toProvider(provider: NonNullable<GraphResource["provider"]>): PlannedResource["provider"] {
  const { name, urn, region, accountIds = [] } = provider;
  const [accountId] = accountIds;
  return {
    name,
    ...(urn === undefined ? {} : { urn }),
    ...(region === undefined || typeof present(region) !== "string" ? {} : { region }),
    ...(accountId === undefined || accountIds.length > 1 ? {} : { accountId }),
  };
}

function mapLists(lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(lists).map(([key, list]) => [key, [...list]]));
}
