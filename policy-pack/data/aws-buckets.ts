import { regionCodes } from "../../components/residency/regions";

/** Buckets of AWS itself, by where AWS documents them; `{region}` stands for a region's code. */
const documented: readonly { source: string; names: readonly string[] }[] = [
  {
    source: "Systems Manager User Guide, SSM Agent communications with AWS managed S3 buckets",
    names: [
      "aws-windows-downloads-{region}",
      "amazon-ssm-{region}",
      "amazon-ssm-packages-{region}",
      "{region}-birdwatcher-prod",
      "aws-ssm-{region}",
      "aws-ssm-distributor-file-{region}",
      "aws-ssm-document-attachments-{region}",
      "aws-patchmanager-macos-{region}",
      "patch-baseline-snapshot-{region}",
    ],
  },
  {
    source: "ECR User Guide, Amazon ECR interface VPC endpoints",
    names: ["prod-{region}-starport-layer-bucket"],
  },
  {
    source: "Amazon Linux 2023 User Guide and Amazon Linux 2 FAQ, package repositories",
    names: [
      "al2023-repos-{region}-de612dc2",
      "amazonlinux-2-repos-{region}",
      "amazonlinux.{region}.amazonaws.com",
      "packages.{region}.amazonaws.com",
      "repo.{region}.amazonaws.com",
    ],
  },
  {
    source: "EMR Management Guide, command runner and script runner; VPC endpoint policy of private subnets",
    names: [
      "{region}.elasticmapreduce",
      "{region}.elasticmapreduce.samples",
      "repo.{region}.emr.amazonaws.com",
    ],
  },
  {
    source: "CodeDeploy User Guide, resource kit bucket names by Region",
    names: ["aws-codedeploy-{region}"],
  },
];

const regionOf: ReadonlyMap<string, string> = new Map(
  documented.flatMap(({ names }) =>
    names.flatMap((name) => regionCodes.map((region) => [name.replace("{region}", region), region] as const)),
  ),
);

/** Region of a bucket of AWS itself, from which anybody may read and to which nobody else can write; undefined for any other. */
export const awsBucketRegion = (name: string): string | undefined => regionOf.get(name);
