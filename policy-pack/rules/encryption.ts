import { classificationTag, rankOf } from "../../components/facts/classification";
import { encryptionRequirements } from "../data/encryption";
import { keyRequirements } from "../data/encryption-keys";
import { taggableTypes } from "../data/taggable-types";
import { fail, pass, show, type Result } from "../finding";
import { accountOf, bucketTypes, classificationOf, type GraphIndex } from "../graph/graph-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { parseDocument, type Statement } from "../iam/document";
import { notYetKnown, read } from "../known";
import { baseline, numeric, withoutMarks } from "../requirements";
import type { Control, GraphRule, ResourceRule } from "../rule";
import { encryptionSide, sidesOf } from "./bucket-sides";
import { isAnyKeyOf } from "./account-keys";
import { keyBehind, type KeyReading } from "./keys";

const keyType = "aws:kms/key:Key";
const keyManagement: Control = { framework: "NIST 800-53", version: "r5", control: "SC-12" };

const enc02: ResourceRule = {
  id: "ENC-02",
  name: "enc-02-kms-rotation",
  title: "Keys rotate at least yearly",
  rationale:
    "Rotation bounds how much data one version of the key material protects; AWS keeps the old versions for reading.",
  remediation: "Set enableKeyRotation, and rotationPeriodInDays from 90 to 365 where it is set at all.",
  severity: "medium",
  family: "security",
  scope: "resource",
  types: [keyType],
  controls: [keyManagement, { framework: "GDPR", version: "2016/679", control: "Art. 32(1)(a)" }],
  reads: ["enableKeyRotation", "rotationPeriodInDays"],
  check: (resource) => (canRotate(resource) ? checkRotation(resource) : []),
  remediate: (resource) =>
    canRotate(resource) && checkRotation(resource).some(({ verdict }) => verdict === "fail")
      ? { ...resource.props, enableKeyRotation: true, rotationPeriodInDays: 365 }
      : undefined,
};

/** AWS rotates only symmetric keys whose material it makes itself. */
function canRotate({ props }: GraphResource): boolean {
  const spec = props["customerMasterKeySpec"] ?? "SYMMETRIC_DEFAULT";
  const usage = props["keyUsage"] ?? "ENCRYPT_DECRYPT";
  const store = props["customKeyStoreId"] ?? "";
  return spec === "SYMMETRIC_DEFAULT" && usage === "ENCRYPT_DECRYPT" && store === "";
}

function checkRotation(resource: GraphResource): Result[] {
  return [
    read(resource, "enableKeyRotation").is((on) => on === true || on === "true", { fix: "set it to true" }),
    read(resource, "rotationPeriodInDays").is(
      (days = 365) => typeof days === "number" && days >= 90 && days <= 365,
      { fix: "set 90 to 365 days" },
    ),
  ];
}

const enc03: ResourceRule = {
  id: "ENC-03",
  name: "enc-03-kms-no-lockout",
  title: "No key can lock its own account out",
  rationale:
    "A key whose policy nobody may change can only be given up, with all the data under it. KMS checks this at creation unless it is told not to.",
  remediation:
    "Leave bypassPolicyLockoutSafetyCheck false and let the account's root change the key's policy without a condition.",
  severity: "high",
  family: "security",
  scope: "resource",
  types: [
    keyType,
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  controls: [keyManagement, { framework: "Control Tower", version: "2026", control: "CT.KMS.PV.7" }],
  reads: ["bypassPolicyLockoutSafetyCheck", "policy"],
  check: (resource) => {
    const checked = read(resource, "bypassPolicyLockoutSafetyCheck").is(
      (bypass = false) => bypass === false || bypass === "false",
      { fix: "set it to false" },
    );
    // Without a policy KMS writes one that lets the root do everything.
    return resource.props["policy"] === undefined ? [checked] : [checked, checkAdministered(resource)];
  },
};

function checkAdministered(resource: GraphResource): Result {
  const document = parseDocument(resource.props["policy"]);
  const fix = "allow the account's root kms:PutKeyPolicy without a condition";
  if (document.kind === "unknown") return notYetKnown("policy", "has a policy", fix);
  const account = accountOf(resource);
  const administered =
    document.kind === "parsed" && document.statements.some((statement) => administers(statement, account));
  return administered
    ? pass("policy")
    : fail("policy", "has a policy that its own account's root cannot change", fix);
}

function administers(statement: Statement, account: string | undefined): boolean {
  const isRoot = (value: string) => {
    const [, id = value] = /^arn:aws[\w-]*:iam::(\d{12}):root$/.exec(value) ?? [];
    return /^\d{12}$/.test(id) && (account === undefined || account === UNKNOWN || id === account);
  };
  return (
    statement.effect === "Allow" &&
    !statement.notPrincipal &&
    statement.conditions.length === 0 &&
    statement.principals.some(({ kind, value }) => kind === "aws" && isRoot(value)) &&
    statement.actions.some((action) => /^(?:\*|kms:(?:\*|put\*|putkeypolicy))$/i.test(action))
  );
}

const enc04: ResourceRule = {
  id: "ENC-04",
  name: "enc-04-kms-deletion-window",
  title: "A key waits thirty days before it is deleted",
  rationale:
    "Deleting a key deletes the data under it. Thirty days, the longest that AWS offers, is what there is to notice a mistake.",
  remediation: "Set deletionWindowInDays to 30 or leave it out.",
  severity: "high",
  family: "security",
  scope: "resource",
  types: [
    keyType,
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  controls: [keyManagement],
  reads: ["deletionWindowInDays"],
  check: (resource) => [
    read(resource, "deletionWindowInDays").is((days = 30) => numeric(days) === 30, {
      fix: "set 30 days or leave it out",
    }),
  ],
};

const atRest = baseline([...encryptionRequirements, ...keyRequirements]);

/** Inputs with a key, by type, of the types whose tags say whose data they hold. */
const keyInputs = new Map<string, string[]>();
for (const { type, path, want } of encryptionRequirements) {
  if (want.kind !== "key" || !taggableTypes.has(type)) continue;
  keyInputs.set(type, [...(keyInputs.get(type) ?? []), withoutMarks(path)]);
}

const enc05: GraphRule = {
  id: "ENC-05",
  name: "enc-05-key-per-domain",
  title: "Confidential stores lie under a key of their own domain, jurisdiction and classification",
  rationale:
    "One key for everything cannot be withdrawn from anybody: a key per domain makes access, revocation and crypto-shredding follow the owner.",
  remediation:
    "Use the key of the store's domain (components/security/data-key.ts), tagged at least as sensitive as the store.",
  severity: "medium",
  family: "security",
  scope: "graph",
  types: [...bucketTypes, ...keyInputs.keys()],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 32" },
    { framework: "BCBS 239", version: "2013", control: "Principle 2" },
    keyManagement,
  ],
  reads: ["tags.dp:domain", "tags.dp:jurisdiction"],
  check: (store, { index }) => {
    if (rankOf(classificationOf(store, index)) < rankOf("confidential")) return [];
    return keysOf(store, index).flatMap((reading) => {
      const { path, value } = reading;
      const found = keyBehind(reading, index);
      // Whether it is a key of ours at all is the business of ENC-01 and ENC-06.
      if (found === undefined)
        return value === UNKNOWN ? [otherKey(path)] : checkNamed(store, reading, index);
      return checkKey(store, found, path, index);
    });
  },
};

const keyFix = "use the key of the store's own domain";
const otherKey = (path: string) => notYetKnown(path, "has a key", keyFix);

/** Every key that a store names, and who names it: a bucket's stand in its side resource. */
function keysOf(store: GraphResource, index: GraphIndex): KeyReading[] {
  const readings = (holder: GraphResource, paths: readonly string[]) =>
    paths.flatMap((path) => readPath(holder.props, path).map((reading) => ({ holder, ...reading })));
  const own = keyInputs.get(store.type);
  if (own !== undefined) return readings(store, own);
  const sides = sidesOf(store, index, encryptionSide);
  if (!Array.isArray(sides)) return [];
  return sides.flatMap(({ resource, props }) =>
    readPath(props, "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId").map((reading) => ({
      holder: resource,
      ...reading,
    })),
  );
}

const sharedTags = ["dp:domain", "dp:jurisdiction"] as const;

function checkKey(store: GraphResource, found: GraphResource, path: string, index: GraphIndex): Result[] {
  const differing = sharedTags.flatMap((key) => {
    const [own, its] = [readOne(store.props["tags"], key), readOne(found.props["tags"], key)];
    if (own === UNKNOWN || its === UNKNOWN) return [otherKey(path)];
    return own === its
      ? []
      : [fail(path, `lies under key "${found.name}" of ${key} ${show(found, "tags", its)}`, keyFix)];
  });
  const [own, its] = [classificationOf(store, index), classificationOf(found, index)];
  const weaker =
    rankOf(its) < rankOf(own)
      ? [fail(path, `lies under key "${found.name}" of classification ${classificationTag(its)}`, keyFix)]
      : [];
  const results = [...differing, ...weaker];
  return results.length > 0 ? results : [pass(path)];
}

/** A key that is not in the graph: by its id it may be any of its account, else its alias says whose. */
function checkNamed(store: GraphResource, { path, value }: KeyReading, index: GraphIndex): Result[] {
  if (typeof value !== "string" || !/^arn:aws:kms:.+:key\//.test(value))
    return checkAlias(store, path, value);
  return [isAnyKeyOf(value, store, index) ? pass(path) : otherKey(path)];
}

/** A key that is not in the graph: its alias has to name the domain and the jurisdiction, as components/naming builds it. */
function checkAlias(store: GraphResource, path: string, value: unknown): Result[] {
  const [, alias] = typeof value === "string" ? (/(?:^|:)alias\/([^]+)/.exec(value) ?? []) : [];
  if (alias === undefined) return [otherKey(path)];
  const parts = sharedTags.map((key) => readOne(store.props["tags"], key));
  const named = parts.every((part) => typeof part === "string" && `-${alias}-`.includes(`-${part}-`));
  return [named ? pass(path) : fail(path, `lies under key ${show(store, path, value)}`, keyFix)];
}

const enc06: GraphRule = {
  id: "ENC-06",
  name: "enc-06-stores-cmk",
  title: "Every store, queue, stream and secret is encrypted with a customer-managed key",
  rationale:
    "Keys that AWS owns cannot be denied, audited or shredded by us. One table says for each service where the key stands.",
  remediation: "Set the service's encryption inputs to the domain's key, as the message names them.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: atRest.types,
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(2)(iv)" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(e)(2)(ii)" },
    { framework: "NIST 800-53", version: "r5", control: "SC-28" },
    { framework: "GDPR", version: "2016/679", control: "Art. 32(1)(a)" },
  ],
  requirements: atRest.rows,
  reads: atRest.reads,
  // A computed key is told by where it comes from, which only the whole graph knows.
  check: (resource, { model }) => atRest.check(resource, model),
};

export const encryptionRules = [enc02, enc03, enc04, enc05, enc06];
