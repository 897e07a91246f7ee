import { key, optional, requirements, type Row } from "./requirement";

/** Type → its inputs, separated by blanks. */
type Inputs = Readonly<Record<string, string>>;

/** Stores beside those of encryption.ts: left out, AWS takes a key of its own. */
const required: Inputs = {
  "agentregistry/registry": "encryptionConfiguration.kmsKeyArn",
  "appconfig/configurationProfile": "kmsKeyIdentifier",
  "appintegrations/dataIntegration": "kmsKey",
  "apprunner/service": "encryptionConfiguration.kmsKey",
  "athena/workgroup": "configuration.customerContentEncryptionConfiguration?.kmsKey",
  "bedrock/agentDataSource": "serverSideEncryptionConfiguration.kmsKeyArn",
  "bedrock/agentFlow": "customerEncryptionKeyArn",
  "bedrock/agentKnowledgeBase":
    "knowledgeBaseConfiguration.managedKnowledgeBaseConfiguration?.serverSideEncryptionConfiguration.kmsKeyArn",
  "bedrock/agentPrompt": "customerEncryptionKeyArn",
  "bedrock/agentcoreEvaluator": "kmsKeyArn",
  "bedrock/agentcoreGateway": "kmsKeyArn",
  "bedrock/agentcoreHarness": "memory.managedMemoryConfiguration?.encryptionKeyArn",
  "bedrock/agentcoreMemory": "encryptionKeyArn",
  "bedrock/agentcorePolicyEngine": "encryptionKeyArn",
  "bedrock/agentcoreTokenVaultCmk": "kmsConfiguration.kmsKeyArn",
  "bedrock/evaluationJob": "customerEncryptionKeyId",
  "chime/sdkvoiceVoiceProfileDomain": "serverSideEncryptionConfiguration.kmsKeyArn",
  "cloudwatch/logAnomalyDetector": "kmsKeyId",
  "codeartifact/domain": "encryptionKey",
  "codecommit/repository": "kmsKeyId",
  "comprehend/documentClassifier": "modelKmsKeyId outputDataConfig?.kmsKeyId volumeKmsKeyId",
  "comprehend/entityRecognizer": "modelKmsKeyId volumeKmsKeyId",
  "customerprofiles/domain": "defaultEncryptionKey",
  "datazone/domain": "kmsKeyIdentifier",
  "dlm/lifecyclePolicy":
    "policyDetails.action.crossRegionCopies[].encryptionConfiguration.cmkArn policyDetails.schedules[].crossRegionCopyRules[].cmkArn",
  "dms/endpoint": "redshiftSettings?.serverSideEncryptionKmsKeyId",
  "dms/instanceProfile": "kmsKeyArn",
  "dms/s3Endpoint": "kmsKeyArn",
  "drs/replicationConfigurationTemplate": "ebsEncryptionKeyArn",
  "ebs/snapshotImport": "kmsKeyId",
  "ec2/spotFleetRequest":
    "launchSpecifications[].ebsBlockDevices[].kmsKeyId launchSpecifications[].rootBlockDevices[].kmsKeyId",
  "ec2/spotInstanceRequest": "ebsBlockDevices[].kmsKeyId rootBlockDevice.kmsKeyId",
  "ecs/service": "volumeConfiguration?.managedEbsVolume.kmsKeyId",
  "efs/replicationConfiguration": "destination.kmsKeyId",
  "finspace/kxEnvironment": "kmsKeyId",
  "fsx/fileCache": "kmsKeyId",
  "glue/catalog": "catalogProperties.dataLakeAccessProperties?.kmsKey",
  "grafana/workspace": "kmsKeyId",
  "kendra/index": "serverSideEncryptionConfiguration.kmsKeyId",
  "lambda/capacityProvider": "kmsKeyArn",
  "location/geofenceCollection": "kmsKeyId",
  "location/tracker": "kmsKeyId",
  "m2/application": "kmsKeyId",
  "m2/environment": "kmsKeyId",
  "mailmanager/archive": "kmsKeyArn",
  "memorydb/snapshot": "kmsKeyArn",
  "opensearch/application": "kmsKeyArn",
  "opensearchingest/pipeline": "encryptionAtRestOptions.kmsKeyArn",
  "qbusiness/application": "encryptionConfiguration.kmsKeyId",
  "qldb/ledger": "kmsKey",
  "quicksight/keyRegistration": "keyRegistrations[].keyArn",
  "rds/clusterActivityStream": "kmsKeyId",
  "rds/customDbEngineVersion": "kmsKeyId",
  "rds/integration": "kmsKeyId",
  "redshift/integration": "kmsKeyId",
  "s3/bucketMetadataConfiguration":
    "metadataConfiguration.inventoryTableConfiguration?.encryptionConfiguration.kmsKeyArn metadataConfiguration.journalTableConfiguration?.encryptionConfiguration.kmsKeyArn",
  "s3/filesFileSystem": "kmsKeyId",
  "s3/vectorsIndex": "encryptionConfigurations[].kmsKeyArn",
  "sagemaker/endpointConfiguration":
    "productionVariants[].coreDumpConfig?.kmsKeyId shadowProductionVariants[].coreDumpConfig?.kmsKeyId",
  "sagemaker/labelingJob": "outputConfig.kmsKeyId",
  "sagemaker/modelCard": "securityConfig.kmsKeyId",
  "sagemaker/monitoringSchedule":
    "monitoringScheduleConfig.monitoringJobDefinition?.monitoringResources.clusterConfig.volumeKmsKeyId",
  "securityhub/connectorV2": "kmsKeyArn",
  "securitylake/dataLake": "configuration.encryptionConfigurations[].kmsKeyId",
  "sfn/activity": "encryptionConfiguration.kmsKeyId",
  "ssmincidents/replicationSet": "region[].kmsKeyArn regions[].kmsKeyArn",
  "storagegateway/cachesIscsiVolume": "kmsKey",
  "storagegateway/nfsFileShare": "kmsKeyArn",
  "storagegateway/smbFileShare": "kmsKeyArn",
  "storagegateway/storedIscsiVolume": "kmsKey",
  "workmail/organization": "kmsKeyArn",
};

/** Left out, another rule's key holds (a bucket's own, an account's own) or nothing is kept; given, it has to be ours. */
const ours: Inputs = {
  "appconfig/deployment": "kmsKeyIdentifier",
  "athena/workgroup":
    "configuration.monitoringConfiguration.managedLoggingConfiguration.kmsKey configuration.monitoringConfiguration.s3LoggingConfiguration.kmsKey",
  "bedrockmodel/invocationJob": "outputDataConfig.s3OutputDataConfig.s3EncryptionKeyId",
  "chimesdkmediapipelines/mediaInsightsPipelineConfiguration":
    "elements[].amazonTranscribeCallAnalyticsProcessorConfiguration.postCallAnalyticsSettings.outputEncryptionKmsKeyId",
  "codegurureviewer/repositoryAssociation": "kmsKeyDetails.kmsKeyId",
  "cognito/userPool": "lambdaConfig.kmsKeyId",
  "devopsguru/serviceIntegration": "kmsServerSideEncryption.kmsKeyId",
  "dynamodb/tableExport": "s3SseKmsKeyId",
  "ecs/cluster":
    "configuration.executeCommandConfiguration.kmsKeyId configuration.managedStorageConfiguration.fargateEphemeralStorageKmsKeyId configuration.managedStorageConfiguration.kmsKeyId",
  "ecs/service": "serviceConnectConfiguration.services[].tls.kmsKey",
  "elastictranscoder/pipeline": "awsKmsKeyArn",
  "emr/cluster": "logEncryptionKmsKeyId",
  "emrcontainers/jobTemplate": "kmsKeyArn",
  "emrserverless/application": "monitoringConfiguration.cloudwatchLoggingConfiguration.encryptionKeyArn",
  "glue/connection": "authenticationConfiguration.kmsKeyArn",
  "imagebuilder/component": "kmsKeyId",
  "imagebuilder/containerRecipe": "instanceConfiguration.blockDeviceMappings[].ebs.kmsKeyId kmsKeyId",
  "imagebuilder/distributionConfiguration": "distributions[].amiDistributionConfiguration.kmsKeyId",
  "imagebuilder/imageRecipe": "blockDeviceMappings[].ebs.kmsKeyId",
  "imagebuilder/workflow": "kmsKeyId",
  "kinesis/firehoseDeliveryStream": [
    "elasticsearchConfiguration.s3Configuration",
    "extendedS3Configuration",
    "extendedS3Configuration.s3BackupConfiguration",
    "httpEndpointConfiguration.s3Configuration",
    "icebergConfiguration.s3Configuration",
    "opensearchConfiguration.s3Configuration",
    "opensearchserverlessConfiguration.s3Configuration",
    "redshiftConfiguration.s3BackupConfiguration",
    "redshiftConfiguration.s3Configuration",
    "snowflakeConfiguration.s3Configuration",
    "splunkConfiguration.s3Configuration",
  ]
    .map((destination) => `${destination}.kmsKeyArn`)
    .join(" "),
  "lambda/eventSourceMapping": "kmsKeyArn",
  "lambda/function": "sourceKmsKeyArn",
  "lex/botAlias": "conversationLogs.logSettings[].kmsKeyArn",
  "mailmanager/ruleSet": "rules[].actions[].writeToS3.s3SseKmsKeyId",
  "msk/channel": "encryptionConfiguration.kmsKeyArn",
  "observabilityadmin/centralizationRuleForOrganization":
    "rule.destination.destinationLogsConfiguration.backupConfiguration.kmsKeyArn rule.destination.destinationLogsConfiguration.logsEncryptionConfiguration.kmsKeyArn",
  "observabilityadmin/s3TableIntegration": "encryption.kmsKeyArn",
  "rekognition/streamProcessor": "kmsKeyId",
  "resiliencehub/v2Policy": "kmsKeyId",
  "resiliencehub/v2Service": "kmsKeyId",
  "resiliencehub/v2System": "kmsKeyId",
  "s3/bucketObject": "kmsKeyId",
  "s3/bucketObjectv2": "kmsKeyId",
  "s3/bucketReplicationConfig": "rules[].destination.encryptionConfiguration.replicaKmsKeyId",
  "s3/inventory": "destination.bucket.encryption.sseKms.keyId",
  "s3/objectCopy": "kmsKeyId",
  "sagemaker/algorithm": [
    "trainingJobDefinition.outputDataConfig.kmsKeyId",
    "trainingJobDefinition.resourceConfig.volumeKmsKeyId",
    "transformJobDefinition.transformOutput.kmsKeyId",
    "transformJobDefinition.transformResources.volumeKmsKeyId",
  ]
    .map((path) => `validationSpecification.validationProfiles.${path}`)
    .join(" "),
  "sagemaker/deviceFleet": "outputConfig.kmsKeyId",
  "sagemaker/domain":
    "defaultUserSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId defaultUserSettings.sharingSettings.s3KmsKeyId",
  "sagemaker/hyperParameterTuningJob": ["trainingJobDefinition", "trainingJobDefinitions[]"]
    .flatMap((definition) => [
      `${definition}.hyperParameterTuningResourceConfig.volumeKmsKeyId`,
      `${definition}.outputDataConfig.kmsKeyId`,
      `${definition}.resourceConfig.volumeKmsKeyId`,
    ])
    .join(" "),
  "sagemaker/labelingJob": "labelingJobAlgorithmsConfig.labelingJobResourceConfig.volumeKmsKeyId",
  "sagemaker/userProfile":
    "userSettings.canvasAppSettings.workspaceSettings.s3KmsKeyId userSettings.sharingSettings.s3KmsKeyId",
  "ses/receiptRule": "s3Actions[].kmsKeyArn",
  "ssm/resourceDataSync": "s3Destination.kmsKeyArn",
  "synthetics/canary": "artifactConfig.s3Encryption.kmsKeyArn kmsKeyArn",
  "timestreamwrite/table":
    "magneticStoreWriteProperties.magneticStoreRejectedDataLocation.s3Configuration.kmsKeyId",
  "verifiedaccess/endpoint": "sseSpecification.kmsKeyArn",
  "verifiedaccess/group": "sseConfiguration.kmsKeyArn",
  "verifiedaccess/trustProvider": "sseSpecification.kmsKeyArn",
};

const rowsOf = (inputs: Inputs): Row[] =>
  Object.entries(inputs).flatMap(([type, paths]) => paths.split(" ").map((path): Row => [type, path, key]));

/** Every further input of the SDK that names an encryption key. The spec fails when an upgrade adds one that no row has. */
export const keyRequirements = [...requirements(rowsOf(required)), ...requirements(rowsOf(ours), optional)];

/** `type path` of inputs that look like encryption keys and are none, or that another rule judges, by reason. */
export const otherKeys: Readonly<Record<string, readonly string[]>> = {
  "ENC-01 judges a bucket's own encryption": [
    "s3/bucket replicationConfiguration.rules[].destination.replicaKmsKeyId",
    "s3/bucket serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.kmsMasterKeyId",
    "s3/bucketServerSideEncryptionConfiguration rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
    "s3/bucketServerSideEncryptionConfigurationV2 rules[].applyServerSideEncryptionByDefault.kmsMasterKeyId",
    "s3/bucketV2 replicationConfigurations[].rules[].destinations[].replicaKmsKeyId",
    "s3/bucketV2 serverSideEncryptionConfigurations[].rules[].applyServerSideEncryptionByDefaults[].kmsMasterKeyId",
  ],
  "it lets somebody read, sign or decrypt, and encrypts no store": [
    "bedrock/agentcoreOauth2CredentialProvider oauth2ProviderConfig.customOauth2ProviderConfig.privateKeyJwtConfig.privateKeySource.kmsKeySource.kmsKeyArn",
    "dataexchange/revisionAssets assets[].createS3DataAccessFromS3Bucket.assetSource.kmsKeysToGrants[].kmsKeyArn",
    "lex/v2modelsSlotType externalSourceSettings[].grammarSlotTypeSettings[].sources[].kmsKeyArn",
    "mailmanager/ingressPoint ingressPointConfiguration.tlsAuthConfiguration.trustStore.kmsKeyArn",
    "odb/network kmsAccess",
    "odb/network kmsPolicyDocument",
  ],
  "it is no key of KMS": ["datasync/locationHdfs kmsKeyProviderUri", "paymentcryptography/keyAlias keyArn"],
};
