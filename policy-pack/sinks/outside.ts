import { rows, type Sink } from "./row";

const external = (channel: number) => ({ rule: "RES-22", channel, mechanism: "endpoint" as const });
const hosts = (channel: number) => ({ ...external(channel), bare: "host" as const });
const models = { rule: "RES-18", channel: 48, mechanism: "inference" as const, bare: "model" as const };
const network = (channel: number) => ({ rule: "RES-20", channel, mechanism: "network" as const });
const profile = "connectorProfileConfig.connectorProfileProperties";
const vendors = [
  ...[
    "datadog",
    "dynatrace",
    "inforNexus",
    "marketo",
    "salesforce",
    "serviceNow",
    "slack",
    "veeva",
    "zendesk",
  ],
];
const databases = [
  ...["aurora", "auroraPostgresql", "databricks", "mariaDb", "mysql", "oracle", "postgresql", "presto"],
  ...["redshift", "snowflake", "spark", "sqlServer", "teradata"],
];

const providers = [
  ...["docDb", "ibmDb2Luw", "ibmDb2Zos", "mariaDb", "microsoftSqlServer", "mongoDb", "mysql"],
  ...["oracle", "postgresql", "redshift", "sybaseAse"],
];

/** Systems of others, models, networks, people and pipelines (channels 17, 40 to 43, 46, 48, 57, 60 and 63). */
export const outsideSinks: readonly Sink[] = [
  ...rows(hosts(17), [
    [
      "glue/connection",
      "P4",
      "connectionProperties.JDBC_CONNECTION_URL",
      "connectionProperties.CONNECTION_URL",
      "connectionProperties.HOST",
      "connectionProperties.KAFKA_BOOTSTRAP_SERVERS",
      "authenticationConfiguration.oauth2Properties.tokenUrl",
    ],
  ]),
  ...rows(external(17), [
    ["glue/connection", "P5", "connectionProperties.ROLE_ARN"],
    ["glue/catalog", "P2", "targetRedshiftCatalog.catalogArn"],
  ]),
  ...rows({ ...external(17), bare: "here" }, [
    ["glue/catalog", "P2", "federatedCatalog.identifier"],
    ["glue/catalogDatabase", "P2", "federatedDatabase.identifier"],
  ]),
  ...rows(hosts(40), [
    [
      "dms/endpoint",
      "P4",
      "serverName",
      "kafkaSettings.broker",
      "elasticsearchSettings.endpointUri",
      "redisSettings.serverName",
      "oracleSettings.asmServer",
    ],
  ]),
  ...rows(hosts(40), [
    [
      "dms/dataProvider",
      "P4",
      ...providers.map((provider) => `settings.${provider}Settings.serverName`),
      "settings.oracleSettings.asmServer",
    ],
  ]),
  ...rows(external(40), [
    ["dms/endpoint", "P3", "kinesisSettings.streamArn"],
    ["dms/endpoint", "P4", "redshiftSettings.bucketName"],
    ["dms/replicationConfig", "P2", "sourceEndpointArn"],
    ["dms/replicationConfig", "P3", "targetEndpointArn"],
  ]),
  ...rows(hosts(36), [
    ["cloudwatch/eventApiDestination", "P4", "invocationEndpoint"],
    ["cloudwatch/eventConnection", "P4", "authParameters.oauth.authorizationEndpoint"],
  ]),
  ...rows(hosts(41), [
    ["appflow/connectorProfile", "P4", ...vendors.map((vendor) => `${profile}.${vendor}.instanceUrl`)],
    [
      "appflow/connectorProfile",
      "P4",
      `${profile}.redshift.databaseUrl`,
      `${profile}.sapoData.applicationHostUrl`,
    ],
    ["appintegrations/dataIntegration", "P4", "sourceUri"],
  ]),
  ...rows(external(41), [
    ["appflow/connectorProfile", "P1", `${profile}.snowflake.region`],
    ["appflow/connectorProfile", "P4", `${profile}.snowflake.bucketName`, `${profile}.redshift.bucketName`],
  ]),
  ...rows(hosts(42), [
    ["datasync/locationObjectStorage", "P4", "serverHostname"],
    ["datasync/locationAzureBlob", "P4", "containerUrl"],
    ["datasync/locationHdfs", "P4", "nameNodes[].hostname"],
    ["datasync/locationSmb", "P4", "serverHostname"],
    ["datasync/nfsLocation", "P4", "serverHostname"],
  ]),
  ...rows(external(42), [
    ["datasync/task", "P2", "sourceLocationArn"],
    ["datasync/task", "P3", "destinationLocationArn"],
  ]),
  ...rows(hosts(43), [
    ["transfer/connector", "P4", "url"],
    ["securitylake/subscriberNotification", "P4", "configuration.httpsNotificationConfiguration.endpoint"],
  ]),
  ...rows({ rule: "RES-19", channel: 46, mechanism: "copy", bare: "host" }, [
    ["quicksight/dataSource", "P4", ...databases.map((database) => `parameters.${database}.host`)],
  ]),
  ...rows({ rule: "RES-19", channel: 46, mechanism: "copy" }, [
    ["quicksight/dataSource", "P4", "parameters.s3.manifestFileLocation.bucket"],
    ["quicksight/analysis", "P5", "permissions[].principal"],
    ["quicksight/dashboard", "P5", "permissions[].principal"],
    ["quicksight/dataSet", "P5", "permissions[].principal", "columnLevelPermissionRules[].principals[]"],
    ["quicksight/dataSource", "P5", "permissions[].principal"],
    ["quicksight/folder", "P5", "permissions[].principal"],
    ["quicksight/template", "P5", "permissions[].principal"],
    ["quicksight/theme", "P5", "permissions[].principal"],
  ]),
  ...rows(models, [
    ["bedrock/inferenceProfile", "P3", "modelSource.copyFrom"],
    ["bedrock/agentAgent", "P3", "foundationModel"],
    ["bedrock/guardrail", "P3", "crossRegionConfig.guardrailProfileIdentifier"],
    [
      "bedrock/agentKnowledgeBase",
      "P3",
      "knowledgeBaseConfiguration.vectorKnowledgeBaseConfiguration.embeddingModelArn",
      "knowledgeBaseConfiguration.managedKnowledgeBaseConfiguration.embeddingModelArn",
    ],
    ["bedrock/agentPrompt", "P3", "variants[].modelId"],
    ["bedrock/agentFlow", "P3", "definition.nodes[].configuration.prompt.sourceConfiguration.inline.modelId"],
    ["bedrock/provisionedModelThroughput", "P3", "modelArn"],
    ["bedrock/customModel", "P3", "baseModelIdentifier"],
    ["bedrockmodel/invocationJob", "P3", "modelId"],
    ["bedrock/agentcoreHarness", "P3", "model.bedrockModelConfig.modelId"],
  ]),
  ...rows(network(57), [
    ["ec2/vpcPeeringConnection", "P1", "peerRegion"],
    ["ec2/vpcPeeringConnection", "P5", "peerOwnerId"],
    ["ec2transitgateway/peeringAttachment", "P1", "peerRegion"],
    ["ec2transitgateway/peeringAttachment", "P5", "peerAccountId"],
    ["ec2/vpcEndpoint", "P1", "serviceRegion"],
    ["ec2/vpcEndpointService", "P1", "supportedRegions[]"],
    ["ec2/vpcEndpointService", "P5", "allowedPrincipals[]"],
    ["ec2/vpcEndpointServiceAllowedPrinciple", "P5", "principalArn"],
    ["route53/zone", "P1", "vpcs[].vpcRegion"],
    ["route53/zoneAssociation", "P1", "vpcRegion"],
    ["route53/vpcAssociationAuthorization", "P1", "vpcRegion"],
    ["networkmanager/coreNetwork", "P1", "basePolicyRegions[]"],
    ["networkmanager/dxGatewayAttachment", "P1", "edgeLocations[]"],
    ["networkmanager/connectAttachment", "P1", "edgeLocation"],
    ["globalaccelerator/endpointGroup", "P1", "endpointGroupRegion"],
    ["globalaccelerator/customRoutingEndpointGroup", "P1", "endpointGroupRegion"],
    ["directconnect/gatewayAssociation", "P5", "associatedGatewayOwnerAccountId"],
    ["directconnect/gatewayAssociationProposal", "P5", "dxGatewayOwnerAccountId"],
    ["ec2/vpcIpam", "P1", "operatingRegions[].regionName"],
    ["ec2/vpcIpamResourceDiscovery", "P1", "operatingRegions[].regionName"],
  ]),
  ...rows({ ...network(57), bare: "text" }, [
    ["networkmanager/coreNetworkPolicyAttachment", "P4", "policyDocument"],
    ["networkmanager/coreNetwork", "P4", "basePolicyDocument"],
    ["ec2/vpcEndpoint", "P4", "serviceName"],
  ]),
  ...rows({ rule: "RES-25", channel: 60, mechanism: "replication" }, [
    ["ssoadmin/region", "P1", "regionName"],
    ["cognito/userPool", "P1", "smsConfiguration.snsRegion"],
    ["cognito/userPool", "P3", "emailConfiguration.sourceArn"],
    ["directoryservice/serviceRegion", "P1", "regionName"],
  ]),
  ...rows({ rule: "RES-24", channel: 63, mechanism: "copy" }, [
    ["codepipeline/pipeline", "P1", "artifactStores[].region", "stages[].actions[].region"],
    ["codepipeline/pipeline", "P4", "artifactStores[].location"],
    ["cloudformation/stackInstances", "P1", "regions[]"],
    ["cloudformation/stackSetInstance", "P1", "stackSetInstanceRegion"],
    ["servicecatalog/provisionedProduct", "P1", "stackSetProvisioningPreferences.regions[]"],
    ["servicecatalog/provisionedProduct", "P5", "stackSetProvisioningPreferences.accounts[]"],
  ]),
];
