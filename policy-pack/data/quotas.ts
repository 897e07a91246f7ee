import { tokenOf } from "./tokens";

/** A number that AWS allows at most, of what grows with a stack's configuration or comes from it. */
export interface Quota {
  type: string;
  /** Pattern of the input that is measured: characters of a text or an object, values of a list. Absent: resources are counted. */
  property?: string;
  /**
   * What is added up before it is held against the quota: resources of one `account`, of one `region` of it, or with the same
   * value of an input. Absent: every input is measured by itself.
   */
  per?: readonly string[];
  /** Only where another input has one of these values; undefined is none. */
  when?: { path: string; is: readonly (string | undefined)[] };
  most: number;
  unit: "characters" | "values" | "resources";
  /** False for what does not grow with a stack: only going beyond it says anything. Default true. */
  grows?: false;
  /** Where AWS says so; the value is the default where AWS can raise it. */
  source: string;
}

type Size = readonly [type: string, property: string, most: number];
type Count = readonly [type: string, per: string, most: number];

/** Quotas of one input each, which are characters unless `more` says otherwise. */
const sizes = (source: string, rows: readonly Size[], more: Partial<Quota> = {}): readonly Quota[] =>
  rows.map(([type, property, most]) => ({
    type: tokenOf(type),
    property,
    most,
    unit: "characters",
    source,
    ...more,
  }));

/** Quotas on how many there are; `per` is a list separated by spaces. */
const counts = (source: string, rows: readonly Count[]): readonly Quota[] =>
  rows.map(([type, per, most]) => ({
    type: tokenOf(type),
    per: per.split(" "),
    most,
    unit: "resources",
    source,
  }));

const values = { unit: "values" } as const;
/** Names, which `components/naming` cuts, texts for people, and lists that components divide. */
const fixed = { grows: false } as const;

/** By type of organization policy: policies without a type are service control policies. */
const contents = ([most, ...is]: readonly [number, ...(string | undefined)[]]) =>
  sizes("AWS Organizations user guide, quotas", [["organizations/policy", "content", most]], {
    when: { path: "type", is },
  });

/** Quotas that every plan is measured by (`policy-pack/limits.ts`), and that `meridian explain` shows. */
export const quotas: readonly Quota[] = [
  ...sizes("IAM user guide, quotas", [
    ["iam/policy", "policy", 6144],
    ["iam/role", "assumeRolePolicy", 2048],
  ]),
  ...sizes("IAM user guide, quotas", [["iam/rolePolicy", "policy", 10_240]], { per: ["account", "role"] }),
  ...counts("IAM user guide, quotas", [
    ["iam/rolePolicyAttachment", "account role", 10],
    ["iam/role", "account", 1000],
    ["iam/policy", "account", 1500],
  ]),
  ...sizes(
    "IAM user guide, quotas",
    [
      ["iam/role", "name", 64],
      ["iam/role", "description", 1000],
      ["iam/policy", "name", 128],
    ],
    fixed,
  ),
  ...sizes("S3 user guide", [["s3/bucketPolicy", "policy", 20 * 1024]]),
  ...sizes("S3 user guide", [["s3/bucketLifecycleConfiguration", "rules", 1000]], values),
  ...sizes("S3 user guide", [["s3/bucket", "bucket", 63]], fixed),
  ...counts("AWS general reference, S3 quotas", [
    ["s3/bucket", "account", 10_000],
    ["s3/inventory", "account bucket", 1000],
  ]),
  ...sizes("KMS API reference", [["kms/key", "policy", 32 * 1024]]),
  ...sizes("KMS API reference", [["kms/alias", "name", 256]], fixed),
  ...counts("KMS developer guide, quotas", [["kms/key", "account region", 100_000]]),
  ...sizes("Glue API reference", [["glue/resourcePolicy", "policy", 10 * 1024]]),
  ...sizes("Glue API reference", [["glue/dataQualityRuleset", "ruleset", 65_536]]),
  ...sizes(
    "Glue API reference",
    [
      ["glue/catalogDatabase", "name", 255],
      ["glue/catalogDatabase", "description", 2048],
      ["glue/catalogTable", "name", 255],
      ["glue/dataQualityRuleset", "name", 255],
    ],
    fixed,
  ),
  ...counts("AWS general reference, Glue quotas", [
    ["glue/catalogDatabase", "account region", 10_000],
    ["glue/catalogTable", "account region databaseName", 200_000],
  ]),
  // What is granted by more values is granted in several (components/sharing/tag-expression.ts).
  ...sizes(
    "Lake Formation API reference",
    [["lakeformation/permissions", "lfTagPolicy.expressions[].values", 50]],
    { ...values, ...fixed },
  ),
  // The provider gives a tag its values in several calls of 50.
  ...sizes(
    "Lake Formation API reference",
    [
      ["lakeformation/lfTag", "values", 1000],
      ["lakeformation/resourceLfTags", "lfTags", 50],
      ["lakeformation/dataLakeSettings", "admins", 30],
    ],
    values,
  ),
  ...counts("Lake Formation developer guide, quotas", [
    ["lakeformation/lfTag", "account region", 1000],
    ["lakeformation/resource", "account region", 10_000],
  ]),
  ...counts("RAM user guide, quotas", [["ram/resourceShare", "account region", 5000]]),
  ...sizes("CloudTrail API reference", [["cloudtrail/trail", "name", 128]], fixed),
  ...sizes(
    "CloudTrail user guide, quotas",
    [["cloudtrail/trail", "advancedEventSelectors[].fieldSelectors[].startsWiths", 500]],
    values,
  ),
  ...counts("CloudTrail user guide, quotas", [["cloudtrail/trail", "account region", 5]]),
  ...sizes("Athena API reference", [["athena/workgroup", "name", 128]], fixed),
  ...counts("Athena user guide, quotas", [["athena/workgroup", "account region", 1000]]),
  ...sizes("Lambda developer guide, quotas", [["lambda/function", "environment.variables", 4096]]),
  ...counts("DynamoDB developer guide, quotas", [["dynamodb/table", "account region", 2500]]),
  ...counts("EventBridge user guide, quotas", [
    ["cloudwatch/eventRule", "account region eventBusName", 300],
    ["cloudwatch/eventTarget", "account region eventBusName rule", 5],
  ]),
  ...contents([10_240, undefined, "SERVICE_CONTROL_POLICY"]),
  ...contents([5120, "RESOURCE_CONTROL_POLICY"]),
  ...contents([2500, "AISERVICES_OPT_OUT_POLICY"]),
  ...contents([
    10_000,
    "BACKUP_POLICY",
    "CHATBOT_POLICY",
    "DECLARATIVE_POLICY_EC2",
    "INSPECTOR_POLICY",
    "S3_POLICY",
    "SECURITYHUB_POLICY",
    "TAG_POLICY",
  ]),
  ...sizes(
    "AWS Organizations API reference",
    [
      ["organizations/policy", "name", 128],
      ["organizations/policy", "description", 512],
    ],
    fixed,
  ),
];
