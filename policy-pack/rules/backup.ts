import { backupRequirements } from "../data/recovery";
import { tokenOf } from "../data/tokens";
import { fail, pass, undecided, type Result } from "../finding";
import type { GraphIndex } from "../graph/graph-index";
import { asList, readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { covers } from "../iam/wildcard";
import { baseline } from "../requirements";
import type { GraphRule } from "../rule";
import { joinedTo, type Join } from "./joins";

const planType = "aws:backup/plan:Plan";
const selectionType = "aws:backup/selection:Selection";
const vaultType = "aws:backup/vault:Vault";
const lockType = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const rehearsalType = "aws:backup/restoreTestingPlan:RestoreTestingPlan";

const planOf: Join = { path: "planId", types: [planType] };
const vaultOf: Join = { path: "backupVaultName", types: [vaultType], name: "name" };

/** Stores that AWS Backup takes, with the service that their ARNs name. */
const stores: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "dynamodb/table": "dynamodb",
    "rds/cluster": "rds",
    "rds/instance": "rds",
    "neptune/cluster": "rds",
    "docdb/cluster": "rds",
    "redshift/cluster": "redshift",
    "efs/fileSystem": "elasticfilesystem",
    "ebs/volume": "ec2",
    "fsx/ontapFileSystem": "fsx",
    "fsx/openZfsFileSystem": "fsx",
    "fsx/windowsFileSystem": "fsx",
  }).map(([short, service]) => [tokenOf(short), service]),
);
const places = baseline(backupRequirements);

/** Also BCK-03 and BCK-04 of the catalogue. A platform without any backup plan is a gap of the evidence. */
const bck02: GraphRule = {
  id: "BCK-02",
  name: "bck-02-backups-taken-locked-rehearsed",
  title: "Backups take in every store, lie in locked vaults under our own key, and are rehearsed",
  rationale:
    "A backup that misses a table, that its writer can delete or that was never restored is found out on the day it is needed.",
  remediation:
    "Select stores by tag in the account's plan, give each vault a key and a lock, and make a RestoreTestingPlan.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [planType, ...places.types, ...stores.keys()],
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(7)(ii)(A)" },
    { framework: "NIST 800-53", version: "r5", control: "CP-9" },
    { framework: "NIST 800-53", version: "r5", control: "CP-10" },
    { framework: "DORA", version: "2022/2554", control: "Art. 12" },
  ],
  requirements: places.rows,
  reads: [...places.reads, "selectionTags[].value", "backupVaultName"],
  check: (resource, { index, model }) => {
    if (stores.has(resource.type)) return checkSelected(resource, index);
    const own = places.check(resource, model);
    if (resource.type === planType) return [checkUsed(resource, index), checkRehearsed(resource, index)];
    return resource.type === vaultType ? [...own, checkLocked(resource, index)] : own;
  },
};

function checkUsed(plan: GraphResource, index: GraphIndex): Result {
  const fix = "give it an aws.backup.Selection";
  if (joinedTo(plan, selectionType, planOf, index).length > 0) return pass();
  return joinedTo(UNKNOWN, selectionType, planOf, index).length > 0
    ? undecided(undefined, "has no Selection that is known to be its own", fix)
    : fail(undefined, "selects nothing", fix);
}

function checkRehearsed(plan: GraphResource, index: GraphIndex): Result {
  const rehearsed = accountsOf(index).rehearsed.has(accountKey(plan));
  return rehearsed
    ? pass()
    : fail(undefined, "is never rehearsed in its account", "make an aws.backup.RestoreTestingPlan there");
}

function checkLocked(vault: GraphResource, index: GraphIndex): Result {
  const fix = "give it an aws.backup.VaultLockConfiguration";
  if (joinedTo(vault, lockType, vaultOf, index).length > 0) return pass();
  return joinedTo(UNKNOWN, lockType, vaultOf, index).length > 0
    ? undecided(undefined, "has no lock that is known to be its own", fix)
    : fail(undefined, "can be emptied by whoever writes to it", fix);
}

interface Accounts {
  /** Provider → selections of its account. */
  selections: ReadonlyMap<string, readonly GraphResource[]>;
  /** Providers whose account rehearses restores. */
  rehearsed: ReadonlySet<string>;
}

const accounts = new WeakMap<GraphIndex, Accounts>();
const accountKey = ({ provider }: GraphResource) => provider?.urn ?? provider?.name ?? "";

function accountsOf(index: GraphIndex): Accounts {
  let known = accounts.get(index);
  if (known === undefined) {
    const selections = new Map<string, GraphResource[]>();
    for (const selection of index.byType.get(selectionType) ?? []) {
      const list = selections.get(accountKey(selection));
      if (list === undefined) selections.set(accountKey(selection), [selection]);
      else list.push(selection);
    }
    const rehearsals = index.byType.get(rehearsalType) ?? [];
    known = { selections, rehearsed: new Set(rehearsals.map(accountKey)) };
    accounts.set(index, known);
  }
  return known;
}

function checkSelected(store: GraphResource, index: GraphIndex): Result[] {
  if ((index.byType.get(planType) ?? []).length === 0) return [];
  const answers = (accountsOf(index).selections.get(accountKey(store)) ?? []).map((selection) =>
    selects(selection, store),
  );
  const fix = "tag it as a backup selection of its account asks";
  if (answers.includes(true)) return [pass("tags")];
  return answers.includes(UNKNOWN)
    ? [undecided("tags", "is in no backup selection that is known before the deploy", fix)]
    : [fail("tags", "is in no backup selection of its account", fix)];
}

type Answer = boolean | typeof UNKNOWN;

/** A selection takes what one of its ARNs, one of its tags and all of its conditions name, as far as it gives them. */
function selects(selection: GraphResource, store: GraphResource): Answer {
  const { props } = selection;
  const arns = asList(props["resources"]).map((arn) => namesStore(arn, store));
  const tags = readPath(props, "selectionTags[]").map(({ value }) => hasTag(store, value));
  const conditions = conditionKinds.flatMap(({ path, matches }) =>
    readPath(props, path).map(({ value }) => hasTag(store, value, matches)),
  );
  if (arns.length + tags.length + conditions.length === 0) return false;
  return both([any(arns), any(tags), ...conditions]);
}

const any = (answers: readonly Answer[]): Answer =>
  answers.length === 0 || answers.includes(true) || (answers.includes(UNKNOWN) ? UNKNOWN : false);
const both = (answers: readonly Answer[]): Answer =>
  answers.includes(false) ? false : answers.includes(UNKNOWN) ? UNKNOWN : true;

type Match = (tag: unknown, wanted: string) => boolean;
const equal: Match = (tag, wanted) => tag === wanted;
const like: Match = (tag, wanted) => {
  return typeof tag === "string" && covers(wanted, tag, { single: false });
};
const conditionKinds: readonly { path: string; matches: Match }[] = [
  { path: "conditions[].stringEquals[]", matches: equal },
  { path: "conditions[].stringLikes[]", matches: like },
  { path: "conditions[].stringNotEquals[]", matches: (tag, wanted) => !equal(tag, wanted) },
  { path: "conditions[].stringNotLikes[]", matches: (tag, wanted) => !like(tag, wanted) },
];

function hasTag(store: GraphResource, wanted: unknown, matches: Match = equal): Answer {
  const [key, value] = [readOne(wanted, "key"), readOne(wanted, "value")];
  if (key === UNKNOWN || value === UNKNOWN) return UNKNOWN;
  if (typeof key !== "string" || typeof value !== "string") return false;
  const tag = readOne(store.props["tags"], key.replace(/^aws:ResourceTag\//, ""));
  return tag === UNKNOWN ? UNKNOWN : matches(tag, value);
}

/** An ARN of the store's service with a wildcard, or with the store's own name at its end. */
function namesStore(arn: unknown, store: GraphResource): Answer {
  if (arn === UNKNOWN) return UNKNOWN;
  if (typeof arn !== "string") return false;
  if (arn === "*") return true;
  const [, service, name] = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(?:.*[:/])?([^:/]*)$/.exec(arn) ?? [];
  const own = store.props["name"];
  return service === stores.get(store.type) && (name === "*" || (typeof own === "string" && name === own));
}

export const backupRules = [bck02];
