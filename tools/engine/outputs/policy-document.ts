/** The arguments of `aws.iam.getPolicyDocument` that matter for its result. */
interface StatementArgs {
  sid?: string;
  effect?: string;
  actions?: string[];
  notActions?: string[];
  resources?: string[];
  notResources?: string[];
  principals?: { type: string; identifiers: string[] }[];
  notPrincipals?: { type: string; identifiers: string[] }[];
  conditions?: { test: string; variable: string; values: string[] }[];
}

export interface PolicyDocumentArgs {
  policyId?: string;
  version?: string;
  statements?: StatementArgs[];
  sourcePolicyDocuments?: string[];
  overridePolicyDocuments?: string[];
}

type Statement = Record<string, unknown> & { Sid?: string };

/**
 * What `aws.iam.getPolicyDocument` returns, computed as the provider does: source documents first, own statements next,
 * overriding ones last, where a later statement replaces an earlier one with the same Sid.
 */
export function policyDocument(args: PolicyDocumentArgs): Record<string, unknown> {
  const statements = new Map<string | symbol, Statement>();
  const add = (statement: Statement) => statements.set(statement.Sid ?? Symbol(), statement);
  for (const text of args.sourcePolicyDocuments ?? []) statementsOf(text).forEach(add);
  for (const statement of args.statements ?? []) add(toStatement(statement));
  for (const text of args.overridePolicyDocuments ?? []) statementsOf(text).forEach(add);
  const document = {
    Version: args.version ?? "2012-10-17",
    ...(args.policyId === undefined ? {} : { Id: args.policyId }),
    Statement: [...statements.values()],
  };
  return {
    ...args,
    version: document.Version,
    json: JSON.stringify(document, undefined, 2),
    minifiedJson: JSON.stringify(document),
  };
}

function statementsOf(text: string): Statement[] {
  const { Statement = [] } = JSON.parse(text) as { Statement?: Statement | Statement[] };
  return Array.isArray(Statement) ? Statement : [Statement];
}

function toStatement(args: StatementArgs): Statement {
  const parts: Statement = {
    Sid: args.sid,
    Effect: args.effect ?? "Allow",
    Action: oneOrMany(args.actions),
    NotAction: oneOrMany(args.notActions),
    Resource: oneOrMany(args.resources),
    NotResource: oneOrMany(args.notResources),
    Principal: principals(args.principals),
    NotPrincipal: principals(args.notPrincipals),
    Condition: conditions(args.conditions),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function oneOrMany(values: readonly string[] | undefined): unknown {
  if (values === undefined || values.length === 0) return undefined;
  return values.length === 1 ? values[0] : values;
}

function principals(list: StatementArgs["principals"]): unknown {
  if (list === undefined || list.length === 0) return undefined;
  if (list.some(({ type }) => type === "*")) return "*";
  return Object.fromEntries(list.map(({ type, identifiers }) => [type, oneOrMany(identifiers)]));
}

function conditions(list: StatementArgs["conditions"]): unknown {
  if (list === undefined || list.length === 0) return undefined;
  const byTest: Record<string, Record<string, unknown>> = {};
  for (const { test, variable, values } of list) (byTest[test] ??= {})[variable] = oneOrMany(values);
  return byTest;
}
