import { ContractRegistry } from "../components/catalog/contract-registry";
import type { Contract } from "../components/catalog/contract";
import type { RetentionDays } from "../components/facts/retention";
import { registryNames } from "../components/catalog/registry-access";
import { evolutionKeyUses } from "../components/catalog/table-evolution";
import type { DataKey } from "../components/security/data-key";
import { evolvingRoles } from "./evolution";
import { platformTags } from "./facts";
import { deployRoleArn } from "./scope";
import type { Site } from "./sites";

/** The registry of the stack's data products, in governance's account; gives its key. */
export function layRegistry(
  { scope, platform, home }: Site,
  contracts: readonly Contract[],
  daysOf: (domain: string) => RetentionDays,
): DataKey {
  const evolving = evolvingRoles({ home }, contracts);
  const { key } = new ContractRegistry(
    `${scope.name}-registry`,
    {
      home,
      names: registryNames(home, scope.name),
      contracts,
      daysOf,
      ...(evolving.length > 0 && { keyUses: evolutionKeyUses(home, evolving) }),
      deployRoleArn: deployRoleArn(home.accountId, platform),
      days: platform.retention.auditDays,
      tags: platformTags(scope, platform),
    },
    scope.opts,
  );
  return key;
}
