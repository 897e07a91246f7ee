import {
  given,
  matches,
  no,
  oneOf,
  optional,
  requirements,
  unless,
  when,
  yes,
  type Row,
} from "./requirement";

const modern = (pattern: RegExp) => matches(pattern, "use a policy of TLS 1.2 or later");
const domainPolicy = modern(/^Policy-Min-TLS-1-[23]\b/);
const edgePolicy = modern(/^(?:TLS_1_[23]$|SecurityPolicy_TLS1[23]_)/);
const viewers = oneOf("https-only", "redirect-to-https");
const databaseEngines = [
  "aurora",
  "aurora-postgresql",
  "azuredb",
  "db2",
  "docdb",
  "mariadb",
  "mongodb",
  "mysql",
  "oracle",
  "postgres",
  "sqlserver",
  "sybase",
];

const data: readonly Row[] = [
  ["msk/cluster", "encryptionInfo.encryptionInTransit.clientBroker", oneOf("TLS"), optional],
  ["msk/cluster", "encryptionInfo.encryptionInTransit.inCluster", yes, optional],
  ["msk/cluster", "clientAuthentication.unauthenticated", no, optional],
  ["mskconnect/connector", "kafkaClusterEncryptionInTransit.encryptionType", oneOf("TLS")],
  ["opensearch/domain", "domainEndpointOptions.enforceHttps", yes],
  ["opensearch/domain", "domainEndpointOptions.tlsSecurityPolicy", domainPolicy],
  ["opensearch/domain", "nodeToNodeEncryption.enabled", yes],
  ["elasticsearch/domain", "domainEndpointOptions.enforceHttps", yes],
  ["elasticsearch/domain", "domainEndpointOptions.tlsSecurityPolicy", domainPolicy],
  ["elasticsearch/domain", "nodeToNodeEncryption.enabled", yes],
  ["elasticache/replicationGroup", "transitEncryptionEnabled", yes],
  ["elasticache/replicationGroup", "transitEncryptionMode", oneOf("required"), optional],
  ["elasticache/replicationGroup", "userGroupIds", given, unless("authToken", "authTokenWo")],
  ["elasticache/cluster", "transitEncryptionEnabled", yes, unless("replicationGroupId")],
  ["elasticache/serverlessCache", "userGroupId", given, when("engine", "redis", "valkey")],
  ["memorydb/cluster", "tlsEnabled", yes, optional],
  ["memorydb/cluster", "aclName", matches(/^(?!open-access$)/, "name an access list with users")],
  ["memorydb/multiRegionCluster", "tlsEnabled", yes, optional],
  ["dax/cluster", "clusterEndpointEncryptionType", oneOf("TLS")],
  ["rds/proxy", "requireTls", yes],
  // Only a parameter group of one's own can refuse plain connections in every engine.
  ["rds/cluster", "dbClusterParameterGroupName", given],
  ["rds/instance", "parameterGroupName", given],
  [
    "dms/endpoint",
    "sslMode",
    oneOf("require", "verify-ca", "verify-full"),
    when("engineName", ...databaseEngines),
  ],
  [
    "dms/endpoint",
    "kafkaSettings?.securityProtocol",
    oneOf("ssl-encryption", "ssl-authentication", "sasl-ssl"),
  ],
  ["dms/endpoint", "redisSettings?.sslSecurityProtocol", oneOf("ssl-encryption"), optional],
  ["glue/connection", "connectionProperties.JDBC_ENFORCE_SSL", yes, when("connectionType", "JDBC")],
  ["glue/connection", "connectionProperties.KAFKA_SSL_ENABLED", yes, when("connectionType", "KAFKA")],
  ["quicksight/dataSource", "sslProperties.disableSsl", no, optional],
  ["emr/securityConfiguration", "configuration{}.EncryptionConfiguration.EnableInTransitEncryption", yes],
  ["ecs/taskDefinition", "volumes[].efsVolumeConfiguration?.transitEncryption", oneOf("ENABLED")],
];

const front: readonly Row[] = [
  [
    "transfer/server",
    "securityPolicyName",
    modern(/^TransferSecurityPolicy-(?:202[2-9]|FIPS|PQ|Restricted|SshAuditCompliant)/),
  ],
  ["transfer/server", "protocols[]", oneOf("SFTP", "FTPS", "AS2")],
  ["apigateway/domainName", "securityPolicy", edgePolicy],
  ["apigatewayv2/domainName", "domainNameConfiguration.securityPolicy", edgePolicy],
  ["cloudfront/distribution", "viewerCertificate.minimumProtocolVersion", modern(/^TLSv1\.[23]_/)],
  ["cloudfront/distribution", "defaultCacheBehavior.viewerProtocolPolicy", viewers],
  ["cloudfront/distribution", "orderedCacheBehaviors[].viewerProtocolPolicy", viewers],
  ["cloudfront/distribution", "origins[].customOriginConfig?.originProtocolPolicy", oneOf("https-only")],
  ...["lb/listener", "alb/listener"].flatMap((listener): Row[] => [
    // A plain listener may send callers on to the encrypted one.
    [
      listener,
      "protocol",
      oneOf("HTTPS", "TLS", "TCP", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC", "GENEVE"),
      unless("defaultActions[].redirect"),
    ],
    [
      listener,
      "sslPolicy",
      modern(/^ELBSecurityPolicy-(?:TLS13-1-[23]|TLS-1-2|FS-1-2)/),
      when("protocol", "HTTPS", "TLS"),
    ],
  ]),
  ["vpclattice/listener", "protocol", oneOf("HTTPS", "TLS_PASSTHROUGH")],
  ["elb/loadBalancer", "listeners[].lbProtocol", oneOf("https", "ssl", "tcp", "HTTPS", "SSL", "TCP")],
  [
    "sns/topicSubscription",
    "protocol",
    oneOf("sqs", "lambda", "firehose", "https", "email", "email-json", "sms", "application"),
  ],
  ["cloudwatch/eventApiDestination", "invocationEndpoint", matches(/^https:\/\//, "use an https address")],
];

/** Where each service is told to encrypt, and to authenticate, what it sends and accepts. Checked against the SDK by the spec. */
export const transportRequirements = requirements([...data, ...front]);

/** Parameters of database engines that refuse plain connections, and what they are where nobody sets them. */
export interface EngineParameter {
  types: readonly string[];
  /** Families of engines that know the parameter. */
  family: RegExp;
  parameter: string;
  values: readonly string[];
  /** The engine's default already refuses plain connections. */
  optional?: boolean;
}

const rdsGroups = [
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
];

/** Sources: RDS, DocumentDB and Neptune user guides, chapters on TLS. Before PostgreSQL 15 the default was to accept. */
export const engineParameters: readonly EngineParameter[] = [
  {
    types: rdsGroups,
    family: /^(?:aurora-)?postgres|^sqlserver/,
    parameter: "rds.force_ssl",
    values: ["1", "true"],
  },
  {
    types: rdsGroups,
    family: /^(?:aurora-)?mysql|^mariadb/,
    parameter: "require_secure_transport",
    values: ["ON", "1"],
  },
  {
    types: ["aws:docdb/clusterParameterGroup:ClusterParameterGroup"],
    family: /^docdb/,
    parameter: "tls",
    values: ["enabled", "tls1.2+", "tls1.3+", "fips-140-3"],
    optional: true,
  },
  {
    types: ["aws:neptune/clusterParameterGroup:ClusterParameterGroup"],
    family: /^neptune/,
    parameter: "neptune_enforce_ssl",
    values: ["1"],
    optional: true,
  },
];
