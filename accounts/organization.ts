import { recordDays } from "../components/facts/retention";
import { policyName } from "../components/naming/names";
import { tagsFor } from "../components/naming/tags";
import { AccountBaseline } from "../components/organization/account-baseline";
import { AiOptOut } from "../components/organization/ai-opt-out";
import { OrganizationSwitches } from "../components/organization/organization-switches";
import { managementOf, type Organization } from "./config";
import { factsOf } from "./facts";
import { groundOf, openAccount } from "./scope";

/** The stack above all platforms: the only one that writes to the management account, and nothing there holds data. */
export function composeOrganization(settings: Organization): { organizationId: string } {
  const { id, rootId, owner, policyTypes, trustedServices } = settings;
  const account = managementOf(settings);
  const home = groundOf(account, settings);
  const { name, opts } = openAccount(account, settings);
  const tags = tagsFor(
    factsOf(settings, {
      classification: "internal",
      domain: name,
      layer: "platform",
      owner,
      retention: `${recordDays}d`,
    }),
  );
  new AccountBaseline(`${name}-baseline`, { home }, opts);
  const { parts } = new OrganizationSwitches("organization", { policyTypes, trustedServices }, opts);
  new AiOptOut(
    "organization-ai-opt-out",
    {
      policyName: policyName(home.naming, { domain: "organization", purpose: "ai-opt-out" }),
      rootId,
      after: parts,
      tags,
    },
    opts,
  );
  return { organizationId: id };
}
