import { rows, type Sink } from "./row";

const log = (channel: number, rule = "RES-16") => ({ rule, channel, mechanism: "log" as const });
const centre = "rule.destination";

/** Logs, findings, metrics and their aggregation (channels 24 and 50 to 56). */
export const logSinks: readonly Sink[] = [
  ...rows(log(24), [["redshift/logging", "P4", "bucketName"]]),
  ...rows(log(50), [
    ["guardduty/publishingDestination", "P4", "destinationArn"],
    ["macie2/classificationExportConfiguration", "P4", "s3Destination.bucketName"],
    ["macie2/classificationJob", "P5", "s3JobDefinition.bucketDefinitions[].accountId"],
    ["bedrockmodel/invocationLoggingConfiguration", "P4", "loggingConfig.s3Config.bucketName"],
    [
      "bedrockmodel/invocationLoggingConfiguration",
      "P4",
      "loggingConfig.cloudwatchConfig.largeDataDeliveryS3Config.bucketName",
    ],
  ]),
  ...rows(log(51, "RES-17"), [
    ["securityhub/findingAggregator", "P1", "specifiedRegions[]"],
    ["securityhub/aggregatorV2", "P1", "linkedRegions[]"],
  ]),
  ...rows(log(52, "RES-17"), [
    [
      "cfg/configurationAggregator",
      "P1",
      "accountAggregationSource.regions[]",
      "organizationAggregationSource.regions[]",
    ],
    ["cfg/configurationAggregator", "P5", "accountAggregationSource.accountIds[]"],
    ["cfg/aggregateAuthorization", "P1", "authorizedAwsRegion"],
    ["cfg/aggregateAuthorization", "P5", "accountId"],
  ]),
  ...rows(log(52), [
    ["cfg/deliveryChannel", "P4", "s3BucketName"],
    ["cfg/conformancePack", "P4", "deliveryS3Bucket"],
    ["cfg/organizationConformancePack", "P4", "deliveryS3Bucket"],
  ]),
  ...rows(log(53), [
    ["cloudtrail/trail", "P4", "s3BucketName"],
    ["cloudtrail/trail", "P3", "cloudWatchLogsGroupArn"],
  ]),
  ...rows(log(54, "RES-17"), [
    [
      "securitylake/dataLake",
      "P1",
      "configuration.region",
      "configuration.replicationConfiguration.regions[]",
    ],
    ["securitylake/awsLogSource", "P1", "source.regions[]"],
    ["securitylake/awsLogSource", "P5", "source.accounts[]"],
    ["securitylake/subscriber", "P5", "subscriberIdentity.principal"],
    ["securitylake/customLogSource", "P5", "configuration.providerIdentity.principal"],
  ]),
  ...rows(log(55), [
    ["cloudwatch/logSubscriptionFilter", "P3", "destinationArn"],
    ["cloudwatch/logDestination", "P3", "targetArn"],
    ["cloudwatch/logDeliveryDestination", "P4", "deliveryDestinationConfiguration.destinationResourceArn"],
    ["cloudwatch/logDelivery", "P3", "deliveryDestinationArn"],
    ["cloudwatch/metricStream", "P3", "firehoseArn"],
    ["oam/link", "P3", "sinkIdentifier"],
    ["cloudwatch/metricAlarm", "P2", "metricQueries[].accountId"],
  ]),
  ...rows({ ...log(55), bare: "text" }, [
    ["cloudwatch/dashboard", "P4", "dashboardBody"],
    ["cloudwatch/logAccountPolicy", "P4", "policyDocument"],
  ]),
  ...rows(log(55, "RES-17"), [
    [
      "observabilityadmin/centralizationRuleForOrganization",
      "P1",
      `${centre}.region`,
      "rule.source.regions[]",
    ],
    [
      "observabilityadmin/centralizationRuleForOrganization",
      "P1",
      `${centre}.destinationLogsConfiguration.backupConfiguration.region`,
      `${centre}.destinationMetricsConfiguration.backupConfiguration.region`,
    ],
    ["observabilityadmin/centralizationRuleForOrganization", "P5", `${centre}.account`],
    ["observabilityadmin/telemetryRule", "P1", "rule.regions[]"],
    ["observabilityadmin/telemetryRuleForOrganization", "P1", "rule.regions[]"],
    ["observabilityadmin/telemetryEvaluationForOrganization", "P1", "regions[]"],
  ]),
  ...rows(log(56), [
    ["ec2/flowLog", "P4", "logDestination"],
    ["lb/loadBalancer", "P4", "accessLogs.bucket", "connectionLogs.bucket", "healthCheckLogs.bucket"],
    ["alb/loadBalancer", "P4", "accessLogs.bucket", "connectionLogs.bucket", "healthCheckLogs.bucket"],
    ["elb/loadBalancer", "P4", "accessLogs.bucket"],
    ["route53/resolverQueryLogConfig", "P4", "destinationArn"],
    ["wafv2/webAclLoggingConfiguration", "P4", "logDestinationConfigs[]"],
    ["vpclattice/accessLogSubscription", "P4", "destinationArn"],
    ["verifiedaccess/instanceLoggingConfiguration", "P4", "accessLogs.s3.bucketName"],
    ["globalaccelerator/accelerator", "P4", "attributes.flowLogsS3Bucket"],
    ["cloudfront/distribution", "P4", "loggingConfig.bucket"],
    ["msk/cluster", "P4", "loggingInfo.brokerLogs.s3.bucket"],
    ["mskconnect/connector", "P4", "logDelivery.workerLogDelivery.s3.bucket"],
    ["msk/replicator", "P4", "logDelivery.replicatorLogDelivery.s3.bucket"],
    ["msk/channel", "P4", "loggingInfo.s3.bucket"],
    ["pipes/pipe", "P4", "logConfiguration.s3LogDestination.bucketName"],
  ]),
];
