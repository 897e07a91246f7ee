import { parseArn } from "../../components/residency/arn";
import { rankOf } from "../../components/facts/classification";
import { accountOf, append, classificationOf, type GraphIndex } from "../graph/graph-index";
import { readOne } from "../graph/read";
import type { GraphResource } from "../graph/types";

const keysByAccount = new WeakMap<GraphIndex, ReadonlyMap<string, readonly GraphResource[]>>();

/**
 * True for the ARN of a key by the id that AWS has chosen, in the store's own account, when the graph has keys of that account, all
 * of the store's domain and jurisdiction, and one of them for data as sensitive: the id says no more than that it is one of them.
 */
export function isAnyKeyOf(text: string, store: GraphResource, index: GraphIndex): boolean {
  const arn = parseArn(text);
  if (arn?.service !== "kms" || !arn.resource.startsWith("key/") || arn.account !== accountOf(store))
    return false;
  const keys = keysOf(index).get(arn.account) ?? [];
  const rank = rankOf(classificationOf(store, index));
  return (
    keys.every((key) => isAlike(key, store)) &&
    keys.some((key) => rankOf(classificationOf(key, index)) >= rank)
  );
}

const isAlike = (key: GraphResource, store: GraphResource): boolean =>
  ["dp:domain", "dp:jurisdiction"].every((tag) => {
    const own = readOne(store.props["tags"], tag);
    return typeof own === "string" && readOne(key.props["tags"], tag) === own;
  });

/** Keys that encrypt, by account, once for each graph. */
function keysOf(index: GraphIndex): ReadonlyMap<string, readonly GraphResource[]> {
  let known = keysByAccount.get(index);
  if (known === undefined) {
    const found = new Map<string, GraphResource[]>();
    for (const key of index.byType.get("aws:kms/key:Key") ?? []) {
      const account = accountOf(key);
      if (account !== undefined && key.props["keyUsage"] !== "SIGN_VERIFY") append(found, account, key);
    }
    keysByAccount.set(index, (known = found));
  }
  return known;
}
