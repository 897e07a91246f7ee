import { given, no, oneOf, optional, requirements, when, yes, type Row } from "./requirement";

const rows: readonly Row[] = [
  ["rds/instance", "publiclyAccessible", no, optional],
  ["rds/clusterInstance", "publiclyAccessible", no, optional],
  ["neptune/clusterInstance", "publiclyAccessible", no, optional],
  ["neptunegraph/graph", "publicConnectivity", no, optional],
  ["redshift/cluster", "publiclyAccessible", no, optional],
  ["redshiftserverless/workgroup", "publiclyAccessible", no, optional],
  ["timestreaminfluxdb/dbInstance", "publiclyAccessible", no, optional],
  ["timestreaminfluxdb/dbCluster", "publiclyAccessible", no, optional],
  // Whether AWS's default is public here depends on the subnets: say it.
  ["dms/replicationInstance", "publiclyAccessible", no],
  ["msk/cluster", "brokerNodeGroupInfo.connectivityInfo.publicAccess.type", oneOf("DISABLED"), optional],
  ["mq/broker", "publiclyAccessible", no, optional],
  ["opensearch/domain", "vpcOptions.subnetIds", given],
  ["opensearch/serverlessSecurityPolicy", "policy{}[].AllowFromPublic", no, when("type", "network")],
  ["elasticsearch/domain", "vpcOptions.subnetIds", given],
  ["mwaa/environment", "webserverAccessMode", oneOf("PRIVATE_ONLY"), optional],
  ["sagemaker/notebookInstance", "directInternetAccess", oneOf("Disabled")],
  ["sagemaker/domain", "appNetworkAccessType", oneOf("VpcOnly")],
  ["eks/cluster", "vpcConfig.endpointPublicAccess", no],
  ["lambda/functionUrl", "authorizationType", oneOf("AWS_IAM")],
  ["transfer/server", "endpointType", oneOf("VPC", "VPC_ENDPOINT")],
  ["ec2/instance", "associatePublicIpAddress", no, optional],
  ["ec2/launchTemplate", "networkInterfaces[].associatePublicIpAddress", no, optional],
  ["ecs/service", "networkConfiguration.assignPublicIp", no, optional],
  ["scheduler/schedule", "target.ecsParameters.networkConfiguration.assignPublicIp", no, optional],
  [
    "pipes/pipe",
    "targetParameters.ecsTaskParameters.networkConfiguration.awsVpcConfiguration.assignPublicIp",
    oneOf("DISABLED"),
    optional,
  ],
  ["apprunner/service", "networkConfiguration.ingressConfiguration.isPubliclyAccessible", no],
  ["emr/blockPublicAccessConfiguration", "blockPublicSecurityGroupRules", yes],
];

/** Where each service is told whether the internet may reach it. Checked against the SDK by the spec. */
export const publicEndpointRequirements = requirements(rows);
