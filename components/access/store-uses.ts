import { useActions, type Use } from "../identity/capabilities";
import { useKeys, useObjectKeys } from "../identity/data-statements";
import type { PolicyConditions, PolicyStatement } from "../identity/statement";
import type { BucketAccess } from "../lake/bucket-policy";
import {
  insideArn,
  partArn,
  partsOf,
  storeKinds,
  type Store,
  type StoreKind,
  type StorePart,
} from "./stores";

/** How each part of a store is used; a part that is left out is not. */
export type PartUses<Part extends string = string> = Readonly<Partial<Record<Part, Use>>>;

/**
 * One user of a store: the only place where its access is said. Bucket policy, key policy and the role's own statements derive from it.
 * `Part` names the parts of a store that has several, such as the zones of a lake. Roles of other accounts can use buckets; queues and
 * tables serve their own.
 */
export interface StoreUse<Part extends string = string> {
  /** Short word for statement ids, e.g. `Etl`. */
  readonly sid: string;
  /** Literal ARNs of the roles, of any account. */
  readonly roleArns: readonly string[];
  readonly parts: PartUses<Part>;
  /** What holds besides for the role's own rights on the store, e.g. which code it runs. Keys are held by the service that uses them. */
  readonly conditions?: PolicyConditions;
}

/** A part and how it is used. */
export interface Used {
  readonly at: StorePart;
  readonly use: Use;
}

/** The parts of a store that are used, by their kind. */
export function usedByKind<Part extends string>(
  uses: PartUses<Part>,
  store: Store<Part>,
): { readonly kind: StoreKind; readonly used: readonly Used[] }[] {
  const all = partsOf(store).flatMap(([part, at]): Used[] => {
    const use = uses[part];
    return use === undefined ? [] : [{ at, use }];
  });
  return (Object.keys(storeKinds) as StoreKind[])
    .map((kind) => ({ kind, used: all.filter(({ at }) => at.kind === kind) }))
    .filter(({ used }) => used.length > 0);
}

/** Words for statement ids. */
export const useWords = { read: "Read", restore: "Restore", write: "Write", create: "Create" } as const;

/** How a key is used for a use of what it encrypts: who makes something encrypts as who writes. */
export const keyAccess = (use: Use): "read" | "write" =>
  use === "read" || use === "restore" ? "read" : "write";

/** Who may touch the objects of one part. */
export function bucketAccess<Part extends string>(
  uses: readonly StoreUse<Part>[],
  part: Part,
): Required<Omit<BucketAccess, "deliverers">> {
  const roles = (use: Use) =>
    uses.filter(({ parts }) => parts[part] === use).flatMap(({ roleArns }) => roleArns);
  return {
    readers: roles("read"),
    restorers: roles("restore"),
    writers: roles("write"),
    creators: roles("create"),
  };
}

/** What the user's own policy says: the same rights, seen from its side. */
export function ownStatements<Part extends string>(
  { sid, parts, conditions }: StoreUse<Part>,
  store: Store<Part>,
): PolicyStatement[] {
  return usedByKind(parts, store).flatMap(({ kind, used }) => [
    ...rights(kind, used, store).map(({ suffix, actions, resources }): PolicyStatement => ({
      Sid: sid + suffix,
      Effect: "Allow",
      Action: actions,
      Resource: resources,
      ...(conditions !== undefined && { Condition: conditions }),
    })),
    ...keyStatements(sid, kind, used, store),
  ]);
}

interface Rights {
  readonly suffix: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Iceberg's folder: whoever creates a table writes its first metadata file there. */
const metadataKey = "*/metadata/*";

/** What is done inside the parts, use by use, and with the parts themselves. */
function rights(kind: StoreKind, used: readonly Used[], store: Store): Rights[] {
  const { service, words } = storeKinds[kind];
  const inside = (Object.keys(useWords) as Use[]).map((use): Rights => {
    const parts = used.filter((each) => each.use === use);
    return {
      suffix: useWords[use] + words.data,
      actions: parts.length === 0 ? [] : useActions(service, use).data,
      resources: parts.map(({ at }) => insideArn(store, at, use === "create" ? metadataKey : "*")),
    };
  });
  const { store: onStore = [], versions = [] } = useActions(service, "read");
  const arnsOf = (parts: readonly Used[]) => parts.map(({ at }) => partArn(store, at));
  const versioned = used.filter(({ at }) => at.versions === true);
  return [
    ...inside,
    { suffix: words.stores, actions: onStore, resources: arnsOf(used) },
    { suffix: "Versions", actions: versions, resources: arnsOf(versioned) },
  ].filter(({ actions, resources }) => actions.length > 0 && resources.length > 0);
}

/** Use of the keys, where it can be of the buckets' own, else of each alias once: who writes under one reads under it too. */
function keyStatements(
  sid: string,
  kind: StoreKind,
  used: readonly Used[],
  { region, accountId }: Store,
): PolicyStatement[] {
  const { words } = storeKinds[kind];
  const suffixOf = (access: "read" | "write") => `${useWords[access]}${words.key}Keys`;
  if (kind === "bucket") {
    return (["read", "write"] as const).flatMap((access): PolicyStatement[] => {
      const buckets = used.filter(({ use }) => keyAccess(use) === access).map(({ at }) => at.name);
      if (buckets.length === 0) return [];
      return [useObjectKeys({ sid: sid + suffixOf(access), region, accountId, buckets, access })];
    });
  }
  const { service: via } = storeKinds[kind];
  const aliases = new Map<string, "read" | "write">();
  for (const { at, use } of used) {
    if (aliases.get(at.keyAlias) !== "write") aliases.set(at.keyAlias, keyAccess(use));
  }
  return (["read", "write"] as const).flatMap((access): PolicyStatement[] => {
    const own = [...aliases].filter(([, each]) => each === access).map(([alias]) => alias);
    if (own.length === 0) return [];
    return [useKeys({ sid: sid + suffixOf(access), region, accountId, aliases: own, access, via })];
  });
}
