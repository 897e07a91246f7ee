import { byArn, byId, global, plainId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of identities, shares and the organization. */
export const identity: Readonly<Record<string, ComputedOutputs>> = {
  "aws:iam/role:Role": byId("{name}", global("iam", "role{path}{name}"), {
    outputs: { uniqueId: "AROA{hex17}" },
  }),
  "aws:iam/policy:Policy": byArn(global("iam", "policy{path}{name}"), {
    outputs: { policyId: "ANPA{hex17}" },
  }),
  "aws:iam/user:User": byId("{name}", global("iam", "user{path}{name}")),
  "aws:iam/group:Group": byId("{name}", global("iam", "group{path}{name}")),
  "aws:iam/instanceProfile:InstanceProfile": byId("{name}", global("iam", "instance-profile{path}{name}")),
  "aws:iam/rolePolicy:RolePolicy": plainId("{role}:{name}"),
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": plainId("{role}-{hex17}"),
  "aws:iam/serviceLinkedRole:ServiceLinkedRole": byArn(
    global("iam", "role/aws-service-role/{awsServiceName}/AWSServiceRole{hex8}"),
  ),
  "aws:ram/resourceShare:ResourceShare": byArn(regional("ram", "resource-share/{uuid}")),
  "aws:ram/principalAssociation:PrincipalAssociation": plainId("{resourceShareArn},{principal}"),
  "aws:ram/resourceAssociation:ResourceAssociation": plainId("{resourceShareArn},{resourceArn}"),
  "aws:organizations/policy:Policy": byId(
    "p-{hex8}",
    "arn:{partition}:organizations::{account}:policy/p-{hex8}",
  ),
  "aws:organizations/organizationalUnit:OrganizationalUnit": byId(
    "ou-{hex8}",
    "arn:{partition}:organizations::{account}:ou/ou-{hex8}",
  ),
  "aws:organizations/policyAttachment:PolicyAttachment": plainId("{targetId}:{policyId}"),
};
