import { Provider } from "@pulumi/aws/provider";

import { arns } from "../components/naming/arns";
import { sessionName } from "../components/naming/names";
import { place } from "../components/residency/place";
import type { Ground } from "../components/site/home";
import type { Platform } from "./config";
import { emulatorArgs } from "./emulator";

export type Account = Platform["accounts"][number];

/** One AWS account the program may write to: what it is called, what it is for, and the provider that pins account and region. */
export interface AccountScope {
  readonly name: string;
  readonly role: Account["role"];
  /** Options of every top-level component of the account. */
  readonly opts: { readonly provider: Provider };
}

/** Where an account is and what holds for everything that is made there. */
export function groundOf({ id }: Account, platform: Platform): Ground {
  const { prefix, jurisdiction, stage } = platform;
  return {
    placement: place(jurisdiction, platform.homeRegion, platform.replicaRegion),
    accountId: id,
    organizationId: platform.organization.id,
    naming: { prefix, jurisdiction, stage },
    keep: stage === "prod",
  };
}

/**
 * Opens one account: the only place where a provider is made. Its region is the home region, so that a resource without a
 * region of its own still stays in the jurisdiction; its account is a literal, so that wrong credentials fail instead of writing.
 * With `meridian:endpoint` it writes to that emulator and to nothing else.
 */
export function openAccount(account: Account, platform: Platform): AccountScope {
  const provider = new Provider(account.name, {
    region: platform.homeRegion,
    allowedAccountIds: [account.id],
    assumeRoles: [{ roleArn: deployRoleArn(account.id, platform), sessionName: sessionName(platform.stack) }],
    ...(platform.endpoint === undefined ? {} : emulatorArgs(platform.endpoint)),
  });
  return { name: account.name, role: account.role, opts: { provider } };
}

/** The role that a deployment assumes in an account; also Lake Formation's administrator there. */
export function deployRoleArn(accountId: string, platform: Platform): string {
  return arns.role(accountId, platform.deployRole);
}
