/**
 * Types of organization policy that the platform knows how to write. `BEDROCK_POLICY` and `UPGRADE_ROLLOUT_POLICY` exist too and are
 * left out until their documents are known. Source: AWS Organizations API reference, `EnablePolicyType`.
 */
export const policyTypes = [
  "AISERVICES_OPT_OUT_POLICY",
  "BACKUP_POLICY",
  "CHATBOT_POLICY",
  "DECLARATIVE_POLICY_EC2",
  "INSPECTOR_POLICY",
  "RESOURCE_CONTROL_POLICY",
  "S3_POLICY",
  "SECURITYHUB_POLICY",
  "SERVICE_CONTROL_POLICY",
  "TAG_POLICY",
] as const;

export type PolicyType = (typeof policyTypes)[number];

/** What every platform relies on, and for what. */
export const reliedOn: Readonly<Partial<Record<PolicyType, string>>> = {
  AISERVICES_OPT_OUT_POLICY: "by which AI services keep nothing of what they are given",
  RESOURCE_CONTROL_POLICY: "which keeps strangers out of data whatever its owner allows",
  SERVICE_CONTROL_POLICY: "which keeps an account's administrators inside their jurisdiction",
};

/** Service that must be trusted before a type can be on. Source: documentation of the provider's `organizations.Organization`. */
export const neededServices: Readonly<Partial<Record<PolicyType, string>>> = {
  INSPECTOR_POLICY: "inspector2.amazonaws.com",
  SECURITYHUB_POLICY: "securityhub.amazonaws.com",
};

/** RAM: sharing with the organization instead of with accounts by invitation. */
export const sharingService = "ram.amazonaws.com";
