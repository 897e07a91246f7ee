import { byArn, byId, plainId, regional, type ComputedOutputs } from "../computed";

/** Types that configure a bucket and share its name as their id. */
const ofBucket = Object.fromEntries(
  [
    "bucketAcl:BucketAcl",
    "bucketCorsConfiguration:BucketCorsConfiguration",
    "bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "bucketLogging:BucketLogging",
    "bucketMetric:BucketMetric",
    "bucketNotification:BucketNotification",
    "bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "bucketOwnershipControls:BucketOwnershipControls",
    "bucketPolicy:BucketPolicy",
    "bucketPublicAccessBlock:BucketPublicAccessBlock",
    "bucketReplicationConfig:BucketReplicationConfig",
    "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "bucketVersioning:BucketVersioning",
  ].map((type) => [`aws:s3/${type}`, plainId("{bucket}")]),
);

/** Ids, ARNs and names of buckets, file systems, images and backups. */
export const storage: Readonly<Record<string, ComputedOutputs>> = {
  ...ofBucket,
  "aws:s3/bucket:Bucket": byId("{name}", "arn:{partition}:s3:::{name}", {
    nameFrom: "bucket",
    outputs: {
      bucketDomainName: "{name}.s3.amazonaws.com",
      bucketRegionalDomainName: "{name}.s3.{region}.amazonaws.com",
      bucketRegion: "{region}",
    },
  }),
  "aws:s3/accessPoint:AccessPoint": byId("{account}:{name}", regional("s3", "accesspoint/{name}"), {
    outputs: {
      alias: "{name}-{hex17}-s3alias",
      domainName: "{name}-{account}.s3-accesspoint.{region}.amazonaws.com",
    },
  }),
  "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint": byId(
    "{account}:{logical}",
    "arn:{partition}:s3::{account}:accesspoint/{hex17}.mrap",
    { outputs: { alias: "{hex17}.mrap" } },
  ),
  "aws:ecr/repository:Repository": byId("{name}", regional("ecr", "repository/{name}"), {
    outputs: { repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{name}", registryId: "{account}" },
  }),
  "aws:backup/vault:Vault": byId("{name}", regional("backup", "backup-vault:{name}")),
  "aws:backup/plan:Plan": byId("{uuid}", regional("backup", "backup-plan:{uuid}")),
  "aws:efs/fileSystem:FileSystem": byId(
    "fs-{hex17}",
    regional("elasticfilesystem", "file-system/fs-{hex17}"),
  ),
  "aws:s3tables/tableBucket:TableBucket": byArn(regional("s3tables", "bucket/{name}")),
};
