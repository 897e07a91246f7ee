import { fits } from "../graph/bounded";
import { asList, isRecord } from "../graph/read";
import { UNKNOWN } from "../graph/types";

/** Who a statement speaks of. `value` is UNKNOWN when it is not known yet. */
export interface Principal {
  kind: "any" | "aws" | "service" | "federated" | "canonical" | "other";
  value: string;
}

/**
 * One `operator → key → values` of a Condition block; operator and key are lower case, as IAM ignores their case. A block
 * that is not known yet has UNKNOWN for its key.
 */
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
  notResources: readonly string[];
  conditions: readonly Condition[];
  /** True when `${…}` in values is a policy variable: only under version 2012-10-17. */
  variables: boolean;
}

export type PolicyDocument =
  | { kind: "parsed"; statements: readonly Statement[] }
  | { kind: "unknown" }
  | { kind: "unparsable"; reason: string };

const texts = new Map<string, PolicyDocument>();
/** Characters of the texts that are remembered. */
const textLimit = 16_000_000;
let remembered = 0;
const objects = new WeakMap<object, PolicyDocument>();

/** Why a text or object is no policy; completes `has a <path> that …`. */
class Unparsable extends Error {}

/** Something that decides is not known yet. */
class NotKnownYet extends Error {}

/**
 * Parses a policy document given as JSON text or as an object (the provider takes both). Names of elements, operators and
 * condition keys are read in any case. An unknown text, statement, effect or element is `unknown`; anything that is not
 * understood as a policy (an element that IAM does not have, one given twice, both of two that exclude each other) is
 * `unparsable`, never an empty policy. A text or object is parsed once.
 */
export function parseDocument(value: unknown): PolicyDocument {
  if (typeof value === "string" && value !== UNKNOWN) return parseText(value);
  if (!isRecord(value)) return parse(() => value);
  let document = objects.get(value);
  if (document === undefined) objects.set(value, (document = parse(() => value)));
  return document;
}

function parseText(text: string): PolicyDocument {
  let document = texts.get(text);
  if (document === undefined) {
    document = parse(() => readJson(text));
    if ((remembered += text.length) > textLimit) {
      texts.clear();
      remembered = text.length;
    }
    texts.set(text, document);
  }
  return document;
}

function parse(read: () => unknown): PolicyDocument {
  try {
    return { kind: "parsed", statements: readStatements(read()) };
  } catch (error) {
    if (error instanceof Unparsable) return { kind: "unparsable", reason: error.message };
    if (error instanceof NotKnownYet) return { kind: "unknown" };
    throw error;
  }
}

/** Characters of the largest document that any service of AWS takes (OpenSearch, 100 KiB), and some more; and values in it. */
const longestDocument = 128 * 1024;
const mostValues = 10_000;

function readJson(text: string): unknown {
  if (text.length > longestDocument) throw new Unparsable("is longer than AWS takes");
  try {
    return JSON.parse(text);
  } catch {
    throw new Unparsable("is not JSON");
  }
}

function known(value: unknown): unknown {
  if (value === UNKNOWN) throw new NotKnownYet();
  return value;
}

function readStatements(value: unknown): Statement[] {
  if (!isRecord(known(value))) throw new Unparsable("is not an object");
  if (!fits(value, 0, { left: mostValues })) throw new Unparsable("is longer or deeper than AWS takes");
  const document = elements(value as Record<string, unknown>, documentElements, "");
  const variables = document["version"] === "2012-10-17";
  const statements = asList(known(document["statement"])).map((raw, position): Statement => {
    const where = ` in statement ${position + 1}`;
    if (!isRecord(known(raw))) throw new Unparsable(`has no Effect${where}`);
    const statement = elements(raw as Record<string, unknown>, statementElements, where);
    return readStatement(statement, position + 1, variables);
  });
  if (statements.length === 0) throw new Unparsable("has no Statement");
  return statements;
}

const documentElements = new Set(["version", "id", "statement"]);
const statementElements = new Set([
  "sid",
  "effect",
  "principal",
  "notprincipal",
  "action",
  "notaction",
  "resource",
  "notresource",
  "condition",
]);

/** The elements by their lower-case names. */
function elements(
  raw: Record<string, unknown>,
  allowed: ReadonlySet<string>,
  where: string,
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const key = name.toLowerCase();
    if (value === undefined || value === null) continue;
    if (!allowed.has(key)) throw new Unparsable(`has an element ${JSON.stringify(name)}${where}`);
    if (key in found) throw new Unparsable(`has ${JSON.stringify(name)} twice${where}`);
    found[key] = value;
  }
  return found;
}

function readStatement(
  raw: Readonly<Record<string, unknown>>,
  position: number,
  variables: boolean,
): Statement {
  const effect = known(raw["effect"]);
  const where = ` in statement ${position}`;
  if (effect !== "Allow" && effect !== "Deny") throw new Unparsable(`has no Effect${where}`);
  for (const name of ["principal", "action", "resource"]) {
    if (name in raw && `not${name}` in raw) throw new Unparsable(`has both ${name} and not${name}${where}`);
  }
  const sid = raw["sid"];
  return {
    label: typeof sid === "string" && sid !== "" && sid !== UNKNOWN ? sid : `statement ${position}`,
    effect,
    principals: readPrincipals(raw["principal"] ?? raw["notprincipal"]),
    notPrincipal: "notprincipal" in raw,
    actions: textsIn(raw["action"]),
    notActions: textsIn(raw["notaction"]),
    resources: textsIn(raw["resource"]),
    notResources: textsIn(raw["notresource"]),
    conditions: readConditions(raw["condition"], where),
    variables,
  };
}

const principalKinds: Readonly<Record<string, Principal["kind"]>> = {
  aws: "aws",
  service: "service",
  federated: "federated",
  canonicaluser: "canonical",
};

function readPrincipals(raw: unknown): Principal[] {
  if (raw === undefined) return [];
  if (raw === UNKNOWN) return [{ kind: "aws", value: UNKNOWN }];
  if (raw === "*") return [{ kind: "any", value: "*" }];
  if (!isRecord(raw)) return textsIn(raw).map((value): Principal => ({ kind: "other", value }));
  return Object.entries(raw).flatMap(([key, values]) => {
    const kind = principalKinds[key.toLowerCase()] ?? "other";
    return textsIn(values).map((value): Principal =>
      value === "*" && kind !== "canonical" ? { kind: "any", value } : { kind, value },
    );
  });
}

function readConditions(raw: unknown, where: string): Condition[] {
  if (raw === undefined) return [];
  if (raw === UNKNOWN) return [{ operator: UNKNOWN, key: UNKNOWN, values: [] }];
  if (!isRecord(raw)) throw new Unparsable(`has a Condition that is not an object${where}`);
  const conditions = Object.entries(raw).flatMap(([operator, block]): Condition[] => {
    if (block === UNKNOWN) return [{ operator: operator.toLowerCase(), key: UNKNOWN, values: [] }];
    if (!isRecord(block))
      throw new Unparsable(`has a condition ${JSON.stringify(operator)} without a key${where}`);
    return Object.entries(block).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: textsIn(values),
    }));
  });
  const pairs = conditions.map(({ operator, key }) => `${operator} ${key}`);
  if (new Set(pairs).size < pairs.length) throw new Unparsable(`has the same condition twice${where}`);
  return conditions;
}

function textsIn(value: unknown): string[] {
  return asList(value).map((item) => (typeof item === "string" ? item : String(JSON.stringify(item))));
}
