/** Services whose every action on everything is administration or all of the data. */
export const guardedServices = [
  "cloudtrail",
  "iam",
  "kms",
  "lakeformation",
  "organizations",
  "ram",
  "s3",
  "secretsmanager",
] as const;

/** Managed policies of AWS that allow every action of one of these services, or of all, on everything; with their path. */
export const broadManagedPolicies: ReadonlySet<string> = new Set([
  "AdministratorAccess",
  "AdministratorAccess-Amplify",
  "AmazonS3FullAccess",
  "AWSCloudTrail_FullAccess",
  "AWSLakeFormationDataAdmin",
  "AWSOrganizationsFullAccess",
  "AWSResourceAccessManagerFullAccess",
  "IAMFullAccess",
  "PowerUserAccess",
  "SecretsManagerReadWrite",
  "job-function/DatabaseAdministrator",
  "job-function/SystemAdministrator",
]);

/** Type → input that attaches managed policies by ARN. */
export const attachedArns: Readonly<Record<string, string>> = {
  "iam/groupPolicyAttachment": "policyArn",
  "iam/groupPolicyAttachmentsExclusive": "policyArns[]",
  "iam/policyAttachment": "policyArn",
  "iam/role": "managedPolicyArns[]",
  "iam/rolePolicyAttachment": "policyArn",
  "iam/rolePolicyAttachmentsExclusive": "policyArns[]",
  "iam/userPolicyAttachment": "policyArn",
  "iam/userPolicyAttachmentsExclusive": "policyArns[]",
  "ssoadmin/managedPolicyAttachment": "managedPolicyArn",
};
