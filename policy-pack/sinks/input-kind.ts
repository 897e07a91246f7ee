import type { InputKind } from "../data/reviewed-inputs";

/** What an input is about, by its name; in this order. */
const kinds: readonly (readonly [InputKind, RegExp])[] = [
  ["arn", /(?:^a|A)rns?$|Arn(?:s|Lists?)$/],
  ["region", /(?:^r|R)egions?$|(?:^r|R)egionName$|(?:^r|R)egionLists$/],
  ["bucket", /^(?:s3)?[bB]ucket(?:Name)?s?$|(?:S3Bucket|BucketName|Bucket)(?:Name)?$/],
  [
    "account",
    /(?:^a|A)ccounts?(?:Ids?|Identifier|Number)?$|(?:^o|O)wner(?:Id|AccountId)?$|registryId$|(?:^c|C)atalogId$/,
  ],
  [
    "principal",
    /(?:^p|P)rincipals?$|(?:^g|G)rantee(?:Identifier|Principal)?$|(?:^c|C)onsumerIdentifier$|principalId$/,
  ],
  [
    "address",
    /(?:^u|U)r[il]s?$|(?:^e|E)ndpoint(?:Uri|Url)?s?$|(?:^h|H)ost(?:name|Name)?$|(?:^s|S)erver(?:name|Name|Hostname)$/,
  ],
  ["replica", /(?:^r|R)eplica|^global[A-Z]|^multiRegion|crossRegion|^sourceRegion/],
];

const memo = new Map<string, InputKind | undefined>();

/** The kind of place that an input of this name may hold; undefined for any other. */
export function kindOf(name: string): InputKind | undefined {
  let kind = memo.get(name);
  if (kind === undefined && !memo.has(name)) {
    kind = kinds.find(([, pattern]) => pattern.test(name))?.[0];
    memo.set(name, kind);
  }
  return kind;
}
