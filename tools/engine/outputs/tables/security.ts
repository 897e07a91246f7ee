import { byId, plainId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of detectors and analyzers. */
export const security: Readonly<Record<string, ComputedOutputs>> = {
  "aws:guardduty/detector:Detector": byId("{hex17}", regional("guardduty", "detector/{hex17}"), {
    outputs: { accountId: "{account}" },
  }),
  "aws:macie2/account:Account": plainId("{account}"),
  "aws:securityhub/account:Account": byId("{account}", regional("securityhub", "hub/default")),
  "aws:accessanalyzer/analyzer:Analyzer": byId("{name}", regional("access-analyzer", "analyzer/{name}"), {
    nameFrom: "analyzerName",
  }),
  "aws:auditmanager/assessment:Assessment": byId("{uuid}", regional("auditmanager", "assessment/{uuid}")),
};
