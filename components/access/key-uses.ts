import { useActions } from "../identity/capabilities";
import type { KeyRoleUse } from "../security/key-policy";
import { keyAccess, usedByKind, useWords, type PartUses, type StoreUse, type Used } from "./store-uses";
import { storeKinds, type Store, type StoreKind } from "./stores";

/** Parts of one kind whose key is used in one way. */
interface KeyUsed {
  readonly kind: StoreKind;
  readonly access: "read" | "write";
  readonly under: readonly Used[];
  /** Word for statement ids. */
  readonly word: string;
}

/** What a use of a store's parts comes to for the key of that alias: reading and writing apart, kind by kind. */
export function keysUsed<Part extends string>(
  parts: PartUses<Part>,
  store: Store<Part>,
  keyAlias: string,
): KeyUsed[] {
  return usedByKind(parts, store).flatMap(({ kind, used }) =>
    (["read", "write"] as const)
      .map((access) => ({
        kind,
        access,
        under: used.filter(({ at, use }) => at.keyAlias === keyAlias && keyAccess(use) === access),
        word: useWords[access] + storeKinds[kind].words.key,
      }))
      .filter(({ under }) => under.length > 0),
  );
}

/** Which roles may use the key of that alias, through which services, and for the objects of which buckets. */
export function keyUses<Part extends string>(
  uses: readonly StoreUse<Part>[],
  store: Store<Part>,
  keyAlias: string,
): KeyRoleUse[] {
  return uses.flatMap(({ sid, roleArns, parts }) =>
    keysUsed(parts, store, keyAlias).map(({ kind, access, under, word }): KeyRoleUse => {
      const via = storeKinds[kind].service;
      return {
        sid: sid + word,
        roleArns,
        access,
        via,
        ...(kind === "bucket" && { buckets: under.map(({ at }) => at.name) }),
        ...(under.some(({ use }) => useActions(via, use).lends) && { lends: true }),
      };
    }),
  );
}
