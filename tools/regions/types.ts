import { tokenOf } from "../../policy-pack/data/tokens";

/**
 * The regional types that the plans use, by the CloudFormation type that says whether a region has the service. Settings that
 * CloudFormation cannot make stand under the nearest thing that it can. A new type is a word here; `services.spec.ts` says which is missing.
 */
const words: Readonly<Record<string, string>> = {
  "AWS::Athena::NamedQuery": "athena/namedQuery",
  "AWS::Athena::WorkGroup": "athena/workgroup",
  "AWS::CloudTrail::Trail": "cloudtrail/trail",
  "AWS::Config::ConfigurationRecorder": "cfg/recorder cfg/recorderStatus cfg/retentionConfiguration",
  "AWS::Config::DeliveryChannel": "cfg/deliveryChannel",
  "AWS::DynamoDB::Table": "dynamodb/table",
  "AWS::EC2::Instance":
    "ebs/encryptionByDefault ec2/imageBlockPublicAccess ec2/instanceMetadataDefaults ec2/serialConsoleAccess",
  "AWS::EC2::SnapshotBlockPublicAccess": "ebs/snapshotBlockPublicAccess",
  "AWS::Glue::DataCatalogEncryptionSettings": "glue/dataCatalogEncryptionSettings glue/resourcePolicy",
  "AWS::Glue::DataQualityRuleset": "glue/dataQualityRuleset",
  "AWS::Glue::Database": "glue/catalogDatabase",
  "AWS::Glue::Table": "glue/catalogTable",
  "AWS::Glue::TableOptimizer": "glue/catalogTableOptimizer",
  "AWS::KMS::Alias": "kms/alias",
  "AWS::KMS::Key": "kms/key",
  "AWS::LakeFormation::DataCellsFilter": "lakeformation/dataCellsFilter",
  "AWS::LakeFormation::DataLakeSettings": "lakeformation/dataLakeSettings",
  "AWS::LakeFormation::PrincipalPermissions": "lakeformation/permissions",
  "AWS::LakeFormation::Resource": "lakeformation/resource",
  "AWS::LakeFormation::Tag": "lakeformation/lfTag",
  "AWS::LakeFormation::TagAssociation": "lakeformation/resourceLfTags",
  "AWS::Lambda::EventSourceMapping": "lambda/eventSourceMapping",
  "AWS::Lambda::Function": "lambda/function lambda/invocation",
  "AWS::Logs::LogGroup": "cloudwatch/logGroup",
  "AWS::S3::Bucket":
    "s3/bucket s3/bucketLifecycleConfiguration s3/bucketLogging s3/bucketNotification s3/bucketObjectLockConfiguration s3/bucketObjectv2 s3/bucketOwnershipControls s3/bucketPublicAccessBlock s3/bucketServerSideEncryptionConfiguration s3/bucketVersioning s3/inventory",
  "AWS::S3::BucketPolicy": "s3/bucketPolicy",
  "AWS::SQS::Queue": "sqs/queue",
  "AWS::SQS::QueuePolicy": "sqs/queuePolicy",
};

/** CloudFormation type → our type tokens. */
export const typesInUse: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(words).map(([type, text]) => [type, text.split(" ").map(tokenOf)]),
);
