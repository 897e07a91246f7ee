import { tokenOf } from "./tokens";

type Holders = ReadonlyMap<string, readonly string[]>;

const holders = (list: Readonly<Record<string, string>>): Holders =>
  new Map(Object.entries(list).map(([short, paths]) => [tokenOf(short), paths.split(" ")]));

/** Type token → inputs that hold a resource policy (or a role's trust): who may use the resource from outside. */
export const policyDocuments = holders({
  "acmpca/policy": "policy",
  "amp/resourcePolicy": "policyDocument",
  "apigateway/domainName": "policy",
  "apigateway/restApi": "policy",
  "apigateway/restApiPolicy": "policy",
  "backup/vaultPolicy": "policy",
  "bedrock/agentcoreResourcePolicy": "policy",
  "cloudsearch/domainServiceAccessPolicy": "accessPolicy",
  "cloudwatch/eventBusPolicy": "policy",
  "cloudwatch/logDeliveryDestinationPolicy": "deliveryDestinationPolicy",
  "cloudwatch/logDestinationPolicy": "accessPolicy",
  "cloudwatch/logResourcePolicy": "policyDocument",
  "codeartifact/domainPermissions": "policyDocument",
  "codeartifact/repositoryPermissionsPolicy": "policyDocument",
  "codebuild/resourcePolicy": "policy",
  "dsql/clusterPolicy": "policy",
  "dynamodb/resourcePolicy": "policy",
  "ecr/registryPolicy": "policy",
  "ecr/repositoryCreationTemplate": "repositoryPolicy",
  "ecr/repositoryPolicy": "policy",
  "ecrpublic/repositoryPolicy": "policy",
  "efs/fileSystemPolicy": "policy",
  "elasticsearch/domain": "accessPolicies",
  "elasticsearch/domainPolicy": "accessPolicies",
  "fsx/s3AccessPointAttachment": "s3AccessPoint.policy",
  "glacier/vault": "accessPolicy",
  "glacier/vaultLock": "policy",
  "glue/resourcePolicy": "policy",
  "iam/role": "assumeRolePolicy",
  "kinesis/resourcePolicy": "policy",
  "kms/externalKey": "policy",
  "kms/key": "policy",
  "kms/keyPolicy": "policy",
  "kms/replicaExternalKey": "policy",
  "kms/replicaKey": "policy",
  "lambda/resourcePolicy": "policy",
  "mediastore/containerPolicy": "policy",
  "msk/clusterPolicy": "policy",
  "networkfirewall/resourcePolicy": "policy",
  "oam/sinkPolicy": "policy",
  "opensearch/domain": "accessPolicies",
  "opensearch/domainPolicy": "accessPolicies",
  "opensearchingest/resourcePolicy": "policy",
  "organizations/resourcePolicy": "content",
  "pinpoint/smsvoicev2ResourcePolicy": "policy",
  "redshift/resourcePolicy": "policy",
  "redshiftserverless/resourcePolicy": "policy",
  "s3/accessPoint": "policy",
  "s3/bucket": "policy",
  "s3/bucketPolicy": "policy",
  "s3/bucketV2": "policy",
  "s3/filesFileSystemPolicy": "policy",
  "s3/vectorsVectorBucketPolicy": "policy",
  "s3control/accessGrantsInstanceResourcePolicy": "policy",
  "s3control/accessPointPolicy": "policy",
  "s3control/bucketPolicy": "policy",
  "s3control/multiRegionAccessPointPolicy": "details.policy",
  "s3control/objectLambdaAccessPointPolicy": "policy",
  "s3tables/tableBucketPolicy": "resourcePolicy",
  "s3tables/tablePolicy": "resourcePolicy",
  "sagemaker/modelPackageGroupPolicy": "resourcePolicy",
  "schemas/registryPolicy": "policy",
  "secretsmanager/secret": "policy",
  "secretsmanager/secretPolicy": "policy",
  "ses/identityPolicy": "policy",
  "sesv2/emailIdentityPolicy": "policy",
  "sns/topic": "policy",
  "sns/topicPolicy": "policy",
  "sqs/queue": "policy",
  "sqs/queuePolicy": "policy",
  "vpclattice/authPolicy": "policy",
  "vpclattice/resourcePolicy": "policy",
  "xray/resourcePolicy": "policyDocument",
});

/** Type token → inputs that hold an identity policy: what its holder may do. */
export const identityDocuments = holders({
  "iam/groupPolicy": "policy",
  "iam/policy": "policy",
  "iam/role": "inlinePolicies[].policy",
  "iam/rolePolicy": "policy",
  "iam/userPolicy": "policy",
  "iot/policy": "policy",
  "ssoadmin/permissionSetInlinePolicy": "inlinePolicy",
});

/** One statement of a resource policy that is written as inputs of its own. */
export interface WrittenOut {
  /** Input that names the principal: a service, an account, an ARN or `*`. */
  principal: string;
  /** Input → condition key that it stands for (`StringEquals`, or `ArnLike` for ARNs). */
  conditions: Readonly<Record<string, string>>;
}

/** Types that add one Allow statement to a policy that AWS keeps, without a document. */
export const writtenOutStatements: ReadonlyMap<string, WrittenOut> = new Map<string, WrittenOut>([
  [
    tokenOf("lambda/permission"),
    {
      principal: "principal",
      conditions: {
        principalOrgId: "aws:PrincipalOrgID",
        sourceAccount: "aws:SourceAccount",
        sourceArn: "aws:SourceArn",
      },
    },
  ],
  [
    tokenOf("lambda/layerVersionPermission"),
    { principal: "principal", conditions: { organizationId: "aws:PrincipalOrgID" } },
  ],
  [
    tokenOf("cloudwatch/eventPermission"),
    { principal: "principal", conditions: { "condition.value": "aws:PrincipalOrgID" } },
  ],
]);

/** Why inputs that look like policy documents are in none of the tables → the inputs, as `service/type.path`. Reviewed. */
export const otherDocuments: Readonly<Record<string, string>> = {
  "what a network endpoint lets through": [
    "ec2/vpcEndpoint.policy ec2/vpcEndpointPolicy.policy",
    "odb/network.kmsPolicyDocument odb/network.s3PolicyDocument odb/network.stsPolicyDocument",
  ].join(" "),
  "a session policy, which can only narrow":
    "eks/podIdentityAssociation.policy rolesanywhere/profile.sessionPolicy transfer/access.policy transfer/user.policy",
  "a policy language of its own": [
    "cloudwatch/logAccountPolicy.policyDocument cloudwatch/logDataProtectionPolicy.policyDocument",
    "cloudwatch/logIndexPolicy.policyDocument ecr/lifecyclePolicy.policy",
    "ecr/repositoryCreationTemplate.lifecyclePolicy emr/instanceGroup.autoscalingPolicy",
    "networkmanager/coreNetwork.basePolicyDocument networkmanager/coreNetworkPolicyAttachment.policyDocument",
    "opensearch/serverlessAccessPolicy.policy opensearch/serverlessLifecyclePolicy.policy",
    "opensearch/serverlessSecurityPolicy.policy sns/dataProtectionPolicy.policy sns/topic.archivePolicy",
    "sns/topic.deliveryPolicy sns/topicSubscription.deliveryPolicy sns/topicSubscription.filterPolicy",
    "sns/topicSubscription.redrivePolicy sns/topicSubscription.replayPolicy sqs/queue.redriveAllowPolicy",
    "sqs/queue.redrivePolicy sqs/redriveAllowPolicy.redriveAllowPolicy sqs/redrivePolicy.redrivePolicy",
    "verifiedaccess/endpoint.policyDocument verifiedaccess/group.policyDocument",
    "workspacesweb/browserSettings.browserPolicy",
  ].join(" "),
  "a word out of a list, a name or an ARN": [
    "alb/listener.alpnPolicy alb/listener.sslPolicy alb/loadBalancer.dnsRecordClientRoutingPolicy",
    "apigateway/domainName.securityPolicy apigateway/restApi.securityPolicy",
    "bedrock/agentDataSource.dataDeletionPolicy dlm/lifecyclePolicy.defaultPolicy",
    "ec2/fleet.excessCapacityTerminationPolicy ec2/spotFleetRequest.excessCapacityTerminationPolicy",
    "eks/capability.deletePropagationPolicy fsx/lustreFileSystem.autoImportPolicy",
    "fsx/ontapVolume.snapshotPolicy gamelift/fleet.newGameSessionProtectionPolicy",
    "gamelift/gameServerGroup.gameServerProtectionPolicy iot/policyAttachment.policy",
    "kendra/index.userContextPolicy lb/listener.alpnPolicy lb/listener.sslPolicy",
    "lb/loadBalancer.dnsRecordClientRoutingPolicy mailmanager/ingressPoint.tlsPolicy",
    "ses/receiptFilter.policy ses/receiptRule.tlsPolicy storagegateway/nfsFileShare.notificationPolicy",
    "storagegateway/smbFileShare.notificationPolicy transfer/webApp.webAppEndpointPolicy",
  ].join(" "),
  "another kind of document": "iam/samlProvider.samlMetadataDocument route53/trafficPolicy.document",
};
