import { ContractRegistry } from "../components/catalog/contract-registry";
import type { Contract } from "../components/catalog/contract";
import { registryNames } from "../components/catalog/registry-access";
import type { Platform } from "./config";
import { homeOf, platformTags } from "./facts";
import type { Foundation } from "./foundation";
import { deployRoleArn, type AccountScope } from "./scope";

/** The registry of the stack's data products, in governance's account. */
export function layRegistry(
  scope: AccountScope,
  platform: Platform,
  foundation: Foundation,
  contracts: readonly Contract[],
): void {
  const { accountId, naming, placement } = scope;
  new ContractRegistry(
    `${scope.name}-registry`,
    {
      home: homeOf(scope, platform),
      names: registryNames(naming, scope.name, placement.region),
      contracts,
      deployRoleArn: deployRoleArn(accountId, platform),
      boundaryArn: foundation.boundaryArn,
      logBucket: foundation.logBucket,
      days: platform.retention.auditDays,
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
}
