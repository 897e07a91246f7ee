import { parseArn } from "../../components/residency/arn";
import { accountOf, bucketNameIn, bucketOf, sourcesOf, type GraphIndex } from "../graph/graph-index";
import { UNKNOWN, type GraphResource } from "../graph/types";
import type { Statement } from "../iam/document";
import { identityPolicies, resourcePolicies } from "../iam/held";
import { allowances, identitiesOf } from "../iam/identity-index";
import {
  admittedRoles,
  boundaryRefusal,
  bucketRefusal,
  keyRefusal,
  objectContext,
  type Right,
} from "./admission";

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
const encryptionType =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
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
  /** Bucket name → the policy of the key that encrypts its objects. */
  readonly keyOfBucket: ReadonlyMap<string, Guard>;
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
    asked.set(roleArn, storesAsked(rights, guards));
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

/** A key that a right names (or why there is none), and the right as far as it is for that key. */
interface NamedKey {
  readonly key: Guard | string;
  readonly right: Right;
}

/**
 * The keys that a right of KMS is for: by alias, or through S3 by the buckets whose objects they encrypt. A key's id is not known before
 * it exists.
 */
function keysNamed(right: Right, { keys, keyOfBucket }: Guards): NamedKey[] {
  const account = parseArn(right.resource)?.account ?? "";
  const named = (wanted: string) =>
    right.conditions.filter(({ key }) => key === wanted).flatMap(({ values }) => values);
  const buckets = new Set(named(objectContext).map((arn) => bucketNameIn(arn) ?? arn));
  return [
    ...named("kms:resourcealiases").map((alias): NamedKey => {
      const guard = keys.get(`${account} ${alias}`);
      return { key: guard ?? `no key of account ${account} has ${alias}`, right };
    }),
    ...[...buckets].map((bucket): NamedKey => {
      const guard = keyOfBucket.get(bucket);
      return guard?.account === account
        ? { key: guard, right: forObjectsOf(bucket, right) }
        : { key: `no key of account ${account} encrypts bucket ${bucket}`, right };
    }),
  ];
}

/** A right on several buckets is one on the key of each, for its own objects. */
function forObjectsOf(bucket: string, right: Right): Right {
  const conditions = right.conditions.map((condition) =>
    condition.key === objectContext
      ? { ...condition, values: condition.values.filter((arn) => bucketNameIn(arn) === bucket) }
      : condition,
  );
  return { ...right, conditions };
}

function atKeys(right: Right, guards: Guards): (string | undefined)[] {
  if (!right.action.startsWith("kms:")) return [];
  return keysNamed(right, guards).map(({ key, right: own }) =>
    typeof key === "string" ? key : keyRefusal(key.statements, own),
  );
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
function storesAsked(rights: readonly Right[], guards: Guards): ReadonlySet<string> {
  return new Set(
    rights.flatMap((right): string[] => {
      const { action, resource } = right;
      if (action === "*") return ["bucket", "key"];
      if (action.startsWith("s3:")) {
        const name = bucketNameIn(resource);
        return [name === undefined || name.includes("*") ? "bucket" : name];
      }
      if (!action.startsWith("kms:")) return [];
      const named = keysNamed(right, guards);
      return named.length === 0
        ? ["key"]
        : named.flatMap(({ key }) => (typeof key === "string" ? [] : [key.name]));
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
  return { buckets, ...keysIn(index) };
}

function keysIn(index: GraphIndex): Pick<Guards, "keys" | "keyOfBucket"> {
  const keys = new Map<string, Guard>();
  const byUrn = new Map<string, Guard>();
  for (const alias of index.byType.get(aliasType) ?? []) {
    const key = sourcesOf(alias, "targetKeyId", index).find(({ type }) => type === keyType);
    if (key === undefined) continue;
    const account = accountOf(alias) ?? "";
    const name = `${account} ${String(alias.props["name"])}`;
    const guard = { account, name, statements: statementsIn(resourcePolicies(key)) };
    keys.set(name, guard);
    byUrn.set(key.urn, guard);
  }
  const keyOfBucket = new Map<string, Guard>();
  for (const encryption of index.byType.get(encryptionType) ?? []) {
    const bucket = bucketOf(encryption, index);
    const key = sourcesOf(encryption, "rules", index).find(({ urn }) => byUrn.has(urn));
    if (bucket === undefined || bucket === UNKNOWN || key === undefined) continue;
    keyOfBucket.set(String(bucket.props["bucket"]), byUrn.get(key.urn)!);
  }
  return { keys, keyOfBucket };
}
