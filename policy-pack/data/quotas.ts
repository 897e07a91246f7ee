import { tokenOf } from "./tokens";

/** One quota of AWS on one input: characters of a text, or number of values of a list. */
export interface Quota {
  type: string;
  property: string;
  most: number;
  unit: "characters" | "values";
  /** Where AWS says so. */
  source: string;
}

type Row = readonly [type: string, property: string, most: number];

const quotasOf = (
  source: string,
  rows: readonly Row[],
  unit: Quota["unit"] = "characters",
): readonly Quota[] =>
  rows.map(([type, property, most]) => ({ type: tokenOf(type), property, most, unit, source }));

/** Quotas that the plans are held against (`accounts/limits.spec.ts`), and that `meridian explain` shows. */
export const quotas: readonly Quota[] = [
  ...quotasOf("IAM user guide", [
    ["iam/policy", "policy", 6144],
    ["iam/rolePolicy", "policy", 10_240],
    ["iam/role", "assumeRolePolicy", 2048],
    ["iam/role", "name", 64],
    ["iam/role", "description", 1000],
    ["iam/policy", "name", 128],
  ]),
  ...quotasOf("S3 user guide", [
    ["s3/bucketPolicy", "policy", 20 * 1024],
    ["s3/bucket", "bucket", 63],
  ]),
  ...quotasOf("S3 user guide", [["s3/bucketLifecycleConfiguration", "rules", 1000]], "values"),
  ...quotasOf("KMS API reference", [
    ["kms/key", "policy", 32 * 1024],
    ["kms/alias", "name", 256],
  ]),
  ...quotasOf("Glue API reference", [
    ["glue/resourcePolicy", "policy", 10 * 1024],
    ["glue/catalogDatabase", "name", 255],
    ["glue/catalogDatabase", "description", 2048],
    ["glue/catalogTable", "name", 255],
    ["glue/dataQualityRuleset", "name", 255],
    ["glue/dataQualityRuleset", "ruleset", 65_536],
  ]),
  ...quotasOf("AWS Organizations API reference and user guide, quotas", [
    ["organizations/policy", "name", 128],
    ["organizations/policy", "description", 512],
    // Of service control policies, the largest type; opting out of AI services may take 2,500.
    ["organizations/policy", "content", 10_240],
  ]),
  ...quotasOf("CloudTrail API reference", [["cloudtrail/trail", "name", 128]]),
  ...quotasOf("Athena API reference", [["athena/workgroup", "name", 128]]),
  ...quotasOf("Lake Formation API reference", [["lakeformation/lfTag", "values", 1000]], "values"),
];
