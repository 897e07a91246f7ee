import { rows, type Sink } from "./row";

/** Keys and secrets, grants, shares, links and other access for somebody elsewhere (channels 10 to 16, 31, 32, 44, 45, 64). */
export const accessSinks: readonly Sink[] = [
  ...rows({ rule: "RES-24", channel: 10, mechanism: "grant" }, [
    ["kms/grant", "P5", "granteePrincipal", "retiringPrincipal"],
  ]),
  ...rows({ rule: "RES-09", channel: 11, mechanism: "replication" }, [
    ["kms/replicaKey", "P2", "primaryKeyArn"],
    ["kms/replicaExternalKey", "P2", "primaryKeyArn"],
  ]),
  ...rows({ rule: "RES-24", channel: 12, mechanism: "principal" }, [
    ["acmpca/permission", "P5", "principal", "sourceAccount"],
    ["signer/signingProfilePermission", "P5", "principal"],
    ["ecr/pullTimeUpdateExclusion", "P5", "principalArn"],
    ["eks/accessEntry", "P5", "principalArn"],
    ["eks/accessPolicyAssociation", "P5", "principalArn"],
    ["iot/thingPrincipalAttachment", "P5", "principal"],
    ["servicecatalog/principalPortfolioAssociation", "P5", "principalArn"],
    ["servicecatalog/portfolioShare", "P5", "principalId"],
    ["ssm/document", "P5", "permissions.account_ids"],
    ["licensemanager/licenseGrant", "P5", "principal"],
    [
      "elastictranscoder/pipeline",
      "P5",
      "contentConfigPermissions[].grantee",
      "thumbnailConfigPermissions[].grantee",
    ],
    ["globalaccelerator/crossAccountAttachment", "P5", "principals[]"],
    ["lightsail/bucketResourceAccess", "P4", "bucketName"],
  ]),
  ...rows({ rule: "SHR-04", channel: 13, mechanism: "share" }, [
    ["ram/principalAssociation", "P5", "principal"],
    ["ram/resourceShareAssociationsExclusive", "P5", "principals[]"],
  ]),
  ...rows({ rule: "RES-24", channel: 14, mechanism: "grant" }, [
    ["lakeformation/permissions", "P5", "principal"],
    ["lakeformation/permissions", "P2", "catalogId"],
    ["lakeformation/optIn", "P5", "principals[].dataLakePrincipalIdentifier"],
  ]),
  ...rows({ rule: "RES-24", channel: 14, mechanism: "link" }, [["lakeformation/resource", "P2", "arn"]]),
  ...rows({ rule: "RES-08", channel: 15, mechanism: "link" }, [
    ["glue/catalogDatabase", "P2", "targetDatabase.region", "targetDatabase.catalogId"],
    ["glue/catalogTable", "P2", "targetTable.region", "targetTable.catalogId"],
  ]),
  ...rows({ rule: "RES-24", channel: 16, mechanism: "grant" }, [
    [
      "lakeformation/dataLakeSettings",
      "P5",
      "externalDataFilteringAllowLists[]",
      "trustedResourceOwners[]",
      "createDatabaseDefaultPermissions[].principal",
      "createTableDefaultPermissions[].principal",
    ],
  ]),
  ...rows({ rule: "RES-10", channel: 31, mechanism: "replication" }, [
    ["secretsmanager/secret", "P1", "replicas[].region"],
    ["ssmincidents/replicationSet", "P1", "regions[].name"],
  ]),
  ...rows({ rule: "RES-24", channel: 32, mechanism: "replication" }, [
    ["ecr/replicationConfiguration", "P1", "replicationConfiguration.rules[].destinations[].region"],
    ["ecr/replicationConfiguration", "P5", "replicationConfiguration.rules[].destinations[].registryId"],
  ]),
  ...rows({ rule: "RES-24", channel: 44, mechanism: "share" }, [
    ["cleanrooms/collaboration", "P5", "members[].accountId"],
    ["datazone/environment", "P1", "accountRegion"],
    ["datazone/environment", "P5", "accountIdentifier"],
    ["datazone/environmentProfile", "P1", "awsAccountRegion"],
    ["datazone/environmentProfile", "P5", "awsAccountId"],
    ["datazone/environmentBlueprintConfiguration", "P1", "enabledRegions[]"],
    ["auditmanager/frameworkShare", "P1", "destinationRegion"],
    ["auditmanager/frameworkShare", "P5", "destinationAccount"],
  ]),
  ...rows({ rule: "RES-24", channel: 45, mechanism: "link" }, [
    ["opensearch/outboundConnection", "P1", "remoteDomainInfo.region"],
    ["opensearch/outboundConnection", "P5", "remoteDomainInfo.ownerId"],
    ["opensearch/authorizeVpcEndpointAccess", "P5", "account"],
  ]),
  ...rows({ rule: "RES-12", channel: 45, mechanism: "event", bare: "text" }, [
    ["opensearchingest/pipeline", "P4", "pipelineConfigurationBody"],
  ]),
  ...rows({ rule: "RES-08", channel: 64, mechanism: "link", bare: "stack", classification: "internal" }, [
    ["pulumi:pulumi:StackReference", "P2", "name"],
  ]),
];
