import { parseArn } from "../../components/residency/arn";
import { accountOf, append, sourcesOf, type GraphIndex } from "../graph/graph-index";
import { asList, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import type { Statement } from "./document";
import { identityPolicies, type Held } from "./held";

const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/policy:Policy";

/** Type → inputs that name roles, and inputs that name managed policies: what joins the two. */
const attachments: ReadonlyMap<string, { roles: string; policies: string }> = new Map([
  ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", { roles: "role", policies: "policyArn" }],
  [
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
    { roles: "roleName", policies: "policyArns[]" },
  ],
  ["aws:iam/policyAttachment:PolicyAttachment", { roles: "roles[]", policies: "policyArn" }],
]);

/** Who carries which identity policy in a graph; built once for a graph. */
export interface IdentityIndex {
  /** Role URN → what its own, inline and attached customer policies of the graph say. */
  policiesOf: ReadonlyMap<string, readonly Held[]>;
  /** URNs of managed policies that are the permissions boundary of a role or user and attached to nobody: they allow nothing. */
  boundaries: ReadonlySet<string>;
  /** Role ARN → role, where name and account are known. */
  roleByArn: ReadonlyMap<string, GraphResource>;
  /** True when a policy is given to a role that could not be found out, so that "no more" cannot be claimed. */
  unplaced: boolean;
}

const built = new WeakMap<GraphIndex, IdentityIndex>();

/** The identity index of a graph. Linear in resources, once for each graph. */
export function identitiesOf(index: GraphIndex): IdentityIndex {
  let identities = built.get(index);
  if (identities === undefined) built.set(index, (identities = build(index)));
  return identities;
}

function build(index: GraphIndex): IdentityIndex {
  const named = (type: string) =>
    new Map(
      (index.byType.get(type) ?? []).map((resource) => [keyOf(resource, resource.props["name"]), resource]),
    );
  const finder = { index, roles: named(roleType), policies: named(policyType) };
  const policiesOf = new Map<string, Held[]>();
  const attached = new Set<string>();
  let unplaced = false;
  const give = (role: GraphResource | undefined, held: readonly Held[]) => {
    if (role === undefined) unplaced ||= held.length > 0;
    else append(policiesOf, role.urn, ...held);
  };
  for (const role of index.byType.get(roleType) ?? []) {
    give(role, identityPolicies(role));
    for (const policy of policiesAt(role, "managedPolicyArns[]", finder)) {
      attached.add(policy.urn);
      give(role, identityPolicies(policy));
    }
  }
  for (const inline of index.byType.get("aws:iam/rolePolicy:RolePolicy") ?? [])
    for (const role of rolesAt(inline, "role", finder)) give(role, identityPolicies(inline));
  for (const [type, { roles, policies }] of attachments) {
    for (const attachment of index.byType.get(type) ?? []) {
      const held = policiesAt(attachment, policies, finder);
      held.forEach(({ urn }) => attached.add(urn));
      for (const role of rolesAt(attachment, roles, finder)) give(role, held.flatMap(identityPolicies));
    }
  }
  return {
    policiesOf,
    boundaries: boundariesOf(finder, attached),
    roleByArn: arnsOf(finder.roles),
    unplaced,
  };
}

interface Finder {
  index: GraphIndex;
  roles: ReadonlyMap<string, GraphResource>;
  policies: ReadonlyMap<string, GraphResource>;
}

/** Names are unique in an account. */
const keyOf = (resource: GraphResource, name: unknown) => JSON.stringify([accountOf(resource), name]);

/** The roles that an input names; undefined stands for one that is not known. Roles outside the graph are left out. */
function rolesAt(
  resource: GraphResource,
  path: string,
  { index, roles }: Finder,
): (GraphResource | undefined)[] {
  return readPath(resource.props, path).flatMap(({ value }): (GraphResource | undefined)[] => {
    if (value !== UNKNOWN) {
      const role = roles.get(keyOf(resource, value));
      return role === undefined ? [] : [role];
    }
    const found = sourcesOf(resource, path, index).filter(({ type }) => type === roleType);
    return found.length > 0 ? found : [undefined];
  });
}

/** The customer policies of the graph that an input names by ARN. */
function policiesAt(resource: GraphResource, path: string, { index, policies }: Finder): GraphResource[] {
  return readPath(resource.props, path).flatMap(({ value }) => {
    if (value === UNKNOWN) return sourcesOf(resource, path, index).filter(({ type }) => type === policyType);
    const arn = typeof value === "string" ? parseArn(value) : undefined;
    return policies.get(JSON.stringify([arn?.account, arn?.resource.split("/").at(-1)])) ?? [];
  });
}

function boundariesOf(finder: Finder, attached: ReadonlySet<string>): Set<string> {
  const boundaries = new Set<string>();
  for (const type of [roleType, "aws:iam/user:User"]) {
    for (const holder of finder.index.byType.get(type) ?? [])
      for (const { urn } of policiesAt(holder, "permissionsBoundary", finder))
        if (!attached.has(urn)) boundaries.add(urn);
  }
  return boundaries;
}

function arnsOf(roles: ReadonlyMap<string, GraphResource>): Map<string, GraphResource> {
  const byArn = new Map<string, GraphResource>();
  for (const role of roles.values()) {
    const { name, path = "/" } = role.props;
    const account = accountOf(role);
    if ([name, path, account].includes(UNKNOWN) || typeof name !== "string" || typeof path !== "string")
      continue;
    if (account !== undefined) byArn.set(`arn:aws:iam::${account}:role${path}${name}`, role);
  }
  return byArn;
}

/** The Allow statements of documents; "not known" when one of them cannot be read. */
export function allowances(documents: readonly Held[]): Statement[] | "not known" {
  const statements: Statement[] = [];
  for (const { document } of documents) {
    if (document.kind !== "parsed") return "not known";
    statements.push(...document.statements.filter(({ effect }) => effect === "Allow"));
  }
  return statements.some(({ actions }) => asList(actions).includes(UNKNOWN)) ? "not known" : statements;
}
