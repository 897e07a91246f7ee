import type { Rule } from "../rule";
import { backupRules } from "./backup";
import { bucketRules } from "./buckets";
import { bypassRules } from "./bypass";
import { changeControlRules } from "./change-control";
import { classificationRules } from "./classification";
import { confusedDeputyRules } from "./confused-deputy";
import { costRules } from "./cost";
import { dataQualityRules } from "./data-quality";
import { dutyRules } from "./duties";
import { emulatorRules } from "./emulator";
import { encryptionRules } from "./encryption";
import { errorSinkRules } from "./error-sinks";
import { exposureRules } from "./exposure";
import { lakeFormationRules } from "./lake-formation";
import { lakeGrantRules } from "./lake-grants";
import { lakeObjectRules } from "./lake-objects";
import { lakeSettingRules } from "./lake-settings";
import { limitRules } from "./limits";
import { loggingRules } from "./logging";
import { networkRules } from "./network";
import { placementRules } from "./placement";
import { privacyRules } from "./privacy";
import { privilegeRules } from "./privileges";
import { provableRules } from "./provable";
import { publicCopyRules } from "./public-copies";
import { recordKeepingRules } from "./record-keeping";
import { regionServiceRules } from "./region-services";
import { resilienceRules } from "./resilience";
import { retentionRules } from "./retention";
import { retentionAgreesRules } from "./retention-agrees";
import { roleRules } from "./roles";
import { sharingRules } from "./sharing";
import { taggingRules } from "./tagging";
import { transferRules } from "./transfers";
import { transportRules } from "./transport";

/** Every rule of the pack, in the order of reports. */
export const rules: readonly Rule[] = [
  ...placementRules,
  ...emulatorRules,
  ...transferRules,
  ...provableRules,
  ...bypassRules,
  ...sharingRules,
  ...confusedDeputyRules,
  ...publicCopyRules,
  ...privilegeRules,
  ...roleRules,
  ...dutyRules,
  ...lakeFormationRules,
  ...lakeSettingRules,
  ...lakeGrantRules,
  ...lakeObjectRules,
  ...bucketRules,
  ...encryptionRules,
  ...transportRules,
  ...exposureRules,
  ...networkRules,
  ...loggingRules,
  ...resilienceRules,
  ...backupRules,
  ...taggingRules,
  ...classificationRules,
  ...retentionRules,
  ...retentionAgreesRules,
  ...recordKeepingRules,
  ...changeControlRules,
  ...costRules,
  ...regionServiceRules,
  ...limitRules,
  ...dataQualityRules,
  ...errorSinkRules,
  ...privacyRules,
];
