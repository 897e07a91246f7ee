import { quote, type UnplacedIssue } from "../../components/errors/check-yaml";
import { isStage } from "../../components/residency/stages";
import { checkAccounts, checkReferences } from "./checks/accounts";
import type { Check } from "./checks/check";
import { checkDomains, checkNames, checkProductNames } from "./checks/domains";
import { checkKinds } from "./checks/kinds";
import { checkGuardrails } from "./checks/guardrails";
import { checkCoverage, checkManagement, checkRegions, checkUnits } from "./checks/places";
import { checkServices } from "./checks/services";
import { checkTransfers } from "./checks/transfers";
import type { Settings } from "./stack";

const platformChecks: readonly Check[] = [
  checkRegions,
  checkServices,
  ({ organization }) => under("organization", checkUnits(organization)),
  checkCoverage,
  checkManagement,
  checkAccounts,
  checkReferences,
  checkNames,
  checkDomains,
  checkProductNames,
  checkKinds,
  checkTransfers,
];

/** Everything about a stack's settings that no single key shows. Values may be malformed. `today` is YYYY-MM-DD. */
export function crossCheck(settings: Settings, today: string): UnplacedIssue[] {
  const { "meridian:platform": platform, "meridian:organization": organization } = settings;
  return [
    ...checkKind(settings),
    ...(platform === undefined
      ? []
      : under(
          "meridian:platform",
          platformChecks.flatMap((check) => check(platform, today)),
        )),
    ...(organization === undefined
      ? []
      : under("meridian:organization", [
          ...checkRegions(organization),
          ...checkServices(organization, today),
          ...checkUnits(organization),
          ...checkGuardrails(organization),
        ])),
    ...checkEndpoint(settings),
  ];
}

/** A stack is of one kind. */
function checkKind({
  "meridian:platform": platform,
  "meridian:organization": organization,
}: Settings): UnplacedIssue[] {
  if (platform === undefined && organization === undefined) {
    const message = "has neither meridian:platform nor meridian:organization; add one of them";
    return [{ path: [], at: "key", message }];
  }
  if (platform === undefined || organization === undefined) return [];
  const message =
    "a stack is a platform or an organization, and this one is both; move it to a stack of its own";
  return [{ path: ["meridian:organization"], at: "key", message }];
}

/** Production is never pointed away from AWS: what it reports as deployed would not be there. */
function checkEndpoint(settings: Settings): UnplacedIssue[] {
  const { "meridian:endpoint": endpoint } = settings;
  const { stage = "" } = settings["meridian:platform"] ?? settings["meridian:organization"] ?? {};
  // A misspelt stage has its own message.
  if (endpoint === undefined || stage === "dev" || !isStage(stage)) return [];
  const message = `${quote(endpoint)} is for stage "dev" only, and this stack's is ${quote(stage)}; remove it`;
  return [{ path: ["meridian:endpoint"], message }];
}

/** The same issues, as seen from one level up. */
export const under = (key: string, issues: readonly UnplacedIssue[]): UnplacedIssue[] =>
  issues.map((issue) => ({ ...issue, path: [key, ...issue.path] }));
