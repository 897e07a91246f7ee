import { given, no, oneOf, optional, requirements, when, yes, type Row } from "./requirement";

const rows: readonly Row[] = [
  ["rds/instance", "publiclyAccessible", no, optional],
  ["rds/clusterInstance", "publiclyAccessible", no, optional],
  ["rds/shardGroup", "publiclyAccessible", no, optional],
  ["neptune/clusterInstance", "publiclyAccessible", no, optional],
  ["neptunegraph/graph", "publicConnectivity", no, optional],
  ["redshift/cluster", "publiclyAccessible", no, optional],
  ["redshiftserverless/workgroup", "publiclyAccessible", no, optional],
  ["timestreaminfluxdb/dbInstance", "publiclyAccessible", no, optional],
  ["timestreaminfluxdb/dbCluster", "publiclyAccessible", no, optional],
  // Whether AWS's default is public here depends on the subnets: say it.
  ["dms/replicationInstance", "publiclyAccessible", no],
  ["dms/instanceProfile", "publiclyAccessible", no],
  ["msk/cluster", "brokerNodeGroupInfo.connectivityInfo.publicAccess.type", oneOf("DISABLED"), optional],
  ["mq/broker", "publiclyAccessible", no, optional],
  ["m2/environment", "publiclyAccessible", no, optional],
  ["lightsail/database", "publiclyAccessible", no, optional],
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
  ["ec2/spotInstanceRequest", "associatePublicIpAddress", no, optional],
  ["ec2/launchConfiguration", "associatePublicIpAddress", no],
  ["ec2/launchTemplate", "networkInterfaces[].associatePublicIpAddress", no, optional],
  ["ecs/service", "networkConfiguration.assignPublicIp", no, optional],
  ["ecs/taskSet", "networkConfiguration.assignPublicIp", no, optional],
  ["cloudwatch/eventTarget", "ecsTarget.networkConfiguration.assignPublicIp", no, optional],
  ["scheduler/schedule", "target.ecsParameters.networkConfiguration.assignPublicIp", no, optional],
  [
    "pipes/pipe",
    "targetParameters.ecsTaskParameters.networkConfiguration.awsVpcConfiguration.assignPublicIp",
    oneOf("DISABLED"),
    optional,
  ],
  ["apprunner/service", "networkConfiguration.ingressConfiguration.isPubliclyAccessible", no],
  ["workspaces/directory", "workspaceCreationProperties.enableInternetAccess", no, optional],
  ["emr/blockPublicAccessConfiguration", "blockPublicSecurityGroupRules", yes],
  // The blocks of buckets and accounts are rule PUB-01; those of access points are fixed at creation.
  ...["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"].flatMap(
    (flag): Row[] => [
      ["s3/accessPoint", `publicAccessBlockConfiguration.${flag}`, yes, optional],
      ["s3control/multiRegionAccessPoint", `details.publicAccessBlock.${flag}`, yes, optional],
    ],
  ),
];

/** Where each service is told whether the internet may reach it. Checked against the SDK by the spec. */
export const publicEndpointRequirements = requirements(rows);
