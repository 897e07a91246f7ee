import { emptyOutlook } from "../report/outlook";
import type { PlanDocument, PlannedResource } from "../engine/json";

/** A planned resource of an account in `eu-west-1`, or a component; `tail` is its URN without stack and project. */
export function planned(tail: string, more: Partial<PlannedResource> = {}): PlannedResource {
  const [chain = "", name = ""] = tail.split("::");
  const type = chain.split("$").at(-1)!;
  const custom = type.startsWith("aws:");
  return {
    urn: `urn:pulumi:any::meridian::${tail}`,
    type,
    name,
    custom,
    inputs: {},
    ...(custom
      ? { provider: { name: "ledger", accountId: "111100000003" }, effectiveRegion: "eu-west-1" }
      : {}),
    dependencies: [],
    propertyDependencies: {},
    options: {},
    ...more,
  };
}

export const planOf = (stack: string, resources: readonly PlannedResource[]): PlanDocument => ({
  schemaVersion: "1.3",
  stack,
  mode: "resolved",
  resources: [...resources],
  flows: [],
  findings: [],
  ...emptyOutlook,
});
