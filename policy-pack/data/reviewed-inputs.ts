import { tokenOf } from "./tokens";

/** What an input may hold, as far as its name tells. */
export type InputKind = "arn" | "region" | "bucket" | "account" | "principal" | "address" | "replica";

/** Inputs whose names look like a destination and that are none, with the reason. */
export interface Review {
  reason: string;
  /** `service/type path path …`; `service/* …` is every type of a service, `* name …` a name that means the same in every type. */
  inputs: readonly string[];
}

const arcConfigs = [
  ...["auroraProvisionedScalingConfigs", "auroraServerlessScalingConfigs", "documentDbConfigs"],
  ...["globalAuroraConfigs", "neptuneGlobalDatabaseConfigs"],
];
const arcSteps = ["", "parallelConfigs[].steps[]."].flatMap((within) =>
  arcConfigs.map((config) => `workflows[].steps[].${within}${config}[].globalClusterIdentifier`),
);

/** Reviewed by hand against the installed SDK; the spec of the sweep finds what is missing here, and what is not needed. */
export const reviews: readonly Review[] = [
  {
    reason: "the bucket that the resource is, or is about, which has a region of its own",
    inputs: [
      "s3/* bucket vectorBucketName",
      "s3control/* bucket",
      "s3control/storageLensConfiguration storageLensConfiguration.include.buckets[]",
    ],
  },
  {
    reason: "what is left out",
    inputs: [
      "s3control/storageLensConfiguration storageLensConfiguration.exclude.buckets[] storageLensConfiguration.exclude.regions[]",
      "imagebuilder/lifecyclePolicy policyDetails[].exclusionRules.amis.regions[] policyDetails[].exclusionRules.amis.sharedAccounts[]",
      "accessanalyzer/analyzer configuration.unusedAccess.analysisRule.exclusions[].accountIds[]",
      "fms/policy excludeMap.accounts[]",
      "* excludedAccounts",
    ],
  },
  {
    reason: "accounts that a StackSet is rolled out to; RES-26 admits only templates that hold no data",
    inputs: [
      "cloudformation/stackInstances accounts[] deploymentTargets.accounts[]",
      "cloudformation/stackSetInstance accountId deploymentTargets.accounts[]",
    ],
  },
  {
    reason: "where a person's browser is sent to; the service itself sends nothing there",
    inputs: [
      "* redirectUri defaultRedirectUri callbackUrls logoutUrls redirectUrl feedbackUrl defaultReturnUrl userAccessUrl",
      "* allowedResourceOauth2ReturnUrls applicationUrl thirdPartyConfigurationUrl",
      "alb/listener defaultActions[].redirect.host",
      "alb/listenerRule actions[].redirect.host",
      "lb/listener defaultActions[].redirect.host",
      "lb/listenerRule actions[].redirect.host",
      "codebuild/project source.buildStatusConfig.targetUrl secondarySources[].buildStatusConfig.targetUrl",
    ],
  },
  {
    reason: "a page, profile or picture that people are shown",
    inputs: ["* websiteUrl profileUrl supportUrl imageUrl"],
  },
  {
    reason:
      "an identity provider, which learns who signs in and gets no data; who may is judged in the trust policy",
    inputs: [
      "* authorizationEndpoint tokenEndpoint userInfoEndpoint jwksEndpoint jwksUri jwksUrl discoveryUrl issuerUrl",
      "* idpAuthUrl idpMetadataUrl logoutEndpoint publicSigningKeyEndpoint",
      "iam/openIdConnectProvider url",
      "kendra/index userTokenConfigurations.jwtTokenTypeConfiguration.url",
    ],
  },
  {
    reason: "code that comes in; nothing of ours goes there",
    inputs: ["* imageUri containerUri repositoryUrl dockerfileTemplateUri upstreamRegistryUrl"],
  },
  {
    reason: "the name under which the resource itself answers",
    inputs: [
      "opensearch/domain domainEndpointOptions.customEndpoint",
      "elasticsearch/domain domainEndpointOptions.customEndpoint",
      "transfer/webApp accessEndpoint",
    ],
  },
  {
    reason: "a filter on requests",
    inputs: [
      "xray/samplingRule host",
      "workspacesweb/dataProtectionSettings inlineRedactionConfiguration.globalEnforcedUrls[] inlineRedactionConfiguration.globalExemptUrls[]",
      "workspacesweb/dataProtectionSettings inlineRedactionConfiguration.inlineRedactionPatterns[].enforcedUrls[] inlineRedactionConfiguration.inlineRedactionPatterns[].exemptUrls[]",
    ],
  },
  {
    reason: "no region of AWS: part of a postal address",
    inputs: ["account/primaryContact stateOrRegion", "identitystore/user addresses.region"],
  },
  {
    reason:
      "regions in which nothing of ours is kept: checkers that call from outside, what a console shows, quotas",
    inputs: [
      "route53/healthCheck regions[]",
      "uxc/accountCustomizations visibleRegions[]",
      "servicequotas/template awsRegion",
    ],
  },
  {
    reason: "a service of AWS by its name, or a principal of a directory of our own",
    inputs: [
      "organizations/awsServiceAccess servicePrincipal",
      "organizations/delegatedAdministrator servicePrincipal",
      "organizations/organization awsServiceAccessPrincipals[]",
      "ssoadmin/accountAssignment principalId",
      "ssoadmin/applicationAssignment principalId",
      "datasync/locationHdfs kerberosPrincipal",
      "sns/platformApplication platformPrincipal",
    ],
  },
  {
    reason: "the name of the global thing that the resource itself is; its members are judged",
    inputs: [
      "docdb/globalCluster globalClusterIdentifier",
      "neptune/globalCluster globalClusterIdentifier",
      "rds/globalCluster globalClusterIdentifier",
      "memorydb/multiRegionCluster multiRegionClusterNameSuffix multiRegionParameterGroupName",
      "elasticache/globalReplicationGroup globalReplicationGroupDescription globalReplicationGroupIdSuffix",
      "msk/replicator replicatorName",
      "* globalNetworkId",
    ],
  },
  {
    reason:
      "a plain name, which means a source in the same account and region; an ARN at the same input is judged",
    inputs: [
      "elasticache/globalReplicationGroup primaryReplicationGroupId",
      "rds/cluster replicationSourceIdentifier",
      "rds/instance replicateSourceDb",
      "neptune/cluster replicationSourceIdentifier",
    ],
  },
  {
    reason:
      "members of one thing in one region: shards, replicas in other zones, standbys, and machines that replicate",
    inputs: [
      "elasticache/cluster replicationGroupId",
      "elasticache/replicationGroup replicationGroupId nodeGroupConfigurations[].replicaAvailabilityZones[]",
      "opensearch/serverlessCollection standbyReplicas",
      "opensearch/serverlessCollectionGroup standbyReplicas",
      "dms/replicationConfig computeConfig.replicationSubnetGroupId replicationConfigIdentifier replicationSettings replicationType",
      "dms/replicationInstance replicationInstanceClass replicationInstanceId replicationSubnetGroupId",
      "dms/replicationSubnetGroup replicationSubnetGroupDescription replicationSubnetGroupId",
      "dms/replicationTask replicationTaskId replicationTaskSettings",
      "drs/replicationConfigurationTemplate replicationServerInstanceType replicationServersSecurityGroupsIds[]",
      "appconfig/deploymentStrategy replicateTo",
    ],
  },
  {
    reason:
      "how something is replicated, with which key, or which of it; where to stands beside it and is judged",
    inputs: [
      "* replicaKmsKeyId deleteMarkerReplicationStatus",
      "efs/fileSystem protection.replicationOverwrite",
      "keyspaces/keyspace replicationSpecification.replicationStrategy",
      "mq/broker dataReplicationMode",
      "rds/instance replicaMode",
      "msk/replicator replicationInfoList.consumerGroupReplications[].consumerGroupsToReplicates[]",
      "msk/replicator replicationInfoList.topicReplications[].topicsToReplicates[]",
      "iam/securityTokenServicePreferences globalEndpointTokenVersion",
    ],
  },
  {
    reason: "which global cluster a switch of regions moves; RES-06 judges its members",
    inputs: ["arcregionswitch/plan " + arcSteps.join(" ")],
  },
  {
    reason: "records of the account's other regions come here; nothing leaves",
    inputs: ["cloudtrail/trail isMultiRegionTrail", "cloudtrail/eventDataStore multiRegionEnabled"],
  },
  {
    reason:
      "the consumer's side of a share: its own account; who shares what with whom is judged at the producer",
    inputs: ["redshift/dataShareConsumerAssociation associateEntireAccount"],
  },
];

const byType = groupByType();

function groupByType(): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const line of reviews.flatMap(({ inputs }) => inputs)) {
    const [short = "", ...paths] = line.split(" ");
    const type = short.endsWith("*") ? short : tokenOf(short);
    groups.set(type, new Set([...(groups.get(type) ?? []), ...paths]));
  }
  return groups;
}

const byName = byType.get("*") ?? new Set<string>();

/** True when an input of a type has been reviewed: by its path with `[]` for each list, for its service, or by its name. */
export function isReviewed(type: string, path: string, name: string): boolean {
  const [, service = ""] = /^aws:([^/]+)\//.exec(type) ?? [];
  return [byType.get(type), byType.get(`${service}/*`)].some((paths) => paths?.has(path)) || byName.has(name);
}
