import { fail, pass, show, type Result } from "../finding";
import { bucketTypes } from "../graph/graph-index";
import { asList, readOne, readPath, type Reading } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { parseDocument, type Statement } from "../iam/document";
import { notYetKnown, read } from "../known";
import type { GraphRule, ResourceRule } from "../rule";
import { checkSides, encryptionSide, isLogTarget, policySide } from "./bucket-sides";

const enc01: GraphRule = {
  id: "ENC-01",
  name: "enc-01-s3-cmk",
  title: "Buckets are encrypted with a customer-managed key",
  rationale:
    "Only a key of our own can be denied, revoked and shredded; a bucket key keeps its cost in bounds.",
  remediation:
    "Set aws:kms with the domain's key, bucketKeyEnabled, and block SSE-C; a log target may be tagged dp:log-target=true.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 32(1)(a)" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(2)(iv)" },
    { framework: "NIST 800-53", version: "r5", control: "SC-28(1)" },
  ],
  reads: [
    "rules[].applyServerSideEncryptionByDefault.sseAlgorithm",
    "rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
    "rules[].bucketKeyEnabled",
    "rules[].blockedEncryptionTypes",
  ],
  check: (bucket, { index }) =>
    checkSides(bucket, index, encryptionSide, ({ resource, props }) => {
      const rules = readPath(props, "rules[]");
      if (rules.length === 0)
        return [fail("rules", "has an encryption configuration without rules", encryptionFix)];
      return rules.flatMap((rule) => checkEncryption(resource, rule, isLogTarget(bucket)));
    }),
};

const encryptionFix =
  "use aws:kms with a customer-managed key, bucketKeyEnabled true and SSE-C in blockedEncryptionTypes";

function checkEncryption(holder: GraphResource, { path, value }: Reading, logTarget: boolean): Result[] {
  const byDefault = "applyServerSideEncryptionByDefault";
  const read = (key: string) => readOne(value, key);
  const algorithm = read(`${byDefault}.sseAlgorithm`);
  const at = (key: string) => `${path}.${key}`;
  if (algorithm === UNKNOWN) return [notYetKnown(at(byDefault), "has encryption", encryptionFix)];
  if (logTarget && algorithm === "AES256") return [pass(at(`${byDefault}.sseAlgorithm`))];
  const key = read(`${byDefault}.kmsMasterKeyId`);
  const managed =
    key === undefined || key === "" || (typeof key === "string" && /(?:^|:)alias\/aws\//.test(key));
  const blocked = read("blockedEncryptionTypes");
  const keyEnabled = read("bucketKeyEnabled");
  return [
    algorithm === "aws:kms" || algorithm === "aws:kms:dsse"
      ? pass()
      : fail(
          at(`${byDefault}.sseAlgorithm`),
          `is encrypted with ${show(holder, path, algorithm)}`,
          encryptionFix,
        ),
    managed
      ? fail(
          at(`${byDefault}.kmsMasterKeyId`),
          `is encrypted with key ${show(holder, path, key)}`,
          encryptionFix,
        )
      : pass(),
    setting(keyEnabled === true, keyEnabled, { path: at("bucketKeyEnabled"), what: "has no bucket key" }),
    setting(asList(blocked).includes("SSE-C"), blocked, {
      path: at("blockedEncryptionTypes"),
      what: "lets callers bring their own keys (SSE-C)",
    }),
  ];
}

function setting(good: boolean, value: unknown, { path, what }: { path: string; what: string }): Result {
  if (good) return pass(path);
  if (asList(value).includes(UNKNOWN)) return notYetKnown(path, `has ${path}`, encryptionFix);
  return fail(path, what, encryptionFix);
}

const tlsFix =
  'deny s3:* on the bucket and its objects to principal "*" when aws:SecureTransport is false, with no other condition';

const tls01: GraphRule = {
  id: "TLS-01",
  name: "tls-01-s3-tls-only",
  title: "Buckets refuse requests without TLS",
  rationale: "S3 answers plain HTTP unless the bucket's policy says otherwise.",
  remediation: "Add the deny statement on aws:SecureTransport for the bucket and its objects.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.312(e)(1)" },
    { framework: "NIST 800-53", version: "r5", control: "SC-8" },
  ],
  reads: ["policy"],
  check: (bucket, { index }) =>
    checkSides(bucket, index, policySide, ({ props }) => {
      const document = parseDocument(props["policy"]);
      if (document.kind === "unknown") {
        return [notYetKnown("policy", "has a policy", tlsFix)];
      }
      const name = bucket.props["bucket"];
      const good = document.kind === "parsed" && deniesPlain(document.statements, name);
      return [good ? pass("policy") : fail("policy", "has a policy that does not refuse plain HTTP", tlsFix)];
    }),
};

/** True when the Deny statements together cover the bucket and its objects. */
function deniesPlain(statements: readonly Statement[], bucket: unknown): boolean {
  const covered = statements.filter(isPlainDeny).flatMap(({ resources }) => resources);
  const arn = typeof bucket === "string" && bucket !== UNKNOWN ? `arn:aws:s3:::${bucket}` : undefined;
  const names = (suffix: string) =>
    covered.some((resource) =>
      arn === undefined
        ? resource.endsWith("/*") === (suffix === "/*") && resource.startsWith("arn:aws:s3:::")
        : [`${arn}${suffix}`, "arn:aws:s3:::*", "*"].includes(resource),
    );
  return names("") && names("/*");
}

function isPlainDeny(statement: Statement): boolean {
  const [condition, ...others] = statement.conditions;
  return (
    statement.effect === "Deny" &&
    !statement.notPrincipal &&
    statement.principals.some(({ kind }) => kind === "any") &&
    statement.actions.some((action) => action === "*" || action.toLowerCase() === "s3:*") &&
    others.length === 0 &&
    (condition?.operator === "bool" || condition?.operator === "boolifexists") &&
    condition.key === "aws:securetransport" &&
    condition.values.length === 1 &&
    condition.values[0]?.toLowerCase() === "false"
  );
}

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** Whether each bucket has a block at all is rule PUB-03: that needs the whole graph, and cannot be corrected. */
const pub01: ResourceRule = {
  id: "PUB-01",
  name: "pub-01-s3-block-public-access",
  title: "A public access block of a bucket or an account blocks in all four ways",
  rationale:
    "The account-wide block can be lifted by whoever holds the account; the bucket's own cannot be lifted by accident.",
  remediation: "Set all four flags of the block to true.",
  severity: "critical",
  family: "security",
  scope: "resource",
  types: [
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  ],
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(1)" },
    { framework: "NIST 800-53", version: "r5", control: "SC-7" },
  ],
  reads: flags,
  check: checkFlags,
  remediate: (block) =>
    checkFlags(block).some(({ verdict }) => verdict === "fail")
      ? { ...block.props, ...Object.fromEntries(flags.map((flag) => [flag, true])) }
      : undefined,
};

function checkFlags(block: GraphResource): Result[] {
  return flags.map((path) => {
    const fix = "set all four flags to true";
    return read(block, path).is((value) => value === true, { fix });
  });
}

export const bucketRules = [enc01, tls01, pub01];
