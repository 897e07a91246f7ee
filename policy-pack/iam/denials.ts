import { inverse } from "./condition";
import type { Condition, Statement } from "./document";
import { matches, type Fuel } from "./wildcard";

/** Comparisons that the denials of one document are given, and how many of them; a document as people write it takes a hundredth. */
const comparisons = 1_000_000;
const mostDenials = 30;

const bounds = new WeakMap<readonly Statement[], ReadonlyMap<Statement, Condition[]>>();

/**
 * Conditions that hold for everybody whom an Allow lets in because a Deny of the same document refuses all others: a Deny of
 * everybody whose only condition is a `…Not…` on one key, and which covers the Allow's actions and resources. Any other Deny
 * is passed over, so that no Deny ever makes an exposure look smaller than it is; so are denials beyond what can be compared.
 */
export function boundByDenials(allow: Statement, statements: readonly Statement[]): readonly Condition[] {
  let found = bounds.get(statements);
  if (found === undefined) bounds.set(statements, (found = boundsIn(statements)));
  return found.get(allow) ?? [];
}

/** A denial that binds those whom it covers. */
interface Denial {
  actions: readonly string[];
  statement: Statement;
  leaves: Condition;
}

/** Of all Allows of a document at once, so that which denials count does not depend on who asks first. */
function boundsIn(statements: readonly Statement[]): Map<Statement, Condition[]> {
  const denials = statements.flatMap((statement) => denialOf(statement) ?? []).slice(0, mostDenials);
  const found = new Map<Statement, Condition[]>();
  if (denials.length === 0) return found;
  const fuel = { left: comparisons };
  for (const allow of statements) {
    if (allow.effect !== "Allow") continue;
    const actions = allow.actions.map(lower);
    const binding = denials.filter(
      (denial) => coversAll(denial.actions, actions, fuel) && coversResources(denial.statement, allow, fuel),
    );
    if (binding.length > 0)
      found.set(
        allow,
        binding.map(({ leaves }) => leaves),
      );
  }
  return found;
}

function denialOf(statement: Statement): Denial | undefined {
  const [condition, ...others] = statement.conditions;
  if (statement.effect !== "Deny" || condition === undefined || others.length > 0) return undefined;
  if (statement.notPrincipal || !statement.principals.some(({ kind }) => kind === "any")) return undefined;
  const leaves = inverse(condition);
  return leaves && { actions: statement.actions.map(lower), statement, leaves };
}

const lower = (text: string) => text.toLowerCase();

/** True when each of `texts`, of which there is one, is covered by a pattern; false when the fuel is used up before. */
function coversAll(patterns: readonly string[], texts: readonly string[], fuel: Fuel): boolean {
  if ((fuel.left -= patterns.length) < 0) return false;
  if (patterns.includes("*")) return true;
  const isCovered = (text: string) =>
    patterns.some((each) => (fuel.left -= 1) >= 0 && matches(each, text, fuel) === true);
  return texts.length > 0 && texts.every(isCovered);
}

/** A trust policy has no resources: it speaks of its own role alone. */
function coversResources(deny: Statement, allow: Statement, fuel: Fuel): boolean {
  if (deny.notResources.length > 0) return false;
  return deny.resources.length === 0 || coversAll(deny.resources, allow.resources, fuel);
}
