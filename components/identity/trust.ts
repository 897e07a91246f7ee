import { capabilities, type ServicePrincipal } from "./capabilities";
import { arns } from "../naming/arns";
import type { PolicyStatement } from "./statement";

/**
 * Lets an AWS service assume a role, only when it works for `accountId`: without `aws:SourceAccount` another customer
 * could make the service use the role (the confused-deputy problem).
 */
export function trustService(service: ServicePrincipal, accountId: string): PolicyStatement {
  return {
    Sid: "ServiceOfThisAccount",
    Effect: "Allow",
    Principal: { Service: capabilities[service].principal },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

/**
 * Lets people of the same account assume a role, only out of a session of IAM Identity Center (where multi-factor sign-in is
 * enforced) and only from inside the organization.
 */
export function trustWorkforce(accountId: string, organizationId: string): PolicyStatement {
  return {
    Sid: "WorkforceOfThisAccount",
    Effect: "Allow",
    Principal: { AWS: arns.root(accountId) },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:PrincipalOrgID": organizationId },
      ArnLike: {
        "aws:PrincipalArn": arns.role(accountId, "*AWSReservedSSO_*", "/aws-reserved/sso.amazonaws.com/"),
      },
    },
  };
}
