import { parseArn } from "../../components/residency/arn";
import { accountOf, bucketNameIn, bucketOf, type GraphIndex } from "../graph/graph-index";
import { UNKNOWN, type GraphResource } from "../graph/types";
import type { Statement } from "../iam/document";
import { identityPolicies, resourcePolicies } from "../iam/held";
import { allowances, identitiesOf } from "../iam/identity-index";
import { admittedRoles, boundaryRefusal, bucketRefusal, keyRefusal, type Right } from "./admission";

/** The sides that have a say besides the role's own policy. */
export type Side = "boundary" | "bucket" | "key" | "role";

/** A right that one side gives and another does not, or a role that a store lets in and that does not come. */
export interface AccessFault {
  readonly side: Side;
  /** ARN of the role. */
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  readonly why: string;
}

/** The fault in one line, for people. */
export const faultLine = ({ side, role, action, resource, why }: AccessFault): string =>
  `${side}: ${role} ${action} ${resource}: ${why}`;

const bucketPolicyType = "aws:s3/bucketPolicy:BucketPolicy";
const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";
const policyType = "aws:iam/policy:Policy";

/** A store's policy and where it is. */
interface Guard {
  readonly account: string;
  readonly name: string;
  readonly statements: readonly Statement[];
}

interface Guards {
  /** Bucket name → its policy. */
  readonly buckets: ReadonlyMap<string, Guard>;
  /** `account alias` → the key's policy. */
  readonly keys: ReadonlyMap<string, Guard>;
}

/**
 * Where the sides of access disagree in a plan (resolved mode): what a role's own policy gives and its permissions boundary, the
 * bucket or the key does not; and roles that a bucket or key lets in and no role of the plan is, or none that asks for it. `known` are
 * roles that the plan does not make, such as the deploy role. Linear in rights and policies.
 *
 * This sees literal actions and resources of S3 and KMS and who calls; sessions, organization policies and Lake Formation are for a
 * full evaluator.
 */
export function accessFaults(index: GraphIndex, known: ReadonlySet<string>): AccessFault[] {
  const guards = guardsIn(index);
  const { roleByArn, policiesOf } = identitiesOf(index);
  const boundaries = boundariesIn(index);
  const faults: AccessFault[] = [];
  const asked = new Map<string, ReadonlySet<string>>();
  for (const [roleArn, role] of roleByArn) {
    const own = allowances(policiesOf.get(role.urn) ?? []);
    if (own === "not known") {
      const why = "its own policy is not known before the deploy";
      faults.push({ side: "role", role: roleArn, action: "*", resource: "*", why });
      asked.set(roleArn, new Set(["bucket", "key"]));
      continue;
    }
    const boundary = boundaries(role);
    const rights = own.flatMap((statement) => rightsOf(roleArn, statement));
    asked.set(roleArn, storesAsked(rights));
    for (const right of rights) faults.push(...refusals(right, { guards, boundary }));
  }
  return [...faults, ...guests(guards, asked, known)];
}

/** The rights of one statement; what it says of everything but something is left to the rules about privileges. */
function rightsOf(roleArn: string, { actions, resources, conditions }: Statement): Right[] {
  return actions.flatMap((action) =>
    resources.map((resource) => ({ roleArn, action, resource, conditions })),
  );
}

function refusals(
  right: Right,
  { guards, boundary }: { guards: Guards; boundary: readonly Statement[] | undefined },
): AccessFault[] {
  const fault = (side: Side, why: string | undefined): AccessFault[] =>
    why === undefined
      ? []
      : [{ side, role: right.roleArn, action: right.action, resource: right.resource, why }];
  return [
    ...(boundary === undefined ? [] : fault("boundary", boundaryRefusal(boundary, right))),
    ...atBuckets(right, guards).flatMap((why) => fault("bucket", why)),
    ...atKeys(right, guards).flatMap((why) => fault("key", why)),
  ];
}

function atBuckets(right: Right, { buckets }: Guards): (string | undefined)[] {
  if (!right.action.startsWith("s3:")) return [];
  const guard = buckets.get(bucketNameIn(right.resource) ?? "");
  return guard === undefined ? [] : [bucketRefusal(guard.statements, right, guard.account)];
}

const aliasesIn = (conditions: Right["conditions"]): readonly string[] =>
  conditions.filter(({ key }) => key === "kms:resourcealiases").flatMap(({ values }) => values);

/** Keys are named by alias: a key's id is not known before it exists. */
function atKeys(right: Right, { keys }: Guards): (string | undefined)[] {
  if (!right.action.startsWith("kms:")) return [];
  const account = parseArn(right.resource)?.account ?? "";
  return aliasesIn(right.conditions).map((alias) => {
    const guard = keys.get(`${account} ${alias}`);
    return guard === undefined
      ? `no key of account ${account} has ${alias}`
      : keyRefusal(guard.statements, right);
  });
}

/**
 * Whom the stores let in: a role has to be one that a plan makes (or a known one), and one that asks for the store in its own policy,
 * for a store that opens to somebody who cannot come is a row whose other half was forgotten.
 */
function guests(
  { buckets, keys }: Guards,
  asked: ReadonlyMap<string, ReadonlySet<string>>,
  known: ReadonlySet<string>,
): AccessFault[] {
  const sides = [
    ["bucket", buckets],
    ["key", keys],
  ] as const;
  return sides.flatMap(([side, guards]) =>
    [...guards.values()].flatMap(({ name, statements }) =>
      [...new Set(admittedRoles(statements))]
        // A pattern stands for roles that cannot be listed, such as sessions of Identity Center.
        .filter((role) => !role.includes("*") && !known.has(role))
        .flatMap((role): AccessFault[] => {
          const own = asked.get(role);
          if (own?.has(name) || own?.has(side)) return [];
          const why =
            own === undefined
              ? "lets in a role that no plan makes"
              : "lets in a role whose own policy does not ask for it";
          return [{ side, role, action: "*", resource: name, why }];
        }),
    ),
  );
}

/** The stores that a role asks for, as `Guard.name` has them; a side alone where a right may be for any store of it. */
function storesAsked(rights: readonly Right[]): ReadonlySet<string> {
  return new Set(
    rights.flatMap(({ action, resource, conditions }): string[] => {
      if (action === "*") return ["bucket", "key"];
      if (action.startsWith("s3:")) {
        const name = bucketNameIn(resource);
        return [name === undefined || name.includes("*") ? "bucket" : name];
      }
      if (!action.startsWith("kms:")) return [];
      const aliases = aliasesIn(conditions);
      return aliases.length === 0
        ? ["key"]
        : aliases.map((alias) => `${parseArn(resource)?.account ?? ""} ${alias}`);
    }),
  );
}

/** The statements of a role's boundary, where that is a policy of the plan; AWS's own policies are not read. */
function boundariesIn(index: GraphIndex): (role: GraphResource) => readonly Statement[] | undefined {
  const byName = new Map<string, readonly Statement[]>();
  for (const policy of index.byType.get(policyType) ?? [])
    byName.set(
      `${accountOf(policy)} ${String(policy.props["name"])}`,
      statementsIn(identityPolicies(policy)),
    );
  return (role) => {
    const arn = role.props["permissionsBoundary"];
    if (typeof arn !== "string" || arn === UNKNOWN) return undefined;
    return byName.get(`${parseArn(arn)?.account} ${arn.split("/").at(-1)}`);
  };
}

const statementsIn = (held: ReturnType<typeof resourcePolicies>): Statement[] =>
  held.flatMap(({ document }) => (document.kind === "parsed" ? document.statements : []));

function guardsIn(index: GraphIndex): Guards {
  const buckets = new Map<string, Guard>();
  for (const policy of index.byType.get(bucketPolicyType) ?? []) {
    const bucket = bucketOf(policy, index);
    if (bucket === undefined || bucket === UNKNOWN) continue;
    const name = String(bucket.props["bucket"]);
    buckets.set(name, {
      account: accountOf(bucket) ?? "",
      name,
      statements: statementsIn(resourcePolicies(policy)),
    });
  }
  const keys = new Map<string, Guard>();
  const byId = new Map((index.byType.get(keyType) ?? []).map((key) => [key.urn, key]));
  for (const alias of index.byType.get(aliasType) ?? []) {
    const [urn] = alias.propertyDependencies["targetKeyId"] ?? [];
    const key = urn === undefined ? undefined : byId.get(urn);
    if (key === undefined) continue;
    const account = accountOf(alias) ?? "";
    const name = `${account} ${String(alias.props["name"])}`;
    keys.set(name, { account, name, statements: statementsIn(resourcePolicies(key)) });
  }
  return { buckets, keys };
}
