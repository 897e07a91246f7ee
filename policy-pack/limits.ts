import { quotas, type Quota } from "./data/quotas";
import { label } from "./finding";
import { accountOf, append, effectiveRegion } from "./graph/graph-index";
import { isRecord, readOne, readPath } from "./graph/read";
import { UNKNOWN, type GraphResource } from "./graph/types";

/** What one input, or one group of resources, uses of a quota. */
export interface LimitUse {
  quota: Quota;
  /** The resource that is measured; of a group, the one with the last URN. */
  resource: GraphResource;
  used: number;
  /** Of what is allowed: 1 is all of it. */
  share: number;
}

/** The share from which on somebody should look. */
export const warnedShare = 0.8;

const measured = new WeakMap<readonly GraphResource[], readonly LimitUse[]>();

/** Every quota's every use in a plan, measured once. What is not known yet is measured by nothing. */
export function limitUses(resources: readonly GraphResource[]): readonly LimitUse[] {
  let uses = measured.get(resources);
  if (uses === undefined) measured.set(resources, (uses = measure(resources)));
  return uses;
}

function measure(resources: readonly GraphResource[]): LimitUse[] {
  const byType = new Map<string, GraphResource[]>();
  for (const resource of resources) append(byType, resource.type, resource);
  return quotas.flatMap((quota) => {
    const own = (byType.get(quota.type) ?? []).filter((resource) => appliesTo(resource, quota));
    return quota.per === undefined ? usesByInput(own, quota) : usesByGroup(own, quota, quota.per);
  });
}

/** Paths of a resource's inputs whose size is not known yet, although it grows with the stack. */
export function unmeasured(resource: GraphResource): string[] {
  const paths = quotas
    .filter((quota) => quota.type === resource.type && quota.grows !== false && appliesTo(resource, quota))
    .flatMap(({ property }) => property ?? []);
  return [...new Set(paths)].filter((path) =>
    readPath(resource.props, path).some(({ value }) => value === UNKNOWN),
  );
}

/** The fullest use of each quota that grows with a stack, the fullest first. */
export function nearestLimits(resources: readonly GraphResource[], most = 5): LimitUse[] {
  const nearest = new Map<Quota, LimitUse>();
  for (const use of limitUses(resources)) {
    if (use.quota.grows !== false && use.share > (nearest.get(use.quota)?.share ?? 0)) {
      nearest.set(use.quota, use);
    }
  }
  return [...nearest.values()].sort((a, b) => b.share - a.share).slice(0, most);
}

/** `policy of aws.iam.Role "etl"`; of a group, what its members are and have in common. */
export function subjectOf({ quota: { property, per, type }, resource }: LimitUse): string {
  if (per === undefined) return `${property} of ${label(resource)}`;
  const common = per.map((key) => `${key} ${JSON.stringify(keyOf(resource, key))}`).join(", ");
  const what = label({ type, name: "" }).replace(' ""', "");
  return `${property === undefined ? "" : `${property} of `}all ${what} of ${common}`;
}

const appliesTo = ({ props }: GraphResource, { when }: Quota) => {
  if (when === undefined) return true;
  const value = readOne(props, when.path);
  return value === undefined || typeof value === "string" ? when.is.includes(value) : false;
};

function usesByInput(resources: readonly GraphResource[], quota: Quota): LimitUse[] {
  return resources.flatMap((resource) =>
    sizesOf(resource, quota).map((used) => useOf(quota, resource, used)),
  );
}

function usesByGroup(resources: readonly GraphResource[], quota: Quota, per: readonly string[]): LimitUse[] {
  const groups = new Map<string, { resource: GraphResource; used: number }>();
  for (const resource of resources) {
    const keys = per.map((key) => keyOf(resource, key));
    if (keys.includes(UNKNOWN)) continue;
    const size = sizesOf(resource, quota).reduce((sum, each) => sum + each, 0);
    const key = JSON.stringify(keys);
    const group = groups.get(key);
    groups.set(key, {
      resource: group === undefined || group.resource.urn < resource.urn ? resource : group.resource,
      used: (group?.used ?? 0) + size,
    });
  }
  return [...groups.values()].map(({ resource, used }) => useOf(quota, resource, used));
}

const useOf = (quota: Quota, resource: GraphResource, used: number): LimitUse => ({
  quota,
  resource,
  used,
  share: used / quota.most,
});

/** What is added up together: an account, a region of it, or an input's value; of one that is computed, where it comes from. */
function keyOf(resource: GraphResource, key: string): unknown {
  if (key === "account") return accountOf(resource);
  if (key === "region") return effectiveRegion(resource);
  const value = readOne(resource.props, key);
  return value === UNKNOWN ? (resource.propertyDependencies[key]?.[0] ?? UNKNOWN) : value;
}

/** The sizes of what a quota measures of one resource, which itself counts as one. */
function sizesOf({ props }: GraphResource, { property }: Quota): number[] {
  if (property === undefined) return [1];
  return readPath(props, property).flatMap(({ value }) => (value === UNKNOWN ? [] : (sizeOf(value) ?? [])));
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isRecord(value) ? JSON.stringify(value).length : undefined;
}
