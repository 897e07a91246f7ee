import { tokenOf } from "../data/tokens";
import { rows, type Sink } from "./row";

const shared = (channel: number, mechanism: Sink["mechanism"]) => ({ rule: "RES-06", channel, mechanism });
const memberOf = (type: string, key: string) => ({ type: tokenOf(type), key });

/** Databases, disks and images: replicas, global clusters, snapshot copies, shares (channels 21 to 23 and 25 to 30). */
export const databaseSinks: readonly Sink[] = [
  ...rows({ rule: "RES-07", channel: 21, mechanism: "copy" }, [
    ["redshift/snapshotCopy", "P1", "destinationRegion"],
  ]),
  ...rows({ rule: "RES-07", channel: 22, mechanism: "share" }, [
    ["redshift/dataShareAuthorization", "P5", "consumerIdentifier"],
    ["redshift/dataShareConsumerAssociation", "P1", "consumerRegion"],
    ["redshift/dataShareConsumerAssociation", "P3", "consumerArn"],
    ["redshift/endpointAuthorization", "P5", "account"],
    ["redshift/namespaceRegistration", "P5", "consumerIdentifier"],
  ]),
  ...rows({ rule: "RES-07", channel: 23, mechanism: "replication" }, [
    ["redshift/integration", "P2", "sourceArn"],
    ["redshift/integration", "P3", "targetArn"],
    ["rds/integration", "P2", "sourceArn"],
    ["rds/integration", "P3", "targetArn"],
  ]),
  ...rows({ rule: "RES-05", channel: 25, mechanism: "replication" }, [
    ["dynamodb/table", "P1", "replicas[].regionName", "globalTableWitness.regionName"],
    ["dynamodb/tableReplica", "P2", "globalTableArn"],
    ["dynamodb/globalTable", "P1", "replicas[].regionName"],
  ]),
  ...rows({ rule: "RES-05", channel: 25, mechanism: "copy" }, [
    ["dynamodb/table", "P2", "restoreSourceTableArn", "restoreBackupArn"],
  ]),
  ...rows({ rule: "RES-15", channel: 25, mechanism: "copy" }, [
    ["dynamodb/tableExport", "P4", "s3Bucket"],
    ["dynamodb/tableExport", "P5", "s3BucketOwner"],
    ["dynamodb/table", "P4", "importTable.s3BucketSource.bucket"],
    ["dynamodb/table", "P5", "importTable.s3BucketSource.bucketOwner"],
  ]),
  ...rows({ rule: "RES-12", channel: 25, mechanism: "event" }, [
    ["dynamodb/kinesisStreamingDestination", "P3", "streamArn"],
  ]),
  ...rows({ ...shared(26, "replication"), bare: memberOf("rds/globalCluster", "globalClusterIdentifier") }, [
    ["rds/cluster", "P2", "globalClusterIdentifier"],
  ]),
  ...rows(
    { ...shared(26, "replication"), bare: memberOf("neptune/globalCluster", "globalClusterIdentifier") },
    [["neptune/cluster", "P2", "globalClusterIdentifier"]],
  ),
  ...rows(
    { ...shared(26, "replication"), bare: memberOf("docdb/globalCluster", "globalClusterIdentifier") },
    [["docdb/cluster", "P2", "globalClusterIdentifier"]],
  ),
  ...rows({ ...shared(26, "replication"), bare: "here" }, [
    ["rds/globalCluster", "P2", "sourceDbClusterIdentifier"],
    ["neptune/globalCluster", "P2", "sourceDbClusterIdentifier"],
    ["docdb/globalCluster", "P2", "sourceDbClusterIdentifier"],
    ["rds/cluster", "P2", "replicationSourceIdentifier"],
    ["neptune/cluster", "P2", "replicationSourceIdentifier"],
    ["rds/instance", "P2", "replicateSourceDb"],
  ]),
  ...rows(shared(26, "replication"), [
    ["rds/cluster", "P2", "sourceRegion"],
    ["rds/instanceAutomatedBackupsReplication", "P2", "sourceDbInstanceArn"],
  ]),
  ...rows({ ...shared(26, "copy"), bare: "here" }, [
    ["rds/cluster", "P2", "snapshotIdentifier"],
    ["rds/instance", "P2", "snapshotIdentifier", "restoreToPointInTime.sourceDbInstanceAutomatedBackupsArn"],
    ["neptune/cluster", "P2", "snapshotIdentifier"],
    ["docdb/cluster", "P2", "snapshotIdentifier"],
    ["redshift/cluster", "P2", "snapshotArn"],
    ["rds/snapshotCopy", "P2", "sourceDbSnapshotIdentifier"],
    ["rds/clusterSnapshotCopy", "P2", "sourceDbClusterSnapshotIdentifier"],
  ]),
  ...rows(shared(26, "copy"), [
    ["odb/network", "P2", "crossRegionS3RestoreSourcesAccesses[]"],
    ["rds/snapshotCopy", "P1", "destinationRegion"],
    ["rds/clusterSnapshotCopy", "P1", "destinationRegion"],
  ]),
  ...rows(shared(26, "share"), [
    ["rds/snapshotCopy", "P5", "sharedAccounts[]"],
    ["rds/clusterSnapshotCopy", "P5", "sharedAccounts[]"],
    ["rds/snapshot", "P5", "sharedAccounts[]"],
    ["rds/clusterSnapshot", "P5", "sharedAccounts[]"],
    ["redshift/cluster", "P2", "ownerAccount"],
    ["redshift/endpointAccess", "P2", "resourceOwner"],
    ["redshiftserverless/endpointAccess", "P2", "ownerAccount"],
  ]),
  ...rows({ rule: "RES-15", channel: 26, mechanism: "copy" }, [
    ["rds/exportTask", "P4", "s3BucketName"],
    ["rds/cluster", "P4", "s3Import.bucketName"],
    ["rds/instance", "P4", "s3Import.bucketName"],
  ]),
  ...rows({ rule: "RES-24", channel: 27, mechanism: "copy" }, [
    ["ebs/snapshotCopy", "P2", "sourceRegion"],
    ["ec2/amiCopy", "P2", "sourceAmiRegion"],
    ["imagebuilder/distributionConfiguration", "P1", "distributions[].region"],
    ["imagebuilder/distributionConfiguration", "P4", "distributions[].s3ExportConfiguration.s3Bucket"],
    [
      "dlm/lifecyclePolicy",
      "P1",
      "policyDetails.action.crossRegionCopies[].target",
      "policyDetails.schedules[].crossRegionCopyRules[].target",
      "policyDetails.schedules[].crossRegionCopyRules[].targetRegion",
    ],
  ]),
  ...rows({ rule: "RES-24", channel: 27, mechanism: "grant" }, [
    ["ec2/snapshotCreateVolumePermission", "P5", "accountId"],
    ["ec2/amiLaunchPermission", "P5", "accountId", "group", "organizationArn", "organizationalUnitArn"],
    ["dlm/lifecyclePolicy", "P5", "policyDetails.schedules[].shareRule.targetAccounts[]"],
    [
      "imagebuilder/distributionConfiguration",
      "P5",
      "distributions[].amiDistributionConfiguration.targetAccountIds[]",
      "distributions[].amiDistributionConfiguration.launchPermission.userIds[]",
      "distributions[].amiDistributionConfiguration.launchPermission.userGroups[]",
      "distributions[].amiDistributionConfiguration.launchPermission.organizationArns[]",
      "distributions[].amiDistributionConfiguration.launchPermission.organizationalUnitArns[]",
    ],
  ]),
  ...rows(
    {
      ...shared(28, "replication"),
      bare: memberOf("elasticache/globalReplicationGroup", "globalReplicationGroupId"),
    },
    [["elasticache/replicationGroup", "P2", "globalReplicationGroupId"]],
  ),
  ...rows(
    { ...shared(28, "replication"), bare: memberOf("memorydb/multiRegionCluster", "multiRegionClusterName") },
    [["memorydb/cluster", "P2", "multiRegionClusterName"]],
  ),
  ...rows({ ...shared(28, "replication"), bare: "here" }, [
    ["elasticache/globalReplicationGroup", "P2", "primaryReplicationGroupId"],
  ]),
  ...rows(shared(28, "replication"), [
    ["dsql/cluster", "P1", "multiRegionProperties.witnessRegion"],
    ["dsql/cluster", "P3", "multiRegionProperties.clusters[]"],
    ["dsql/clusterPeering", "P1", "witnessRegion"],
    ["dsql/clusterPeering", "P3", "clusters[]"],
    ["keyspaces/keyspace", "P1", "replicationSpecification.regionLists[]"],
  ]),
  ...rows(shared(28, "copy"), [
    ["elasticache/replicationGroup", "P4", "snapshotArns[]"],
    ["elasticache/cluster", "P4", "snapshotArns"],
    ["memorydb/cluster", "P4", "snapshotArns[]"],
  ]),
  ...rows({ rule: "RES-24", channel: 29, mechanism: "replication" }, [
    ["efs/replicationConfiguration", "P1", "destination.region"],
  ]),
  ...rows({ rule: "RES-11", channel: 30, mechanism: "backup" }, [
    [
      "backup/plan",
      "P3",
      "rules[].copyActions[].destinationVaultArn",
      "rules[].targetLogicallyAirGappedBackupVaultArn",
    ],
    ["backup/reportPlan", "P4", "reportDeliveryChannel.s3BucketName"],
    ["backup/reportPlan", "P1", "reportSetting.regions[]"],
    ["backup/reportPlan", "P5", "reportSetting.accounts[]"],
  ]),
];
