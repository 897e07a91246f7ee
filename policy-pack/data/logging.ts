import { recordDays } from "../../components/facts/retention";
import { atLeast, key, oneOf, optional, requirements, when, yes } from "./requirement";

/** What a trail has to be told. Checked against the SDK by the spec, as all tables here. */
export const trailRequirements = requirements([
  ["cloudtrail/trail", "enableLogging", yes, optional],
  ["cloudtrail/trail", "enableLogFileValidation", yes],
  ["cloudtrail/trail", "kmsKeyId", key],
  // What IAM and signing in record is in us-east-1 alone; a trail of another region has none of it.
  ["cloudtrail/trail", "isMultiRegionTrail", yes],
]);

/** AWS keeps a log group for ever, under its own key, unless told otherwise. */
export const logGroupRequirements = requirements([
  ["cloudwatch/logGroup", "retentionInDays", atLeast(1)],
  ["cloudwatch/logGroup", "retentionInDays", atLeast(recordDays), when("tags.dp:layer", "audit")],
  ["cloudwatch/logGroup", "kmsKeyId", key],
]);

/** Detective services that can be made and still be switched off. */
export const detectorRequirements = requirements([
  ["cfg/recorderStatus", "isEnabled", yes],
  ["cfg/recorder", "recordingGroup.allSupported", yes, optional],
  ["guardduty/detector", "enable", yes, optional],
  ["guardduty/organizationConfiguration", "autoEnableOrganizationMembers", oneOf("ALL", "NEW")],
  ["macie2/account", "status", oneOf("ENABLED"), optional],
  ["macie2/organizationConfiguration", "autoEnable", yes],
  ["securityhub/organizationConfiguration", "autoEnable", yes],
]);
