import { createHash } from "node:crypto";

import { bucketSuffix } from "../residency/bucket-suffix";
import type { JurisdictionId } from "../residency/jurisdictions";
import type { Stage } from "../residency/stages";
import { assertPart } from "./parts";
import type { Layer } from "./tags";

/** What every physical name of one stack has in common. */
export interface Naming {
  /** 3 to 12 of a-z and 0-9. */
  readonly prefix: string;
  readonly jurisdiction: JurisdictionId;
  readonly stage: Stage;
}

/**
 * What one name is for, both in kebab-case. A hyphen in `domain` makes the name carry a hash, because
 * `a-b` + `c` and `a` + `b-c` would read alike.
 */
export interface NameParts {
  readonly domain: string;
  readonly purpose: string;
}

/** Longest name of each kind, in characters, from the services' API references. */
const limits = {
  bucket: 63,
  role: 64,
  policy: 128,
  /** AWS allows 256 and counts `alias/`. */
  alias: 250,
  database: 255,
  workgroup: 128,
  trail: 128,
  budget: 100,
  filter: 255,
  function: 64,
  job: 255,
  logGroup: 512,
  query: 128,
  queue: 80,
  recorder: 256,
  ruleset: 255,
  session: 64,
  stream: 128,
  table: 255,
  topic: 256,
} as const;

export type NameKind = keyof typeof limits;

const hashLength = 8;
const endsLikeHash = new RegExp(`-[0-9a-f]{${hashLength}}$`);

interface Name {
  readonly max: number;
  readonly head: string;
  readonly suffix: string;
  /** True when other parts could read the same. */
  readonly ambiguous: boolean;
  /** Everything that tells this name from others; hashed. */
  readonly identity: readonly string[];
}

/** `<head><suffix>`, or `<cut head>-<hash><suffix>` where the plain form is too long or could belong to other parts. */
function fit({ max, head, suffix, ambiguous, identity }: Name): string {
  // A plain head that ends like a hash is hashed too, so no plain name can equal a hashed one.
  const plain = head.length + suffix.length <= max && !ambiguous && !endsLikeHash.test(head);
  if (plain) return head + suffix;
  const hash = createHash("sha256").update(JSON.stringify(identity)).digest("hex").slice(0, hashLength);
  const room = max - suffix.length - hashLength - 1;
  return `${head.slice(0, room).replace(/-+$/, "")}-${hash}${suffix}`;
}

function assertNaming(where: string, { prefix }: Naming): void {
  if (!/^[a-z0-9]{3,12}$/.test(prefix)) {
    throw new Error(`${where}: prefix "${prefix}" is not valid; use 3 to 12 of a-z and 0-9.`);
  }
}

function physicalName(kind: NameKind, naming: Naming, parts: NameParts, suffix: string): string {
  const { domain, purpose } = parts;
  assertNaming(kind, naming);
  assertPart(kind, "domain", domain);
  assertPart(kind, "purpose", purpose);
  return fit({
    max: limits[kind],
    head: `${naming.prefix}-${domain}-${purpose}`,
    suffix,
    ambiguous: domain.includes("-"),
    identity: [naming.prefix, domain, purpose, suffix],
  });
}

/** A name made of other names, joined by hyphens, between what AWS or a reader wants `before` and `after` it. */
function derivedName(
  kind: NameKind,
  names: readonly string[],
  { before = "", after = "" }: { readonly before?: string; readonly after?: string } = {},
): string {
  return fit({
    max: limits[kind],
    head: before + names.join("-"),
    suffix: after,
    ambiguous: false,
    identity: names,
  });
}

/**
 * `<prefix>-<domain>-<purpose>-<jurisdiction>-<stage>`, within the kind's limit. When it is too long the head is cut
 * and a hash put in. Throws on parts that are not kebab-case. For kinds without a function of their own below.
 */
export function nameOf(
  kind: Exclude<NameKind, "bucket" | "database">,
  naming: Naming,
  parts: NameParts,
): string {
  return physicalName(kind, naming, parts, `-${naming.jurisdiction}-${naming.stage}`);
}

/** Beginnings that S3 keeps for itself. */
const reservedBucketPrefixes = ["sthree-", "amzn-s3-demo-"];

/** Where a bucket stands, and whose it is. */
export interface BucketHome {
  readonly naming: Naming;
  /** 12 digits. */
  readonly accountId: string;
  readonly placement: { readonly region: string };
}

/**
 * `<prefix>-<domain>-<purpose>-<account>-<region>-an`, at most 63 characters. The suffix always stays whole: S3 asks for it, and a
 * bucket is located by it. The account says jurisdiction and stage. Throws on parts that are not kebab-case, on an unknown region and
 * on a beginning that S3 reserves.
 */
export function bucketName(
  { naming, accountId, placement: { region } }: BucketHome,
  parts: NameParts,
): string {
  const name = physicalName("bucket", naming, parts, bucketSuffix({ account: accountId, region }));
  const reserved = reservedBucketPrefixes.find((each) => name.startsWith(each));
  if (reserved === undefined) return name;
  throw new Error(`bucket: name "${name}" begins with "${reserved}", which S3 reserves; use another prefix.`);
}

/** At most 64 characters. IAM has no regions, so the jurisdiction in the name keeps two stacks of one account apart. */
export const roleName = (naming: Naming, parts: NameParts): string => nameOf("role", naming, parts);

/** Customer-managed IAM policy, at most 128 characters. */
export const policyName = (naming: Naming, parts: NameParts): string => nameOf("policy", naming, parts);

/** `alias/…`, at most 256 characters with it. */
export const keyAlias = (naming: Naming, parts: NameParts): string =>
  `alias/${nameOf("alias", naming, parts)}`;

/** Athena workgroup, at most 128 characters. */
export const workgroupName = (naming: Naming, parts: NameParts): string => nameOf("workgroup", naming, parts);

/** CloudTrail trail, at most 128 characters. */
export const trailName = (naming: Naming, parts: NameParts): string => nameOf("trail", naming, parts);

/** `/aws/lambda/<function>`, where Lambda writes unless it is told otherwise. */
export const functionLogGroup = (functionName: string): string =>
  derivedName("logGroup", [functionName], { before: "/aws/lambda/" });

/** `<table>_<reader>`: a reader's data-cells filter, snake-case, at most 255 characters; unique within its table. */
export const filterName = (table: string, reader: string): string =>
  derivedName("filter", [table, reader]).replaceAll("-", "_");

/** `<database>-<table>`, both snake-case: the ruleset of a table, at most 255 characters. */
export const rulesetName = (database: string, table: string): string =>
  derivedName("ruleset", [database, table]);

/** `<table> <kind>`: a saved query as Athena's editor lists it, at most 128 characters. */
export const queryName = (table: string, kind: string): string =>
  derivedName("query", [table], { after: ` ${kind}` });

/** `meridian-<stack>`: how a deploy is called in the trails of the accounts that it works in, at most 64 characters. */
export const sessionName = (stack: string): string => derivedName("session", ["meridian", stack]);

/**
 * Glue database, `<prefix>_<domain>_<layer>_<jurisdiction>_<stage>` in a-z, 0-9 and `_`, at most 255 characters.
 * Layers have no hyphen, so a hyphen in the domain (written `_`) stays unambiguous.
 */
export function databaseName(
  naming: Naming,
  { domain, layer }: { readonly domain: string; readonly layer: Layer },
): string {
  assertNaming("database", naming);
  assertPart("database", "domain", domain);
  const suffix = `-${layer}-${naming.jurisdiction}-${naming.stage}`;
  return fit({
    max: limits.database,
    head: `${naming.prefix}-${domain}`,
    suffix,
    ambiguous: false,
    identity: [naming.prefix, domain, suffix],
  }).replaceAll("-", "_");
}

/** Every database of the stack, as a pattern of policies: one statement for all of them, and for links of the same names, does not grow with domains. */
export function databasePattern(naming: Naming): string {
  assertNaming("database pattern", naming);
  return `${naming.prefix}_*_${naming.jurisdiction}_${naming.stage}`;
}
