import { rows, type Sink } from "./row";

const event = (channel: number, more: Partial<Sink> = {}) => ({
  rule: "RES-12",
  channel,
  mechanism: "event" as const,
  ...more,
});
const firehose = { rule: "RES-13", channel: 33, mechanism: "event" as const };
const stream = "kinesis/firehoseDeliveryStream";
const backedUp = [
  ...["elasticsearch", "httpEndpoint", "iceberg", "opensearch", "opensearchserverless"],
  ...["redshift", "snowflake", "splunk"],
];
const kafka = { rule: "RES-14", channel: 34, mechanism: "replication" as const };
const sql = "applicationConfiguration.sqlApplicationConfiguration";

/** Streams, queues, events and the code between them (channels 33 to 39). */
export const eventSinks: readonly Sink[] = [
  ...rows(firehose, [
    [
      stream,
      "P4",
      "extendedS3Configuration.bucketArn",
      "extendedS3Configuration.s3BackupConfiguration.bucketArn",
      "redshiftConfiguration.s3BackupConfiguration.bucketArn",
      ...backedUp.map((to) => `${to}Configuration.s3Configuration.bucketArn`),
    ],
    [stream, "P1", "extendedS3Configuration.dataFormatConversionConfiguration.schemaConfiguration.region"],
    [
      stream,
      "P3",
      "icebergConfiguration.catalogArn",
      "elasticsearchConfiguration.domainArn",
      "opensearchConfiguration.domainArn",
    ],
    [stream, "P2", "kinesisSourceConfiguration.kinesisStreamArn", "mskSourceConfiguration.mskClusterArn"],
  ]),
  ...rows({ ...firehose, bare: "host" }, [
    [
      stream,
      "P4",
      "elasticsearchConfiguration.clusterEndpoint",
      "opensearchConfiguration.clusterEndpoint",
      "opensearchserverlessConfiguration.collectionEndpoint",
      "redshiftConfiguration.clusterJdbcurl",
      "httpEndpointConfiguration.url",
      "splunkConfiguration.hecEndpoint",
      "snowflakeConfiguration.accountUrl",
    ],
  ]),
  ...rows(kafka, [
    ["msk/replicator", "P3", "kafkaClusters[].amazonMskCluster.mskClusterArn"],
    ["msk/replicator", "P2", "replicationInfoList.sourceKafkaClusterArn"],
    ["msk/replicator", "P3", "replicationInfoList.targetKafkaClusterArn"],
    ["msk/vpcConnection", "P2", "targetClusterArn"],
    [
      "msk/channel",
      "P4",
      "s3Destination.storage.bucketArn",
      "s3Destination.deadLetterQueueS3.bucketArn",
      "icebergDestination.deadLetterQueueS3.bucketArn",
      "icebergDestination.catalog.warehouseLocation",
    ],
    ["msk/channel", "P3", "icebergDestination.catalog.catalogArn"],
  ]),
  ...rows({ ...kafka, bare: "host" }, [
    ["msk/replicator", "P4", "kafkaClusters[].apacheKafkaCluster.bootstrapBrokerString"],
    ["mskconnect/connector", "P4", "kafkaCluster.apacheKafkaCluster.bootstrapServers"],
  ]),
  ...rows({ ...kafka, mechanism: "event", bare: "text" }, [
    ["mskconnect/connector", "P4", "connectorConfiguration"],
  ]),
  ...rows(event(35, { bare: "text" }), [
    [
      "kinesisanalyticsv2/application",
      "P4",
      "applicationConfiguration.environmentProperties.propertyGroups[].propertyMap",
      "applicationConfiguration.applicationCodeConfiguration.codeContent.textContent",
    ],
  ]),
  ...rows(event(35), [
    [
      "kinesisanalyticsv2/application",
      "P3",
      `${sql}.outputs[].kinesisFirehoseOutput.resourceArn`,
      `${sql}.outputs[].kinesisStreamsOutput.resourceArn`,
      `${sql}.outputs[].lambdaOutput.resourceArn`,
    ],
  ]),
  ...rows(event(36), [
    ["cloudwatch/eventTarget", "P3", "arn"],
    ["cloudwatch/eventEndpoint", "P3", "eventBuses[].eventBusArn"],
    ["cloudwatch/eventArchive", "P2", "eventSourceArn"],
    ["scheduler/schedule", "P3", "target.arn"],
    ["pipes/pipe", "P2", "source"],
    ["pipes/pipe", "P3", "target", "enrichment"],
  ]),
  ...rows(event(37, { bare: "host" }), [["sns/topicSubscription", "P4", "endpoint"]]),
  ...rows(event(37), [
    ["lambda/eventSourceMapping", "P2", "eventSourceArn"],
    ["lambda/eventSourceMapping", "P3", "destinationConfig.onFailure.destinationArn"],
    [
      "lambda/functionEventInvokeConfig",
      "P3",
      "destinationConfig.onFailure.destination",
      "destinationConfig.onSuccess.destination",
    ],
  ]),
  ...rows(event(37, { bare: "text" }), [["lambda/function", "P4", "environment.variables"]]),
  ...rows(event(38, { bare: "text" }), [
    ["sfn/stateMachine", "P4", "definition"],
    ["apigateway/integration", "P4", "uri"],
    ["apigatewayv2/integration", "P4", "integrationUri"],
    ["apigatewayv2/api", "P4", "target", "body"],
    ["apigateway/restApi", "P4", "body"],
  ]),
  ...rows(event(38), [["sfn/stateMachine", "P3", "loggingConfiguration.logDestination"]]),
  ...rows(event(39), [
    [
      "appsync/dataSource",
      "P1",
      "dynamodbConfig.region",
      "elasticsearchConfig.region",
      "opensearchserviceConfig.region",
      "relationalDatabaseConfig.httpEndpointConfig.region",
      "httpConfig.authorizationConfig.awsIamConfig.signingRegion",
    ],
    ["appsync/dataSource", "P3", "lambdaConfig.functionArn", "eventBridgeConfig.eventBusArn"],
  ]),
  ...rows(event(39, { bare: "host" }), [
    [
      "appsync/dataSource",
      "P4",
      "elasticsearchConfig.endpoint",
      "opensearchserviceConfig.endpoint",
      "httpConfig.endpoint",
    ],
  ]),
  ...rows(event(39, { bare: "text" }), [
    ["iot/topicRule", "P4", "https[].url", "sqs[].queueUrl", "elasticsearch[].endpoint"],
  ]),
  ...rows(event(39), [["iot/topicRule", "P4", "s3[].bucketName", "errorAction.s3.bucketName"]]),
];
