import { ContractRegistry } from "../components/catalog/contract-registry";
import type { Contract } from "../components/catalog/contract";
import type { RetentionDays } from "../components/facts/retention";
import { registryNames } from "../components/catalog/registry-access";
import { platformTags } from "./facts";
import { deployRoleArn } from "./scope";
import type { Site } from "./sites";

/** The registry of the stack's data products, in governance's account. */
export function layRegistry(
  { scope, platform, foundation, home }: Site,
  contracts: readonly Contract[],
  daysOf: (domain: string) => RetentionDays,
): void {
  const { accountId, naming, placement } = scope;
  new ContractRegistry(
    `${scope.name}-registry`,
    {
      home,
      names: registryNames(naming, scope.name, placement.region),
      contracts,
      daysOf,
      deployRoleArn: deployRoleArn(accountId, platform),
      boundaryArn: foundation.boundaryArn,
      logBucket: foundation.logBucket,
      days: platform.retention.auditDays,
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
}
