import { capabilities, type Use } from "../identity/capabilities";
import { useKeys } from "../identity/data-statements";
import type { PolicyStatement } from "../identity/statement";
import { arns } from "../naming/arns";
import { bucketName, keyAlias as aliasOf } from "../naming/names";
import type { KeyRoleUse } from "../security/key-policy";
import type { Ground } from "../site/home";
import type { BucketAccess } from "./bucket-policy";

/**
 * One user of a store: the only place where its access is said. Bucket policy, key policy and the role's own statements derive from it.
 * `Part` names the parts of a store that has several, such as the zones of a lake.
 */
export interface StoreUse<Part extends string = string> {
  /** Short word for statement ids, e.g. `Etl`. */
  readonly sid: string;
  /** Literal ARNs of the roles, of any account. */
  readonly roleArns: readonly string[];
  /** How each part is used; a part that is left out is not. */
  readonly parts: Readonly<Partial<Record<Part, Use>>>;
}

/** Where the buckets of a store are and under which keys: literal, because two accounts must agree on them. */
export interface BucketStore<Part extends string = string> {
  readonly region: string;
  /** Owner of buckets and keys, 12 digits. */
  readonly accountId: string;
  readonly parts: Readonly<Record<Part, { readonly bucket: string; readonly keyAlias: string }>>;
}

/** Where a store is. */
export type StoreHome = Pick<Ground, "placement" | "accountId" | "naming">;

/**
 * The buckets of a domain by part, each named for its part and under the key of the purpose that `keys` gives it. Literal, so that
 * the store itself and whoever refers to it from another account say the same.
 */
export function bucketStore<Part extends string>(
  { placement: { region }, accountId, naming }: StoreHome,
  domain: string,
  keys: Readonly<Record<Part, string>>,
): BucketStore<Part> {
  const parts = (Object.entries(keys) as [Part, string][]).map(([part, purpose]) => [
    part,
    {
      bucket: bucketName(naming, { domain, purpose: part, region }),
      keyAlias: aliasOf(naming, { domain, purpose }),
    },
  ]);
  return { region, accountId, parts: Object.fromEntries(parts) as BucketStore<Part>["parts"] };
}

/** Literal names of a store's buckets. */
export function bucketsOf<Part extends string>(store: BucketStore<Part>): Record<Part, string> {
  const names = partsOf(store).map(([part, { bucket }]) => [part, bucket]);
  return Object.fromEntries(names) as Record<Part, string>;
}

/** Iceberg's folder: whoever creates a table writes its first metadata file there. */
const metadataKey = "*/metadata/*";

/** Who may touch the objects of one part. */
export function bucketAccess<Part extends string>(
  uses: readonly StoreUse<Part>[],
  part: Part,
): Required<BucketAccess> {
  const roles = (use: Use) =>
    uses.filter(({ parts }) => parts[part] === use).flatMap(({ roleArns }) => roleArns);
  return { readers: roles("read"), writers: roles("write"), creators: roles("create") };
}

const access = { read: "read", write: "write", create: "write" } as const;

/** Who may use the key of that alias, and for the objects of which buckets. */
export function keyUses<Part extends string>(
  uses: readonly StoreUse<Part>[],
  store: BucketStore<Part>,
  keyAlias: string,
): KeyRoleUse[] {
  return uses.flatMap(({ sid, roleArns, parts }) =>
    (["read", "write"] as const).flatMap((kind): KeyRoleUse[] => {
      const buckets = partsOf(store)
        .filter(([part, at]) => at.keyAlias === keyAlias && accessOf(parts[part]) === kind)
        .map(([, { bucket }]) => bucket);
      if (buckets.length === 0) return [];
      return [
        { sid: `${sid}${kind === "read" ? "Read" : "Write"}`, roleArns, access: kind, via: "s3", buckets },
      ];
    }),
  );
}

/** What the user's own policy says: the same rights, seen from its side. */
export function ownStatements<Part extends string>(
  { sid, parts }: StoreUse<Part>,
  store: BucketStore<Part>,
): PolicyStatement[] {
  const { uses } = capabilities.s3;
  const used = partsOf(store).filter(([part]) => parts[part] !== undefined);
  const byUse = (["read", "write", "create"] as const).map((use) => ({
    use,
    at: used.filter(([part]) => parts[part] === use).map(([, at]) => at),
  }));
  const of = (suffix: string, action: readonly string[], resource: readonly string[]): PolicyStatement => ({
    Sid: `${sid}${suffix}`,
    Effect: "Allow",
    Action: action,
    Resource: resource,
  });
  return [
    ...byUse
      .filter(({ at }) => at.length > 0)
      .map(({ use, at }) =>
        of(
          words[use],
          uses[use].data,
          at.map(({ bucket }) => arns.objects(bucket, use === "create" ? metadataKey : "*")),
        ),
      ),
    of(
      "Buckets",
      uses.read.store,
      used.map(([, { bucket }]) => arns.bucket(bucket)),
    ),
    ...keyStatements(sid, parts, store),
  ];
}

const words = { read: "ReadObjects", write: "WriteObjects", create: "CreateObjects" } as const;

function keyStatements<Part extends string>(
  sid: string,
  parts: StoreUse<Part>["parts"],
  store: BucketStore<Part>,
): PolicyStatement[] {
  const aliases = new Map<string, "read" | "write">();
  for (const [part, { keyAlias }] of partsOf(store)) {
    const kind = accessOf(parts[part]);
    if (kind === undefined || aliases.get(keyAlias) === "write") continue;
    aliases.set(keyAlias, kind);
  }
  return (["read", "write"] as const).flatMap((kind): PolicyStatement[] => {
    const own = [...aliases].filter(([, each]) => each === kind).map(([alias]) => alias);
    if (own.length === 0) return [];
    const { region, accountId } = store;
    const suffix = kind === "read" ? "ReadKeys" : "WriteKeys";
    return [useKeys({ sid: sid + suffix, region, accountId, aliases: own, access: kind, via: "s3" })];
  });
}

const accessOf = (use: Use | undefined) => (use === undefined ? undefined : access[use]);

const partsOf = <Part extends string>(store: BucketStore<Part>) =>
  Object.entries(store.parts) as [Part, BucketStore<Part>["parts"][Part]][];
