import { fail, pass, show, type Result } from "../finding";
import { asList, isRecord } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { ResourceRule } from "../rule";

const providerType = "pulumi:providers:aws";

/** Inputs by which a provider takes credentials from a person's machine instead of a role. */
const personal = ["accessKey", "secretKey", "token", "profile", "sharedCredentialsFiles"] as const;

const roleFix = "assume the deploy role of the account, with a session name";

const sox01: ResourceRule = {
  id: "SOX-01",
  name: "sox-01-change-control",
  title: "Production changes only through the deploy role of each account",
  rationale:
    "Only the pipeline may assume the deploy role, and it runs after review; credentials of a person would go around it. The session " +
    "name puts the stack into the audit trail. That each change has a ticket is a process outside the plan.",
  remediation: "Let accounts/scope.ts open the provider; take keys and profiles away.",
  severity: "high",
  family: "governance",
  scope: "resource",
  types: [providerType],
  controls: [
    { framework: "SOX", version: "15 U.S.C.", control: "404" },
    { framework: "NIST 800-53", version: "r5", control: "CM-3" },
  ],
  reads: ["assumeRoles", "assumeRoles[].roleArn", "assumeRoles[].sessionName"],
  check: (provider, { stage }) => {
    if (stage !== "prod") return [];
    const held = personal.filter((path) => hasValue(provider.props[path]));
    // The value is a credential: never shown.
    return held.length > 0
      ? held.map((path) => fail(path, `takes its credentials from ${path}`, roleFix))
      : [checkRoles(provider)];
  },
};

const hasValue = (value: unknown) => value !== undefined && value !== null && value !== "";

function checkRoles(provider: GraphResource): Result {
  const { assumeRoles, assumeRoleWithWebIdentity } = provider.props;
  const path = hasValue(assumeRoles) ? "assumeRoles" : "assumeRoleWithWebIdentity";
  const raw = hasValue(assumeRoles) ? assumeRoles : assumeRoleWithWebIdentity;
  // The engine hands provider inputs over as JSON text.
  const roles = asList(typeof raw === "string" && raw !== UNKNOWN ? parse(raw) : raw);
  const last = roles.at(-1);
  if (last === undefined) return fail("assumeRoles", "assumes no role", roleFix);
  const { roleArn, sessionName } = isRecord(last) ? last : { roleArn: last, sessionName: last };
  if ([roleArn, sessionName].includes(UNKNOWN)) return notYetKnown(path, "assumes a role", roleFix);
  if (typeof roleArn !== "string" || !/^arn:aws:iam::\d{12}:role\/\S+$/.test(roleArn))
    return fail(path, `assumes ${show(provider, path, roleArn)}, which is no role`, roleFix);
  return typeof sessionName === "string" && sessionName !== ""
    ? pass(path)
    : fail(path, "assumes a role without a session name", roleFix);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/** What holds records, keys, audit trails or the catalog's administration. */
const lasting = [
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
  "aws:kms/key:Key",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:cloudtrail/trail:Trail",
  "aws:cloudtrail/eventDataStore:EventDataStore",
  "aws:backup/vault:Vault",
  "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault",
  "aws:lakeformation/dataLakeSettings:DataLakeSettings",
] as const;

const sox02: ResourceRule = {
  id: "SOX-02",
  name: "sox-02-protected-resources",
  title: "A deployment cannot delete records, keys, trails, vaults or the catalog's settings",
  rationale:
    "A mistake in a change must not take away the evidence of earlier ones. Outside production stacks come and go.",
  remediation: "Set the resource option protect: true in production.",
  severity: "high",
  family: "governance",
  scope: "resource",
  types: lasting,
  controls: [{ framework: "SOX", version: "15 U.S.C.", control: "404" }],
  reads: ["options.protect"],
  check: ({ options }, { stage }) => {
    if (stage !== "prod") return [];
    return options.protect === true
      ? [pass("options.protect")]
      : [fail("options.protect", "is not protected", "set the resource option protect to true")];
  },
};

export const changeControlRules = [sox01, sox02];
