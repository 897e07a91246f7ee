import { atLeast, key, no, oneOf, optional, requirements, unless, yes, type Row } from "./requirement";

/** Days of automatic backups that a store keeps at least. */
const backupDays = atLeast(7);

const history: readonly Row[] = [
  ["dynamodb/table", "pointInTimeRecovery.enabled", yes],
  ["dynamodb/table", "replicas[].pointInTimeRecovery", yes],
  ["dynamodb/tableReplica", "pointInTimeRecovery", yes],
  ["keyspaces/table", "pointInTimeRecovery.status", oneOf("ENABLED")],
  ["rds/cluster", "backupRetentionPeriod", backupDays],
  ["rds/instance", "backupRetentionPeriod", backupDays, unless("replicateSourceDb")],
  ["neptune/cluster", "backupRetentionPeriod", backupDays],
  ["docdb/cluster", "backupRetentionPeriod", backupDays],
  ["docdb/elasticCluster", "backupRetentionPeriod", backupDays],
  ["redshift/cluster", "automatedSnapshotRetentionPeriod", backupDays],
  ["memorydb/cluster", "snapshotRetentionLimit", backupDays],
  ["fsx/ontapFileSystem", "automaticBackupRetentionDays", backupDays],
  ["fsx/openZfsFileSystem", "automaticBackupRetentionDays", backupDays],
  ["fsx/windowsFileSystem", "automaticBackupRetentionDays", backupDays],
];

const zones: readonly Row[] = [
  ["rds/instance", "multiAz", yes, unless("replicateSourceDb")],
  ["dms/replicationInstance", "multiAz", yes],
  ["dms/replicationConfig", "computeConfig.multiAz", yes],
  ["elasticache/replicationGroup", "automaticFailoverEnabled", yes],
  ["elasticache/replicationGroup", "multiAzEnabled", yes],
  ["memorydb/cluster", "numReplicasPerShard", atLeast(1), optional],
  ["opensearch/domain", "clusterConfig.zoneAwarenessEnabled", yes],
  ["mq/broker", "deploymentMode", oneOf("ACTIVE_STANDBY_MULTI_AZ", "CLUSTER_MULTI_AZ")],
];

/** How far back a store can be restored, and whether it outlives one data centre. Checked against the SDK by the spec. */
export const recoveryRequirements = [...requirements(history), ...requirements(zones, { prodOnly: true })];

const protection: readonly Row[] = [
  ["dynamodb/table", "deletionProtectionEnabled", yes],
  ["dynamodb/table", "replicas[].deletionProtectionEnabled", yes],
  ["dynamodb/tableReplica", "deletionProtectionEnabled", yes],
  ["rds/cluster", "deletionProtection", yes],
  ["rds/instance", "deletionProtection", yes, unless("replicateSourceDb")],
  ["rds/globalCluster", "deletionProtection", yes],
  ["neptune/cluster", "deletionProtection", yes],
  ["neptune/globalCluster", "deletionProtection", yes],
  ["neptunegraph/graph", "deletionProtection", yes],
  ["docdb/cluster", "deletionProtection", yes],
  ["docdb/globalCluster", "deletionProtection", yes],
  ["dsql/cluster", "deletionProtectionEnabled", yes],
  ["cognito/userPool", "deletionProtection", oneOf("ACTIVE")],
];

/** What a destroy does away with, beyond `protect`: final snapshots skipped, contents deleted with their container. */
const lastCopies: readonly Row[] = [
  ["rds/cluster", "skipFinalSnapshot", no, optional],
  ["rds/instance", "skipFinalSnapshot", no, { ...optional, ...unless("replicateSourceDb") }],
  ["neptune/cluster", "skipFinalSnapshot", no, optional],
  ["docdb/cluster", "skipFinalSnapshot", no, optional],
  ["redshift/cluster", "skipFinalSnapshot", no, optional],
  ["fsx/openZfsFileSystem", "skipFinalBackup", no, optional],
  ["fsx/windowsFileSystem", "skipFinalBackup", no, optional],
  ["s3/bucket", "forceDestroy", no, optional],
  ["s3/bucketV2", "forceDestroy", no, optional],
  ["s3tables/tableBucket", "forceDestroy", no, optional],
  ["s3/vectorsVectorBucket", "forceDestroy", no, optional],
  ["backup/vault", "forceDestroy", no, optional],
  ["ecr/repository", "forceDelete", no, optional],
  ["athena/database", "forceDestroy", no, optional],
  ["dsql/cluster", "forceDestroy", no, optional],
];

/** What keeps a production store from being deleted in passing. Checked against the SDK by the spec. */
export const deletionRequirements = requirements([...protection, ...lastCopies], { prodOnly: true });

/** What a place for backups has to be told. Checked against the SDK by the spec. */
export const backupRequirements = requirements([
  ["backup/vault", "kmsKeyArn", key],
  ["backup/logicallyAirGappedVault", "encryptionKeyArn", key],
  ["backup/vaultLockConfiguration", "minRetentionDays", atLeast(1)],
]);
