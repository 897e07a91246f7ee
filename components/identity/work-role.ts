import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { arns } from "../naming/arns";
import { roleName } from "../naming/names";
import type { Ground } from "../site/home";
import { policyDocument, type PolicyStatement } from "./statement";

/** Path of every role that the platform makes; part of the role's ARN, so policies elsewhere must name it too. */
export const rolePath = "/meridian/";

/** A role by its literal name and ARN: known before anything is made, so that policies of other accounts can name it. */
export interface NamedRole {
  readonly name: string;
  readonly arn: string;
}

/** Where a role is. */
export type RoleHome = Pick<Ground, "accountId" | "naming">;

/** The platform's role of that purpose for a domain; `platform` for what serves none. */
export function namedRole({ accountId, naming }: RoleHome, domain: string, purpose: string): NamedRole {
  const name = roleName(naming, { domain, purpose });
  return { name, arn: arns.role(accountId, name, rolePath) };
}

/** An hour: who comes by another role, as people do from Identity Center, gets no longer session anyway (IAM User Guide, "Role chaining"). */
const sessionSeconds = 3600;

export interface WorkRoleArgs {
  /** Physical name, ≤ 64 characters. */
  roleName: string;
  /** What the role is for, shown in the console. */
  description: string;
  /** Who may assume it: see `trustService` and `trustWorkforce`. */
  trust: PolicyStatement | readonly PolicyStatement[];
  /** ARN of the account's permissions boundary. */
  boundaryArn: pulumi.Input<string>;
  /** Inline policies by short name. Literal ARNs only, so that the documents are known at preview. */
  policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  /** Managed policies of AWS to attach, by short name → ARN. */
  managedPolicies?: Readonly<Record<string, string>>;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
}

/** An IAM role of the platform: bounded, under its own path, with short sessions. IAM is global: it has no region. */
export class WorkRole extends pulumi.ComponentResource {
  static readonly type = "meridian:identity:WorkRole";
  readonly arn: pulumi.Output<string>;
  /** The role and its policies: depend on these where AWS checks what the role can do. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: WorkRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super(WorkRole.type, name, {}, opts);
    const child = { parent: this };
    const role = new iam.Role(
      name,
      {
        name: args.roleName,
        description: args.description,
        assumeRolePolicy: policyDocument([args.trust].flat()),
        maxSessionDuration: sessionSeconds,
        tags: args.tags,
        path: rolePath,
        permissionsBoundary: args.boundaryArn,
      },
      child,
    );
    const policies = Object.entries(args.policies).map(
      ([purpose, statements]) =>
        new iam.RolePolicy(
          `${name}-${purpose}`,
          { name: purpose, role: role.name, policy: policyDocument(statements) },
          child,
        ),
    );
    const attachments = Object.entries(args.managedPolicies ?? {}).map(
      ([purpose, policyArn]) =>
        new iam.RolePolicyAttachment(`${name}-${purpose}`, { role: role.name, policyArn }, child),
    );
    this.arn = role.arn;
    this.parts = [role, ...policies, ...attachments];
    this.registerOutputs({ arn: this.arn });
  }
}
