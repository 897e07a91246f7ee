import { rows, type Sink } from "./row";

const copy = (channel: number, more: Partial<Sink> = {}) => ({
  rule: "RES-15",
  channel,
  mechanism: "copy" as const,
  ...more,
});
const destination = "destinationFlowConfigs[].destinationConnectorProperties";
const failures = ["customConnector", "eventBridge", "honeycode", "marketo", "redshift", "s3", "salesforce"];
const fileLocation = "destinationFileLocation.s3FileLocation.bucket";

/** Where jobs, queries and services write objects of ours (channels 18 to 20, 31, 40 to 44, 47, 61, 62, 66). */
export const outputSinks: readonly Sink[] = [
  ...rows(copy(18), [
    [
      "glue/job",
      "P4",
      "defaultArguments.--TempDir",
      "defaultArguments.--spark-event-logs-path",
      "nonOverridableArguments.--TempDir",
      "nonOverridableArguments.--spark-event-logs-path",
      "command.scriptLocation",
    ],
  ]),
  ...rows(copy(19), [
    [
      "glue/crawler",
      "P4",
      "s3Targets[].path",
      "deltaTargets[].deltaTables[]",
      "hudiTargets[].paths[]",
      "icebergTargets[].paths[]",
    ],
  ]),
  ...rows(copy(19, { bare: "here" }), [["glue/crawler", "P2", "dynamodbTargets[].path"]]),
  ...rows(copy(20), [
    [
      "athena/workgroup",
      "P4",
      "configuration.resultConfiguration.outputLocation",
      "configuration.monitoringConfiguration.s3LoggingConfiguration.logLocation",
    ],
    ["athena/database", "P4", "bucket"],
    ["athena/dataCatalog", "P2", "parameters.catalog-id"],
    [
      "athena/dataCatalog",
      "P3",
      "parameters.function",
      "parameters.metadata-function",
      "parameters.record-function",
    ],
  ]),
  ...rows(copy(31), [
    ["ssm/resourceDataSync", "P4", "s3Destination.bucketName"],
    ["ssm/resourceDataSync", "P1", "s3Destination.region"],
    ["ssm/association", "P4", "outputLocation.s3BucketName"],
    ["ssm/association", "P1", "outputLocation.s3Region"],
    ["ssm/maintenanceWindowTask", "P4", "taskInvocationParameters.runCommandParameters.outputS3Bucket"],
  ]),
  ...rows(copy(40), [["dms/s3Endpoint", "P4", "bucketName"]]),
  ...rows(copy(41), [
    ["appflow/flow", "P4", `${destination}.s3.bucketName`, `${destination}.upsolver.bucketName`],
    [
      "appflow/flow",
      "P4",
      ...["redshift", "snowflake"].map((to) => `${destination}.${to}.intermediateBucketName`),
    ],
    [
      "appflow/flow",
      "P4",
      ...failures
        .filter((to) => to !== "s3")
        .map((to) => `${destination}.${to}.errorHandlingConfig.bucketName`),
    ],
  ]),
  ...rows(copy(42), [
    ["datasync/s3Location", "P4", "s3BucketArn"],
    ["datasync/task", "P4", "taskReportConfig.s3Destination.s3BucketArn"],
  ]),
  ...rows(copy(43), [
    ["transfer/user", "P4", "homeDirectory", "homeDirectoryMappings[].target"],
    ["transfer/access", "P4", "homeDirectory", "homeDirectoryMappings[].target"],
    [
      "transfer/workflow",
      "P4",
      ...["steps[]", "onExceptionSteps[]"].flatMap((steps) =>
        ["copyStepDetails", "decryptStepDetails"].map((details) => `${steps}.${details}.${fileLocation}`),
      ),
    ],
  ]),
  ...rows(copy(44), [
    ["cleanrooms/membership", "P4", "defaultResultConfiguration.outputConfiguration.s3.bucket"],
    ["dataexchange/eventAction", "P4", "action.exportRevisionToS3.revisionDestination.bucket"],
  ]),
  ...rows(copy(47), [
    ["sagemaker/featureGroup", "P4", "offlineStoreConfig.s3StorageConfig.s3Uri"],
    [
      "sagemaker/endpointConfiguration",
      "P4",
      "dataCaptureConfig.destinationS3Uri",
      "asyncInferenceConfig.outputConfig.s3OutputPath",
      "productionVariants[].coreDumpConfig.destinationS3Uri",
    ],
    ["sagemaker/domain", "P4", "defaultUserSettings.sharingSettings.s3OutputPath"],
    ["sagemaker/model", "P4", "primaryContainer.modelDataUrl", "containers[].modelDataUrl"],
    ["sagemaker/trainingJob", "P4", "outputDataConfig.s3OutputPath"],
    ["sagemaker/labelingJob", "P4", "outputConfig.s3OutputPath"],
    ["sagemaker/flowDefinition", "P4", "outputConfig.s3OutputPath"],
  ]),
  ...rows(copy(61), [["connect/instanceStorageConfig", "P4", "storageConfig.s3Config.bucketName"]]),
  ...rows(copy(61), [["sesv2/multiRegionEndpoint", "P1", "details.routesDetails.region"]]),
  ...rows(copy(62, { classification: "internal" }), [
    ["cur/reportDefinition", "P1", "s3Region"],
    ["cur/reportDefinition", "P4", "s3Bucket"],
    ["bcmdata/export", "P1", "export.destinationConfigurations[].s3Destinations[].s3Region"],
    ["bcmdata/export", "P4", "export.destinationConfigurations[].s3Destinations[].s3Bucket"],
  ]),
  ...rows(copy(66), [
    ["emr/cluster", "P4", "logUri"],
    ["emr/studio", "P4", "defaultS3Location"],
    ["emrserverless/application", "P4", "monitoringConfiguration.s3MonitoringConfiguration.logUri"],
    [
      "emrcontainers/jobTemplate",
      "P4",
      "jobTemplateData.configurationOverrides.monitoringConfiguration.s3MonitoringConfiguration.logUri",
    ],
    ["mwaa/environment", "P4", "sourceBucketArn"],
    ["ecs/cluster", "P4", "configuration.executeCommandConfiguration.logConfiguration.s3BucketName"],
    ["synthetics/canary", "P4", "artifactS3Location"],
    [
      "timestreamwrite/table",
      "P4",
      "magneticStoreWriteProperties.magneticStoreRejectedDataLocation.s3Configuration.bucketName",
    ],
    ["timestreamquery/scheduledQuery", "P4", "errorReportConfiguration.s3Configuration.bucketName"],
  ]),
];
