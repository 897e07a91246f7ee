import { recordDays } from "../components/facts/retention";
import { policyName } from "../components/naming/names";
import { tagsFor } from "../components/naming/tags";
import { AccountBaseline } from "../components/organization/account-baseline";
import { AiOptOut } from "../components/organization/ai-opt-out";
import { OrganizationSwitches } from "../components/organization/organization-switches";
import { managementOf, type Organization } from "./config";
import { openAccount } from "./scope";

/** The stack above all platforms: the only one that writes to the management account, and nothing there holds data. */
export function composeOrganization(settings: Organization): { organizationId: string } {
  const { homeRegion, id, rootId, owner, policyTypes, trustedServices } = settings;
  const { name, accountId, naming, opts } = openAccount(managementOf(settings), settings);
  const tags = tagsFor({
    classification: "internal",
    jurisdiction: naming.jurisdiction,
    environment: naming.stage,
    domain: name,
    layer: "platform",
    owner,
    retention: `${recordDays}d`,
  });
  new AccountBaseline(`${name}-baseline`, { accountId, regions: [homeRegion] }, opts);
  const { parts } = new OrganizationSwitches("organization", { policyTypes, trustedServices }, opts);
  new AiOptOut(
    "organization-ai-opt-out",
    {
      policyName: policyName(naming, { domain: "organization", purpose: "ai-opt-out" }),
      rootId,
      after: parts,
      tags,
    },
    opts,
  );
  return { organizationId: id };
}
