import { checkAccounts, checkReferences } from "./checks/accounts";
import type { Check } from "./checks/check";
import { checkDomains, checkNames, checkProductNames } from "./checks/domains";
import { checkOrganization, checkRegions } from "./checks/places";
import { checkTransfers } from "./checks/transfers";

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

/** Everything about a platform that no single key shows. */
export const crossCheck: Check = (platform, today) => checks.flatMap((check) => check(platform, today));
