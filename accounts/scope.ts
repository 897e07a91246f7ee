import { Provider } from "@pulumi/aws/provider";

import { arns } from "../components/naming/arns";
import type { Naming } from "../components/naming/names";
import { place, type Placement } from "../components/residency/place";
import type { Account, StackSettings } from "./config";
import { emulatorArgs } from "./emulator";

/** One AWS account the program may write to: who it is, where it may write, and the provider that pins both. */
export interface AccountScope {
  readonly name: string;
  readonly role: Account["role"];
  /** 12 digits. */
  readonly accountId: string;
  readonly placement: Placement;
  readonly naming: Naming;
  /** Options of every top-level component of the account. */
  readonly opts: { readonly provider: Provider };
}

/**
 * Opens one account: the only place where a provider is made. Its region is the home region, so that a resource without a
 * region of its own still stays in the jurisdiction; its account is a literal, so that wrong credentials fail instead of writing.
 * With `meridian:endpoint` it writes to that emulator and to nothing else.
 */
export function openAccount(account: Account, settings: StackSettings): AccountScope {
  const { jurisdiction, homeRegion, stage, prefix, stack, endpoint } = settings;
  const placement = place(
    jurisdiction,
    homeRegion,
    settings.kind === "platform" ? settings.replicaRegion : undefined,
  );
  const provider = new Provider(account.name, {
    region: placement.region,
    allowedAccountIds: [account.id],
    assumeRoles: [{ roleArn: deployRoleArn(account.id, settings), sessionName: `meridian-${stack}` }],
    ...(endpoint === undefined ? {} : emulatorArgs(endpoint)),
  });
  return {
    name: account.name,
    role: account.role,
    accountId: account.id,
    placement,
    naming: { prefix, jurisdiction, stage },
    opts: { provider },
  };
}

/** The role that a deployment assumes in an account; also Lake Formation's administrator there. */
export function deployRoleArn(accountId: string, { deployRole }: Pick<StackSettings, "deployRole">): string {
  return arns.role(accountId, deployRole);
}
