import { tokensOf } from "./tokens";

// Written by sdk-inventory.ts from the installed @pulumi/aws; its spec compares. Do not edit by hand.
/** Types without a `region` input: they exist once per account. */
export const globalTypes: ReadonlySet<string> = tokensOf({
  account: "alternativeContact primaryContact region",
  backup: "globalSettings",
  bcmdata: "export",
  bedrock: "useCaseForModelAccess",
  billing: "view",
  budgets: "budget budgetAction",
  chime: "sdkvoiceGlobalSettings",
  cloudfront:
    "anycastIpList cachePolicy connectionFunction connectionGroup continuousDeploymentPolicy distribution distributionTenant fieldLevelEncryptionConfig fieldLevelEncryptionProfile function keyGroup keyValueStore keyvaluestoreKey keyvaluestoreKeysExclusive monitoringSubscription multitenantDistribution originAccessControl originAccessIdentity originRequestPolicy publicKey realtimeLogConfig responseHeadersPolicy trustStore vpcOrigin",
  cloudtrail: "organizationDelegatedAdminAccount",
  costexplorer: "anomalyMonitor anomalySubscription costAllocationTag costCategory",
  costoptimizationhub: "enrollmentStatus preferences",
  cur: "reportDefinition",
  directconnect: "gateway",
  ec2: "vpcIpamOrganizationAdminAccount",
  fms: "adminAccount",
  globalaccelerator:
    "accelerator crossAccountAttachment customRoutingAccelerator customRoutingEndpointGroup customRoutingListener endpointGroup listener",
  iam: "accessKey accountAlias accountPasswordPolicy group groupMembership groupPoliciesExclusive groupPolicy groupPolicyAttachment groupPolicyAttachmentsExclusive instanceProfile openIdConnectProvider organizationsFeatures outboundWebIdentityFederation policy policyAttachment role rolePoliciesExclusive rolePolicy rolePolicyAttachment rolePolicyAttachmentsExclusive samlProvider securityTokenServicePreferences serverCertificate serviceLinkedRole serviceSpecificCredential signingCertificate sshKey user userGroupMembership userLoginProfile userPoliciesExclusive userPolicy userPolicyAttachment userPolicyAttachmentsExclusive virtualMfaDevice",
  networkmanager:
    "attachmentAccepter attachmentRoutingPolicyLabel connectAttachment connectPeer connection coreNetwork coreNetworkPolicyAttachment customerGatewayAssociation device dxGatewayAttachment globalNetwork link linkAssociation prefixListAssociation site siteToSiteVpnAttachment transitGatewayConnectPeerAssociation transitGatewayPeering transitGatewayRegistration transitGatewayRouteTableAttachment vpcAttachment",
  notifications:
    "channelAssociation contactsEmailContact eventRule managedNotificationAccountContactAssociation managedNotificationAdditionalChannelAssociation notificationConfiguration notificationHub organizationalUnitAssociation organizationsAccess",
  organizations:
    "account awsServiceAccess delegatedAdministrator organization organizationalUnit policy policyAttachment resourcePolicy tag",
  ram: "sharingWithOrganization",
  rolesanywhere: "profile trustAnchor",
  route53:
    "cidrCollection cidrLocation delegationSet healthCheck hostedZoneDnsSec keySigningKey queryLog record recordsExclusive trafficPolicy trafficPolicyInstance vpcAssociationAuthorization zone zoneAssociation",
  route53domains: "delegationSignerRecord domain registeredDomain",
  route53recoverycontrol: "cluster controlPanel routingControl safetyRule",
  route53recoveryreadiness: "cell readinessCheck recoveryGroup resourceSet",
  s3: "accountPublicAccessBlock",
  servicecatalog: "organizationsAccess",
  shield:
    "applicationLayerAutomaticResponse drtAccessLogBucketAssociation drtAccessRoleArnAssociation proactiveEngagement protection protectionGroup protectionHealthCheckAssociation subscription",
  uxc: "accountCustomizations",
  waf: "byteMatchSet geoMatchSet ipSet rateBasedRule regexMatchSet regexPatternSet rule ruleGroup sizeConstraintSet sqlInjectionMatchSet webAcl xssMatchSet",
});
