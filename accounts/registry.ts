import { ContractRegistry } from "../components/catalog/contract-registry";
import type { Contract } from "../components/catalog/contract";
import type { RetentionDays } from "../components/facts/retention";
import { registryNames } from "../components/catalog/registry-access";
import { platformTags } from "./facts";
import { deployRoleArn } from "./scope";
import type { Site } from "./sites";

/** The registry of the stack's data products, in governance's account. */
export function layRegistry(
  { scope, platform, home }: Site,
  contracts: readonly Contract[],
  daysOf: (domain: string) => RetentionDays,
): void {
  new ContractRegistry(
    `${scope.name}-registry`,
    {
      home,
      names: registryNames(home, scope.name),
      contracts,
      daysOf,
      deployRoleArn: deployRoleArn(home.accountId, platform),
      days: platform.retention.auditDays,
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
}
