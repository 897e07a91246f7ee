import type { Mechanism } from "../components/residency/transfer";

/**
 * How a destination is written in a resource's inputs (domain reference §4.1):
 * P1 a region; P2 the source of something that comes to live here (region, ARN or account); P3 an ARN with region and account;
 * P4 a name or address without a region (bucket name or ARN, `s3://`, URL); P5 a principal (account, OU, organization, role).
 */
export type Shape = "P1" | "P2" | "P3" | "P4" | "P5";

/** One place where data, or access to it, can leave: the `path` in the inputs of `type`. */
export interface Sink {
  type: string;
  path: string;
  shape: Shape;
  mechanism: Mechanism;
  /** Rule that reports a flow of this row when it is denied or cannot be decided. */
  rule: string;
}

type Row = readonly [type: string, shape: Shape, ...paths: string[]];

const rows = (rule: string, mechanism: Mechanism, list: readonly Row[]): Sink[] =>
  list.flatMap(([type, shape, ...paths]) =>
    paths.map((path) => ({ type: token(type), path, shape, mechanism, rule })),
  );

const replicaDestination = "rules[].destination";
const inlineOne = "replicationConfiguration.rules[].destination";
const inlineMany = "replicationConfigurations[].rules[].destinations[]";

/** Every row that the pack judges. Sources: domain reference §4.3, checked against the provider SDK's inputs by the spec. */
export const sinks: readonly Sink[] = [
  ...rows("RES-03", "replication", [
    ["s3/bucketReplicationConfig", "P4", `${replicaDestination}.bucket`],
    ["s3/bucketReplicationConfig", "P5", `${replicaDestination}.account`],
    ["s3/bucket", "P4", `${inlineOne}.bucket`],
    ["s3/bucket", "P5", `${inlineOne}.accountId`],
    ["s3/bucketV2", "P4", `${inlineMany}.bucket`],
    ["s3/bucketV2", "P5", `${inlineMany}.accountId`],
  ]),
  ...rows("RES-05", "replication", [
    ["dynamodb/table", "P1", "replicas[].regionName", "globalTableWitness.regionName"],
    ["dynamodb/tableReplica", "P2", "globalTableArn"],
    ["dynamodb/globalTable", "P1", "replicas[].regionName"],
  ]),
  ...rows("RES-08", "link", [
    ["glue/catalogDatabase", "P2", "targetDatabase.region", "targetDatabase.catalogId"],
    ["glue/catalogTable", "P2", "targetTable.region", "targetTable.catalogId"],
  ]),
  ...rows("SHR-04", "share", [
    ["ram/principalAssociation", "P5", "principal"],
    ["ram/resourceShareAssociationsExclusive", "P5", "principals[]"],
  ]),
  ...rows("RES-24", "replication", [
    ["kms/replicaKey", "P2", "primaryKeyArn"],
    ["kms/replicaExternalKey", "P2", "primaryKeyArn"],
    ["secretsmanager/secret", "P1", "replicas[].region"],
    ["s3control/multiRegionAccessPoint", "P4", "details.regions[].bucket"],
    ["s3control/multiRegionAccessPoint", "P1", "details.regions[].region"],
    ["s3control/multiRegionAccessPoint", "P5", "details.regions[].bucketAccountId"],
    ["rds/cluster", "P1", "sourceRegion"],
    ["rds/instanceAutomatedBackupsReplication", "P2", "sourceDbInstanceArn"],
    ["dsql/cluster", "P1", "multiRegionProperties.witnessRegion"],
    ["efs/replicationConfiguration", "P1", "destination.region"],
    ["ecr/replicationConfiguration", "P1", "replicationConfiguration.rules[].destinations[].region"],
    ["ecr/replicationConfiguration", "P5", "replicationConfiguration.rules[].destinations[].registryId"],
    ["ssmincidents/replicationSet", "P1", "regions[].name"],
  ]),
  ...rows("RES-24", "copy", [
    ["s3/inventory", "P4", "destination.bucket.bucketArn"],
    ["s3/inventory", "P5", "destination.bucket.accountId"],
    [
      "s3/analyticsConfiguration",
      "P4",
      "storageClassAnalysis.dataExport.destination.s3BucketDestination.bucketArn",
    ],
    ["athena/workgroup", "P4", "configuration.resultConfiguration.outputLocation"],
    ["athena/database", "P4", "bucket"],
    ["dynamodb/table", "P2", "restoreSourceTableArn"],
    ["dynamodb/tableExport", "P4", "s3Bucket"],
    ["dynamodb/tableExport", "P5", "s3BucketOwner"],
    ["rds/exportTask", "P4", "s3BucketName"],
    ["rds/snapshotCopy", "P1", "destinationRegion"],
    ["rds/clusterSnapshotCopy", "P1", "destinationRegion"],
    ["rds/snapshotCopy", "P5", "sharedAccounts[]"],
    ["rds/clusterSnapshotCopy", "P5", "sharedAccounts[]"],
    ["ebs/snapshotCopy", "P1", "sourceRegion"],
    ["ec2/amiCopy", "P1", "sourceAmiRegion"],
    ["redshift/snapshotCopy", "P1", "destinationRegion"],
    [
      "glue/job",
      "P4",
      "defaultArguments.--TempDir",
      "defaultArguments.--spark-event-logs-path",
      "command.scriptLocation",
    ],
    ["glue/crawler", "P4", "s3Targets[].path"],
    ["dms/s3Endpoint", "P4", "bucketName"],
    ["sagemaker/featureGroup", "P4", "offlineStoreConfig.s3StorageConfig.s3Uri"],
    ["sagemaker/endpointConfiguration", "P4", "dataCaptureConfig.destinationS3Uri"],
    ["datasync/s3Location", "P4", "s3BucketArn"],
    ["ssm/resourceDataSync", "P4", "s3Destination.bucketName"],
    ["ssm/resourceDataSync", "P1", "s3Destination.region"],
  ]),
  ...rows("RES-24", "backup", [
    [
      "backup/plan",
      "P3",
      "rules[].copyActions[].destinationVaultArn",
      "rules[].targetLogicallyAirGappedBackupVaultArn",
    ],
    ["backup/reportPlan", "P4", "reportDeliveryChannel.s3BucketName"],
    ["dlm/lifecyclePolicy", "P1", "policyDetails.schedules[].crossRegionCopyRules[].targetRegion"],
  ]),
  ...rows("RES-24", "event", [
    ["cloudwatch/eventTarget", "P3", "arn"],
    ["cloudwatch/eventEndpoint", "P3", "eventBuses[].eventBusArn"],
    ["cloudwatch/eventApiDestination", "P4", "invocationEndpoint"],
    ["scheduler/schedule", "P3", "target.arn"],
    ["pipes/pipe", "P3", "source", "target", "enrichment"],
    ["lambda/eventSourceMapping", "P3", "eventSourceArn"],
    ["dynamodb/kinesisStreamingDestination", "P3", "streamArn"],
    [
      "kinesis/firehoseDeliveryStream",
      "P4",
      "extendedS3Configuration.bucketArn",
      "icebergConfiguration.s3Configuration.bucketArn",
    ],
    [
      "kinesis/firehoseDeliveryStream",
      "P3",
      "icebergConfiguration.catalogArn",
      "kinesisSourceConfiguration.kinesisStreamArn",
    ],
    [
      "kinesis/firehoseDeliveryStream",
      "P4",
      "httpEndpointConfiguration.url",
      "splunkConfiguration.hecEndpoint",
    ],
    ["msk/replicator", "P3", "kafkaClusters[].amazonMskCluster.mskClusterArn"],
  ]),
  ...rows("RES-24", "log", [
    ["s3/bucketLogging", "P4", "targetBucket"],
    ["s3/bucketLoggingV2", "P4", "targetBucket"],
    ["cloudtrail/trail", "P4", "s3BucketName"],
    ["cloudtrail/trail", "P3", "cloudWatchLogsGroupArn"],
    ["cfg/deliveryChannel", "P4", "s3BucketName"],
    [
      "cfg/configurationAggregator",
      "P1",
      "accountAggregationSource.regions[]",
      "organizationAggregationSource.regions[]",
    ],
    ["cfg/aggregateAuthorization", "P1", "authorizedAwsRegion"],
    ["cfg/aggregateAuthorization", "P5", "accountId"],
    ["securityhub/findingAggregator", "P1", "specifiedRegions[]"],
    ["ec2/flowLog", "P3", "logDestination"],
    ["lb/loadBalancer", "P4", "accessLogs.bucket"],
    ["redshift/logging", "P4", "bucketName"],
    ["cloudwatch/logSubscriptionFilter", "P3", "destinationArn"],
    ["cloudwatch/metricStream", "P3", "firehoseArn"],
    ["guardduty/publishingDestination", "P4", "destinationArn"],
    ["macie2/classificationExportConfiguration", "P4", "s3Destination.bucketName"],
    ["oam/link", "P3", "sinkIdentifier"],
  ]),
  ...rows("RES-24", "grant", [
    ["lakeformation/permissions", "P5", "principal"],
    ["lakeformation/permissions", "P2", "catalogId"],
    ["lakeformation/dataLakeSettings", "P5", "externalDataFilteringAllowLists[]", "trustedResourceOwners[]"],
    ["redshift/dataShareAuthorization", "P5", "consumerIdentifier"],
    ["redshift/dataShareConsumerAssociation", "P1", "consumerRegion"],
    ["redshift/endpointAuthorization", "P5", "account"],
    ["kms/grant", "P5", "granteePrincipal"],
    ["ec2/snapshotCreateVolumePermission", "P5", "accountId"],
    ["ec2/amiLaunchPermission", "P5", "accountId"],
  ]),
  ...rows("RES-24", "link", [["lakeformation/resource", "P2", "arn"]]),
  ...rows("RES-24", "network", [
    ["ec2/vpcPeeringConnection", "P1", "peerRegion"],
    ["ec2/vpcPeeringConnection", "P5", "peerOwnerId"],
    ["ec2transitgateway/peeringAttachment", "P1", "peerRegion"],
    ["ec2transitgateway/peeringAttachment", "P5", "peerAccountId"],
    ["ec2/vpcEndpoint", "P1", "serviceRegion"],
    ["route53/zone", "P1", "vpcs[].vpcRegion"],
    ["route53/zoneAssociation", "P1", "vpcRegion"],
  ]),
];

/** Type token → its rows, so that a pass over a graph looks each type up once. */
export const sinksByType: ReadonlyMap<string, readonly Sink[]> = new Map(
  [...new Set(sinks.map(({ type }) => type))].map((type) => [
    type,
    sinks.filter((sink) => sink.type === type),
  ]),
);

/** `s3/bucket` → `aws:s3/bucket:Bucket`. */
function token(short: string): string {
  const name = short.slice(short.indexOf("/") + 1);
  return `aws:${short}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
