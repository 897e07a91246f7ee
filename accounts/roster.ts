import { rolePath } from "../components/identity/work-role";
import { arns } from "../components/naming/arns";
import { roleName, type Naming } from "../components/naming/names";

/** A role by its literal name and ARN: known before anything is made, so that policies of other accounts can name it. */
export interface NamedRole {
  readonly name: string;
  readonly arn: string;
}

/** Where a role is. */
export interface RoleHome {
  /** 12 digits. */
  readonly accountId: string;
  readonly naming: Naming;
}

/** The platform's role of that purpose for a domain; `platform` for what serves none. */
export function roleOf({ accountId, naming }: RoleHome, domain: string, purpose: string): NamedRole {
  const name = roleName(naming, { domain, purpose });
  return { name, arn: arns.role(accountId, name, rolePath) };
}
