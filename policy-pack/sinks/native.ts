import { rows, type Sink } from "./row";

const replica = "replicationConfiguration.rules[].destination";
const twin = (rule: string, channel: number, mechanism: Sink["mechanism"]) => ({ rule, channel, mechanism });

/**
 * The same destinations in the types of the other AWS provider, whose inputs follow the CloudFormation resource
 * specification. Its package is no dependency here, so that no spec can check these paths; RES-26 refuses every type of
 * that provider that is not on its list, whatever stands here.
 */
export const nativeSinks: readonly Sink[] = [
  ...rows(twin("RES-03", 2, "replication"), [
    ["aws-native:s3:Bucket", "P4", `${replica}.bucket`],
    ["aws-native:s3:Bucket", "P5", `${replica}.account`],
  ]),
  ...rows(twin("RES-16", 4, "log"), [
    ["aws-native:s3:Bucket", "P4", "loggingConfiguration.destinationBucketName"],
  ]),
  ...rows(twin("RES-15", 3, "copy"), [
    ["aws-native:s3:Bucket", "P4", "inventoryConfigurations[].destination.bucketArn"],
  ]),
  ...rows(twin("RES-04", 5, "endpoint"), [
    ["aws-native:s3:MultiRegionAccessPoint", "P4", "regions[].bucket"],
    ["aws-native:s3:MultiRegionAccessPoint", "P5", "regions[].bucketAccountId"],
  ]),
  ...rows(twin("RES-05", 25, "replication"), [
    ["aws-native:dynamodb:GlobalTable", "P1", "replicas[].region", "globalTableWitnesses[].region"],
  ]),
  ...rows(twin("RES-07", 21, "copy"), [
    ["aws-native:redshiftserverless:Namespace", "P1", "snapshotCopyConfigurations[].destinationRegion"],
  ]),
  ...rows(twin("RES-08", 15, "link"), [
    [
      "aws-native:glue:Database",
      "P2",
      "databaseInput.targetDatabase.region",
      "databaseInput.targetDatabase.catalogId",
    ],
    ["aws-native:glue:Table", "P2", "tableInput.targetTable.region", "tableInput.targetTable.catalogId"],
  ]),
  ...rows(twin("RES-09", 11, "replication"), [["aws-native:kms:ReplicaKey", "P2", "primaryKeyArn"]]),
  ...rows(twin("RES-10", 31, "replication"), [
    ["aws-native:secretsmanager:Secret", "P1", "replicaRegions[].region"],
  ]),
  ...rows(twin("RES-11", 30, "backup"), [
    [
      "aws-native:backup:BackupPlan",
      "P3",
      "backupPlan.backupPlanRule[].copyActions[].destinationBackupVaultArn",
    ],
  ]),
  ...rows(twin("RES-12", 36, "event"), [
    ["aws-native:events:Rule", "P3", "targets[].arn"],
    ["aws-native:events:Endpoint", "P3", "eventBuses[].eventBusArn"],
  ]),
  ...rows({ ...twin("RES-22", 36, "endpoint"), bare: "host" }, [
    ["aws-native:events:ApiDestination", "P4", "invocationEndpoint"],
  ]),
  ...rows(twin("RES-13", 33, "event"), [
    ["aws-native:kinesisfirehose:DeliveryStream", "P4", "extendedS3DestinationConfiguration.bucketArn"],
  ]),
  ...rows(twin("RES-15", 20, "copy"), [
    ["aws-native:athena:WorkGroup", "P4", "workGroupConfiguration.resultConfiguration.outputLocation"],
  ]),
  ...rows(twin("RES-15", 66, "copy"), [
    ["aws-native:entityresolution:MatchingWorkflow", "P4", "outputSourceConfig[].outputS3Path"],
    ["aws-native:entityresolution:IdMappingWorkflow", "P4", "outputSourceConfig[].outputS3Path"],
    ["aws-native:personalize:Dataset", "P4", "datasetImportJob.dataSource.dataLocation"],
  ]),
  ...rows(twin("RES-16", 53, "log"), [["aws-native:cloudtrail:Trail", "P4", "s3BucketName"]]),
  ...rows(twin("RES-16", 55, "log"), [["aws-native:logs:SubscriptionFilter", "P3", "destinationArn"]]),
  ...rows(twin("RES-24", 13, "share"), [["aws-native:ram:ResourceShare", "P5", "principals[]"]]),
  ...rows(twin("RES-24", 14, "grant"), [
    ["aws-native:lakeformation:PrincipalPermissions", "P5", "principal.dataLakePrincipalIdentifier"],
  ]),
  ...rows(twin("RES-24", 29, "replication"), [
    ["aws-native:efs:FileSystem", "P1", "replicationConfiguration.destinations[].region"],
  ]),
  ...rows(twin("RES-24", 32, "replication"), [
    [
      "aws-native:ecr:ReplicationConfiguration",
      "P1",
      "replicationConfiguration.rules[].destinations[].region",
    ],
  ]),
];
