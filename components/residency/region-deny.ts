import { regionsOf, type JurisdictionId } from "./jurisdictions";

/**
 * Control planes that exist once for all regions and report us-east-1 as the requested one. Narrower than AWS's sample: `kms`,
 * `config`, `acm`, `wafv2` and `bedrock` hold or move data in a region, so they are denied with the rest.
 */
const globalServices = [
  "account:*",
  "access-analyzer:*",
  "artifact:*",
  "billing:*",
  "budgets:*",
  "ce:*",
  "cloudfront:*",
  "cur:*",
  "globalaccelerator:*",
  "health:*",
  "iam:*",
  "identitystore:*",
  "networkmanager:*",
  "notifications:*",
  "organizations:*",
  "pricing:*",
  "route53:*",
  "route53domains:*",
  "s3:GetAccountPublicAccessBlock",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublicAccessBlock",
  "savingsplans:*",
  "shield:*",
  "sso:*",
  "sso-directory:*",
  "sts:*",
  "support:*",
  "tax:*",
  "trustedadvisor:*",
  "waf:*",
  "wellarchitected:*",
] as const;

/** A service control policy, as Organizations takes it once it is JSON. */
export interface RegionDeny {
  Version: "2012-10-17";
  Statement: [
    {
      Sid: string;
      Effect: "Deny";
      NotAction: readonly string[];
      Resource: "*";
      Condition: {
        StringNotEquals: { "aws:RequestedRegion": readonly string[] };
        ArnNotLike: { "aws:PrincipalArn": readonly string[] };
      };
    },
  ];
}

/**
 * What the organizational unit of a jurisdiction denies: everything outside its regions. The same model decides in the
 * configuration, in the components and in the policy pack, so none of them can allow what another denies. It binds neither
 * the management account nor service-linked roles.
 * @param breakGlass ARN patterns of the roles that it does not bind
 */
export function regionDeny(jurisdiction: JurisdictionId, breakGlass: readonly string[]): RegionDeny {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: `RegionDeny${jurisdiction.toUpperCase()}`,
        Effect: "Deny",
        NotAction: globalServices,
        Resource: "*",
        Condition: {
          StringNotEquals: { "aws:RequestedRegion": regionsOf(jurisdiction) },
          ArnNotLike: { "aws:PrincipalArn": breakGlass },
        },
      },
    ],
  };
}
