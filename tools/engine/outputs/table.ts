/**
 * What AWS computes for the types that the platform uses: ids, ARNs and names by template. Data only: the engine's
 * resolved mode and the stand-in provider both read it.
 *
 * A template names `{name}` (the physical name: the `nameFrom` input, else the logical name and a hash), `{region}`,
 * `{account}`, `{partition}`, `{uuid}`, `{hex8}`, `{hex17}`, `{logical}`, `{id}`, or any string input of the resource. An
 * output whose template names something that is not known stays unknown. Formats: the AWS service authorization reference
 * and the provider's import formats.
 */
export interface ComputedOutputs {
  /** The input that is the physical name, default `name`. */
  nameFrom?: string;
  id: string;
  outputs?: Readonly<Record<string, string>>;
}

const regional = (service: string, resource: string) =>
  `arn:{partition}:${service}:{region}:{account}:${resource}`;
const global = (service: string, resource: string) => `arn:{partition}:${service}::{account}:${resource}`;

/** Types whose id is their ARN. */
const byArn = (arn: string, more: Omit<ComputedOutputs, "id"> = {}): ComputedOutputs => ({
  ...more,
  id: arn,
  outputs: { arn, ...more.outputs },
});
/** Types whose id is something else. */
const byId = (id: string, arn: string, more: Omit<ComputedOutputs, "id"> = {}): ComputedOutputs => ({
  ...more,
  id,
  outputs: { arn, ...more.outputs },
});
const plainId = (id: string): ComputedOutputs => ({ id });

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

const storage: Record<string, ComputedOutputs> = {
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
  "aws:kms/key:Key": byId("{uuid}", regional("kms", "key/{uuid}"), { outputs: { keyId: "{uuid}" } }),
  "aws:kms/replicaKey:ReplicaKey": byId("{uuid}", regional("kms", "key/{uuid}"), {
    outputs: { keyId: "{uuid}" },
  }),
  "aws:kms/alias:Alias": byId("{name}", regional("kms", "{name}")),
  "aws:dynamodb/table:Table": byId("{name}", regional("dynamodb", "table/{name}"), {
    outputs: { streamArn: regional("dynamodb", "table/{name}/stream/2026-01-01T00:00:00.000") },
  }),
  "aws:ecr/repository:Repository": byId("{name}", regional("ecr", "repository/{name}"), {
    outputs: { repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{name}", registryId: "{account}" },
  }),
  "aws:backup/vault:Vault": byId("{name}", regional("backup", "backup-vault:{name}")),
  "aws:backup/plan:Plan": byId("{uuid}", regional("backup", "backup-plan:{uuid}")),
  "aws:efs/fileSystem:FileSystem": byId(
    "fs-{hex17}",
    regional("elasticfilesystem", "file-system/fs-{hex17}"),
  ),
};

const catalog: Record<string, ComputedOutputs> = {
  "aws:glue/catalogDatabase:CatalogDatabase": byId("{account}:{name}", regional("glue", "database/{name}"), {
    outputs: { catalogId: "{account}" },
  }),
  "aws:glue/catalogTable:CatalogTable": byId(
    "{account}:{databaseName}:{name}",
    regional("glue", "table/{databaseName}/{name}"),
    { outputs: { catalogId: "{account}" } },
  ),
  "aws:glue/catalogTableOptimizer:CatalogTableOptimizer": plainId(
    "{catalogId},{databaseName},{tableName},{type}",
  ),
  "aws:glue/connection:Connection": byId("{account}:{name}", regional("glue", "connection/{name}")),
  "aws:glue/dataQualityRuleset:DataQualityRuleset": byId(
    "{name}",
    regional("glue", "dataQualityRuleset/{name}"),
  ),
  "aws:glue/job:Job": byId("{name}", regional("glue", "job/{name}")),
  "aws:glue/crawler:Crawler": byId("{name}", regional("glue", "crawler/{name}")),
  "aws:glue/registry:Registry": byArn(regional("glue", "registry/{name}"), { nameFrom: "registryName" }),
  "aws:glue/schema:Schema": byArn(regional("glue", "schema/{name}"), { nameFrom: "schemaName" }),
  "aws:glue/securityConfiguration:SecurityConfiguration": plainId("{name}"),
  "aws:glue/resourcePolicy:ResourcePolicy": plainId("{account}"),
  "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings": plainId("{account}"),
  "aws:lakeformation/lfTag:LfTag": plainId("{account}:{key}"),
  "aws:lakeformation/lfTagExpression:LfTagExpression": plainId("{name},{account}"),
  "aws:lakeformation/resource:Resource": plainId("{hex8}"),
  "aws:lakeformation/dataCellsFilter:DataCellsFilter": plainId("{hex8}"),
  "aws:lakeformation/dataLakeSettings:DataLakeSettings": plainId("{hex8}"),
  "aws:athena/workgroup:Workgroup": byId("{name}", regional("athena", "workgroup/{name}")),
  "aws:athena/database:Database": plainId("{name}"),
  "aws:athena/namedQuery:NamedQuery": plainId("{uuid}"),
};

const identity: Record<string, ComputedOutputs> = {
  "aws:iam/role:Role": byId("{name}", global("iam", "role{path}{name}"), {
    outputs: { uniqueId: "AROA{hex17}" },
  }),
  "aws:iam/policy:Policy": byArn(global("iam", "policy{path}{name}"), {
    outputs: { policyId: "ANPA{hex17}" },
  }),
  "aws:iam/user:User": byId("{name}", global("iam", "user{path}{name}")),
  "aws:iam/group:Group": byId("{name}", global("iam", "group{path}{name}")),
  "aws:iam/instanceProfile:InstanceProfile": byId("{name}", global("iam", "instance-profile{path}{name}")),
  "aws:iam/rolePolicy:RolePolicy": plainId("{role}:{name}"),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": plainId("{role}-{hex17}"),
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": byArn(
    global("iam", "role/aws-service-role/{awsServiceName}/AWSServiceRole{hex8}"),
  ),
  "aws:ram/resourceShare:ResourceShare": byArn(regional("ram", "resource-share/{uuid}")),
  "aws:ram/principalAssociation:PrincipalAssociation": plainId("{resourceShareArn},{principal}"),
  "aws:ram/resourceAssociation:ResourceAssociation": plainId("{resourceShareArn},{resourceArn}"),
  "aws:organizations/policy:Policy": byId(
    "p-{hex8}",
    "arn:{partition}:organizations::{account}:policy/p-{hex8}",
  ),
  "aws:organizations/organizationalUnit:OrganizationalUnit": byId(
    "ou-{hex8}",
    "arn:{partition}:organizations::{account}:ou/ou-{hex8}",
  ),
  "aws:organizations/policyAttachment:PolicyAttachment": plainId("{targetId}:{policyId}"),
  "aws:secretsmanager/secret:Secret": byArn(regional("secretsmanager", "secret:{name}-{hex8}")),
  "aws:ssm/parameter:Parameter": byId("{name}", regional("ssm", "parameter{name}")),
};

const watching: Record<string, ComputedOutputs> = {
  "aws:cloudtrail/trail:Trail": byArn(regional("cloudtrail", "trail/{name}"), {
    outputs: { homeRegion: "{region}" },
  }),
  "aws:cloudtrail/eventDataStore:EventDataStore": byArn(regional("cloudtrail", "eventdatastore/{uuid}")),
  "aws:cfg/recorder:Recorder": plainId("{name}"),
  "aws:cfg/recorderStatus:RecorderStatus": plainId("{name}"),
  "aws:cfg/deliveryChannel:DeliveryChannel": plainId("{name}"),
  "aws:cfg/rule:Rule": byId("{name}", regional("config", "config-rule/config-rule-{hex8}")),
  "aws:cloudwatch/logGroup:LogGroup": byId("{name}", regional("logs", "log-group:{name}")),
  "aws:cloudwatch/metricAlarm:MetricAlarm": byId("{name}", regional("cloudwatch", "alarm:{name}")),
  "aws:cloudwatch/dashboard:Dashboard": {
    nameFrom: "dashboardName",
    id: "{name}",
    outputs: { dashboardArn: "arn:{partition}:cloudwatch::{account}:dashboard/{name}" },
  },
  "aws:cloudwatch/eventBus:EventBus": byId("{name}", regional("events", "event-bus/{name}")),
  "aws:cloudwatch/eventRule:EventRule": byId("{name}", regional("events", "rule/{name}")),
  "aws:guardduty/detector:Detector": byId("{hex17}", regional("guardduty", "detector/{hex17}"), {
    outputs: { accountId: "{account}" },
  }),
  "aws:macie2/account:Account": plainId("{account}"),
  "aws:securityhub/account:Account": byId("{account}", regional("securityhub", "hub/default")),
  "aws:sns/topic:Topic": byArn(regional("sns", "{name}"), { outputs: { owner: "{account}" } }),
  "aws:sqs/queue:Queue": byId(
    "https://sqs.{region}.amazonaws.com/{account}/{name}",
    regional("sqs", "{name}"),
    {
      outputs: { url: "https://sqs.{region}.amazonaws.com/{account}/{name}" },
    },
  ),
  "aws:budgets/budget:Budget": byId("{account}:{name}", "arn:{partition}:budgets::{account}:budget/{name}"),
};

const compute: Record<string, ComputedOutputs> = {
  "aws:lambda/function:Function": byId("{name}", regional("lambda", "function:{name}"), {
    outputs: {
      invokeArn:
        "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/" +
        regional("lambda", "function:{name}") +
        "/invocations",
      qualifiedArn: regional("lambda", "function:{name}:1"),
      version: "1",
    },
  }),
  "aws:sfn/stateMachine:StateMachine": byArn(regional("states", "stateMachine:{name}")),
  "aws:kinesis/stream:Stream": byArn(regional("kinesis", "stream/{name}")),
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": byArn(
    regional("firehose", "deliverystream/{name}"),
  ),
  "aws:msk/cluster:Cluster": byArn(regional("kafka", "cluster/{clusterName}/{uuid}"), {
    nameFrom: "clusterName",
    outputs: { bootstrapBrokersSaslIam: "b-1.{clusterName}.{hex8}.c1.kafka.{region}.amazonaws.com:9098" },
  }),
  "aws:emrserverless/application:Application": byId(
    "{hex17}",
    regional("emr-serverless", "/applications/{hex17}"),
  ),
  "aws:rds/cluster:Cluster": byId("{name}", regional("rds", "cluster:{name}"), {
    nameFrom: "clusterIdentifier",
    outputs: { endpoint: "{name}.cluster-{hex8}.{region}.rds.amazonaws.com" },
  }),
  "aws:redshiftserverless/namespace:Namespace": byId(
    "{name}",
    regional("redshift-serverless", "namespace/{uuid}"),
    {
      nameFrom: "namespaceName",
      outputs: { namespaceId: "{uuid}" },
    },
  ),
  "aws:redshiftserverless/workgroup:Workgroup": byId(
    "{name}",
    regional("redshift-serverless", "workgroup/{uuid}"),
    {
      nameFrom: "workgroupName",
      outputs: { workgroupId: "{uuid}" },
    },
  ),
  "aws:ec2/vpc:Vpc": byId("vpc-{hex17}", regional("ec2", "vpc/vpc-{hex17}"), {
    outputs: { ownerId: "{account}" },
  }),
  "aws:ec2/subnet:Subnet": byId("subnet-{hex17}", regional("ec2", "subnet/subnet-{hex17}")),
  "aws:ec2/routeTable:RouteTable": byId("rtb-{hex17}", regional("ec2", "route-table/rtb-{hex17}")),
  "aws:ec2/securityGroup:SecurityGroup": byId("sg-{hex17}", regional("ec2", "security-group/sg-{hex17}")),
  "aws:ec2/vpcEndpoint:VpcEndpoint": byId("vpce-{hex17}", regional("ec2", "vpc-endpoint/vpce-{hex17}")),
  "aws:ec2/flowLog:FlowLog": byId("fl-{hex17}", regional("ec2", "vpc-flow-log/fl-{hex17}")),
};

export const computedOutputs: Readonly<Record<string, ComputedOutputs>> = {
  ...storage,
  ...catalog,
  ...identity,
  ...watching,
  ...compute,
};

/** For AWS types without a row: the shape that most ARNs have. `{service}` and `{class}` come from the token. */
export const fallbackOutputs = {
  id: "{name}",
  regionalArn: "arn:{partition}:{service}:{region}:{account}:{class}/{name}",
  globalArn: "arn:{partition}:{service}::{account}:{class}/{name}",
} as const;

/** Computed outputs that mean the same on every type. */
export const commonOutputs: Readonly<Record<string, string>> = {
  accountId: "{account}",
  ownerId: "{account}",
  ownerAccountId: "{account}",
  catalogId: "{account}",
  region: "{region}",
};

/** Services whose ARNs say something else than the module of the SDK that holds them. */
export const serviceNames: Readonly<Record<string, string>> = {
  cfg: "config",
  msk: "kafka",
  kinesisanalyticsv2: "kinesisanalytics",
  mwaa: "airflow",
  opensearch: "es",
  sfn: "states",
};
