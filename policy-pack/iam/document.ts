import { asList, isRecord } from "../graph/read";
import { UNKNOWN } from "../graph/types";

/** Who a statement speaks of. `value` is UNKNOWN when it is not known yet. */
export interface Principal {
  kind: "any" | "aws" | "service" | "federated" | "canonical" | "other";
  value: string;
}

/** One `operator → key → values` of a Condition block; operator and key are lower case, as IAM ignores their case. */
export interface Condition {
  operator: string;
  key: string;
  values: readonly string[];
}

export interface Statement {
  /** The `Sid`, else the 1-based position, for messages. */
  label: string;
  effect: "Allow" | "Deny";
  principals: readonly Principal[];
  /** True when the statement has `NotPrincipal`: it then speaks of everybody else. */
  notPrincipal: boolean;
  actions: readonly string[];
  notActions: readonly string[];
  resources: readonly string[];
  conditions: readonly Condition[];
}

export type PolicyDocument =
  | { kind: "parsed"; statements: readonly Statement[] }
  | { kind: "unknown" }
  | { kind: "unparsable"; reason: string };

const memo = new Map<string, PolicyDocument>();
const memoLimit = 5000;

/**
 * Parses a policy document given as JSON text or as an object (the provider takes both). An unknown text or statement
 * list is `unknown`; anything that is not a policy is `unparsable`, never an empty policy. Texts are memoised.
 */
export function parseDocument(value: unknown): PolicyDocument {
  if (value === UNKNOWN) return { kind: "unknown" };
  if (typeof value !== "string") return parseObject(value);
  let document = memo.get(value);
  if (document === undefined) {
    document = parseText(value);
    if (memo.size >= memoLimit) memo.clear();
    memo.set(value, document);
  }
  return document;
}

function parseText(text: string): PolicyDocument {
  try {
    return parseObject(JSON.parse(text));
  } catch {
    return { kind: "unparsable", reason: "is not JSON" };
  }
}

function parseObject(value: unknown): PolicyDocument {
  if (!isRecord(value)) return { kind: "unparsable", reason: "is not an object" };
  const raw = value["Statement"];
  if (raw === UNKNOWN) return { kind: "unknown" };
  const statements: Statement[] = [];
  for (const [position, item] of asList(raw).entries()) {
    if (item === UNKNOWN) return { kind: "unknown" };
    const statement = isRecord(item) ? parseStatement(item, position + 1) : undefined;
    if (statement === undefined)
      return { kind: "unparsable", reason: `has no Effect in statement ${position + 1}` };
    if (statement === "unknown") return { kind: "unknown" };
    statements.push(statement);
  }
  return statements.length > 0
    ? { kind: "parsed", statements }
    : { kind: "unparsable", reason: "has no Statement" };
}

function parseStatement(raw: Record<string, unknown>, position: number): Statement | "unknown" | undefined {
  const effect = raw["Effect"];
  if (effect === UNKNOWN) return "unknown";
  if (effect !== "Allow" && effect !== "Deny") return undefined;
  const sid = raw["Sid"];
  return {
    label: typeof sid === "string" && sid !== "" ? sid : `statement ${position}`,
    effect,
    principals: parsePrincipal(raw["Principal"] ?? raw["NotPrincipal"]),
    notPrincipal: raw["NotPrincipal"] !== undefined,
    actions: texts(raw["Action"]),
    notActions: texts(raw["NotAction"]),
    resources: texts(raw["Resource"]),
    conditions: parseConditions(raw["Condition"]),
  };
}

const principalKinds: Readonly<Record<string, Principal["kind"]>> = {
  AWS: "aws",
  Service: "service",
  Federated: "federated",
  CanonicalUser: "canonical",
};

function parsePrincipal(raw: unknown): Principal[] {
  if (raw === undefined) return [];
  if (raw === "*") return [{ kind: "any", value: "*" }];
  if (!isRecord(raw)) return [{ kind: "other", value: String(texts(raw)[0]) }];
  return Object.entries(raw).flatMap(([key, values]) => {
    const kind = principalKinds[key] ?? "other";
    return texts(values).map((value): Principal =>
      value === "*" && kind !== "canonical" ? { kind: "any", value } : { kind, value },
    );
  });
}

function parseConditions(raw: unknown): Condition[] {
  if (raw === UNKNOWN) return [{ operator: UNKNOWN, key: UNKNOWN, values: [] }];
  if (!isRecord(raw)) return [];
  return Object.entries(raw).flatMap(([operator, block]) =>
    isRecord(block)
      ? Object.entries(block).map(([key, values]) => ({
          operator: operator.toLowerCase(),
          key: key.toLowerCase(),
          values: texts(values),
        }))
      : [{ operator: operator.toLowerCase(), key: UNKNOWN, values: [] }],
  );
}

function texts(value: unknown): string[] {
  return asList(value).map((item) => (typeof item === "string" ? item : JSON.stringify(item)));
}
