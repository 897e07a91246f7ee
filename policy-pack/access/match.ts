import type { Condition, Statement } from "../iam/document";
import { covers } from "../iam/wildcard";

/** Whether the statement speaks of the action; `action` is one action, not a pattern. */
export function speaksOfAction({ actions, notActions }: Statement, action: string): boolean {
  const lower = action.toLowerCase();
  const named = (patterns: readonly string[]) => patterns.some((each) => covers(each.toLowerCase(), lower));
  return actions.length > 0 ? named(actions) : notActions.length > 0 && !named(notActions);
}

/** Whether the statement speaks of every resource that `resource` stands for; a pattern is covered by an equal or wider one. */
export function coversResource({ resources, notResources }: Statement, resource: string): boolean {
  if (resources.length > 0) return resources.some((each) => covers(each, resource));
  return notResources.length === 0 || !notResources.some((each) => covers(each, resource));
}

/** Whether the statement speaks of some of what `resource` stands for. */
export function touchesResource({ resources, notResources }: Statement, resource: string): boolean {
  if (resources.length > 0) return resources.some((each) => covers(each, resource) || covers(resource, each));
  return notResources.length === 0 || !notResources.some((each) => covers(each, resource));
}

const negated = /not/i;

/** Whether a condition on `aws:PrincipalArn` holds for the role; undefined when the condition is about something else. */
export function holdsForRole({ key, operator, values }: Condition, roleArn: string): boolean | undefined {
  if (key !== "aws:principalarn") return undefined;
  const named = values.some((value) => covers(value, roleArn));
  return negated.test(operator) ? !named : named;
}

/** Whether a statement's conditions let it speak to the role: those about its ARN hold, and those about AWS's own services do not bind it. */
export function speaksToRole({ conditions }: Statement, roleArn: string): boolean {
  return conditions.every((condition) => {
    if (condition.key === "aws:principalisawsservice")
      return condition.values.every((value) => value.toLowerCase() === "false");
    return holdsForRole(condition, roleArn) ?? true;
  });
}
