import { inverse } from "./condition";
import type { Condition, Statement } from "./document";
import { covers } from "./wildcard";

/**
 * Conditions that hold for everybody whom an Allow lets in because a Deny of the same document refuses all others: a Deny of
 * everybody whose only condition is a `…Not…` on one key, and which covers the Allow's actions and resources. Any other Deny
 * is passed over, so that no Deny ever makes an exposure look smaller than it is.
 */
export function boundByDenials(allow: Statement, statements: readonly Statement[]): Condition[] {
  return statements.flatMap((deny) => {
    const [condition, ...others] = deny.conditions;
    if (deny.effect !== "Deny" || condition === undefined || others.length > 0) return [];
    if (deny.notPrincipal || !deny.principals.some(({ kind }) => kind === "any")) return [];
    const holds = coversActions(deny, allow) && coversResources(deny, allow) ? inverse(condition) : undefined;
    return holds === undefined ? [] : [holds];
  });
}

const lower = (text: string) => text.toLowerCase();

function coversActions(deny: Statement, allow: Statement): boolean {
  const denied = deny.actions.map(lower);
  if (denied.includes("*")) return true;
  const allowed = allow.actions.map(lower);
  return allowed.length > 0 && allowed.every((action) => denied.some((each) => covers(each, action)));
}

/** A trust policy has no resources: it speaks of its own role alone. */
function coversResources(deny: Statement, allow: Statement): boolean {
  if (deny.notResources.length > 0) return false;
  if (deny.resources.length === 0 || deny.resources.includes("*")) return true;
  return (
    allow.resources.length > 0 &&
    allow.resources.every((resource) => deny.resources.some((each) => covers(each, resource)))
  );
}
