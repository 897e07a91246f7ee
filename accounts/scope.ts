import { Provider } from "@pulumi/aws/provider";

import { arns } from "../components/naming/arns";
import { sessionName } from "../components/naming/names";
import { place } from "../components/residency/place";
import type { Ground } from "../components/site/home";
import type { Account, StackSettings } from "./config";
import { emulatorArgs } from "./emulator";

/** One AWS account the program may write to: what it is called, what it is for, and the provider that pins account and region. */
export interface AccountScope {
  readonly name: string;
  readonly role: Account["role"];
  /** Options of every top-level component of the account. */
  readonly opts: { readonly provider: Provider };
}

/** Where an account is and how what is made there is named; in prod what holds data is protected. */
export function groundOf({ id }: Account, settings: StackSettings): Ground {
  const { jurisdiction, homeRegion, prefix, stage } = settings;
  const [replicaRegion, organizationId] =
    settings.kind === "platform"
      ? [settings.replicaRegion, settings.organization.id]
      : [undefined, settings.id];
  return {
    placement: place(jurisdiction, homeRegion, replicaRegion),
    accountId: id,
    organizationId,
    naming: { prefix, jurisdiction, stage },
    keep: stage === "prod",
  };
}

/**
 * Opens one account: the only place where a provider is made. Its region is the home region, so that a resource without a
 * region of its own still stays in the jurisdiction; its account is a literal, so that wrong credentials fail instead of writing.
 * With `meridian:endpoint` it writes to that emulator and to nothing else.
 */
export function openAccount(account: Account, settings: StackSettings): AccountScope {
  const { homeRegion, stack, endpoint } = settings;
  const provider = new Provider(account.name, {
    region: homeRegion,
    allowedAccountIds: [account.id],
    assumeRoles: [{ roleArn: deployRoleArn(account.id, settings), sessionName: sessionName(stack) }],
    ...(endpoint === undefined ? {} : emulatorArgs(endpoint)),
  });
  return { name: account.name, role: account.role, opts: { provider } };
}

/** The role that a deployment assumes in an account; also Lake Formation's administrator there. */
export function deployRoleArn(accountId: string, { deployRole }: Pick<StackSettings, "deployRole">): string {
  return arns.role(accountId, deployRole);
}
