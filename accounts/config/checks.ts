import { quote, type UnplacedIssue } from "../../components/errors/check-yaml";
import { isStage } from "../../components/residency/stages";
import { checkAccounts, checkReferences } from "./checks/accounts";
import type { Check } from "./checks/check";
import { checkDomains, checkNames, checkProductNames } from "./checks/domains";
import { checkOrganization, checkRegions } from "./checks/places";
import { checkTransfers } from "./checks/transfers";
import type { Settings } from "./platform";

const checks: readonly Check[] = [
  checkRegions,
  checkOrganization,
  checkAccounts,
  checkReferences,
  checkNames,
  checkDomains,
  checkProductNames,
  checkTransfers,
];

/** Everything about a stack's settings that no single key shows. Values may be malformed. `today` is YYYY-MM-DD. */
export function crossCheck(settings: Settings, today: string): UnplacedIssue[] {
  const platform = settings["meridian:platform"];
  const found = checks.flatMap((check) => check(platform, today));
  return [
    ...found.map((issue) => ({ ...issue, path: ["meridian:platform", ...issue.path] })),
    ...checkEndpoint(settings),
  ];
}

/** Production is never pointed away from AWS: what it reports as deployed would not be there. */
function checkEndpoint({ "meridian:platform": { stage }, "meridian:endpoint": endpoint }: Settings) {
  // A misspelt stage has its own message.
  if (endpoint === undefined || stage === "dev" || !isStage(stage)) return [];
  const message = `${quote(endpoint)} is for stage "dev" only, and this stack's is ${quote(stage)}; remove it`;
  return [{ path: ["meridian:endpoint"], message }];
}
