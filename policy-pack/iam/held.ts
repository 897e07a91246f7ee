import {
  identityDocuments,
  policyDocuments,
  writtenOutStatements,
  type WrittenOut,
} from "../data/policy-documents";
import { fail, pass, type Result } from "../finding";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import { parseDocument, type PolicyDocument, type Statement } from "./document";

/** A policy document that a resource holds. */
export interface Held {
  /** Concrete path of the input. */
  path: string;
  document: PolicyDocument;
}

/** Types that hold a resource policy, as a document or written out. */
export const resourcePolicyTypes: readonly string[] = [
  ...policyDocuments.keys(),
  ...writtenOutStatements.keys(),
];

const held = new WeakMap<GraphResource, Held[]>();

/** The resource policies of a resource, and the trust of a role. Read once, as several rules ask. */
export function resourcePolicies(resource: GraphResource): readonly Held[] {
  let found = held.get(resource);
  if (found === undefined) {
    const written = writtenOutStatements.get(resource.type);
    found = written === undefined ? heldAt(resource, policyDocuments) : writtenOut(resource, written);
    held.set(resource, found);
  }
  return found;
}

/** The identity policies that a resource holds: what its bearers may do. */
export const identityPolicies = (resource: GraphResource): Held[] => heldAt(resource, identityDocuments);

const heldAt = (resource: GraphResource, holders: typeof policyDocuments): Held[] =>
  (holders.get(resource.type) ?? []).flatMap((pattern) =>
    readPath(resource.props, pattern).map(({ path, value }) => ({ path, document: parseDocument(value) })),
  );

function writtenOut({ props }: GraphResource, { principal, conditions }: WrittenOut): Held[] {
  const who = readOne(props, principal);
  if (who === undefined) return [];
  const blocks = Object.entries(conditions).flatMap(([path, key]) => {
    const value = readOne(props, path);
    return value === undefined
      ? []
      : [{ operator: /arn$/i.test(key) ? "ArnLike" : "StringEquals", key, value }];
  });
  const block = (operator: string) =>
    Object.fromEntries(
      blocks.filter((each) => each.operator === operator).map(({ key, value }) => [key, value]),
    );
  const statement = {
    Sid: readOne(props, "statementId"),
    Effect: "Allow",
    Principal: principalOf(who),
    Action: readOne(props, "action"),
    Condition: { StringEquals: block("StringEquals"), ArnLike: block("ArnLike") },
  };
  return [{ path: principal, document: parseDocument({ Version: "2012-10-17", Statement: statement }) }];
}

function principalOf(who: unknown): unknown {
  if (who === "*" || who === UNKNOWN || typeof who !== "string") return who;
  return /^(?:\d{12}$|arn:)/.test(who) ? { AWS: who } : { Service: who };
}

/** Judges one statement; `document` is all statements of its document, `path` where that stands. */
export type JudgeStatement = (statement: Statement, document: readonly Statement[], path: string) => Result[];

/** Judges each statement of the documents; one that cannot be read is never a pass. No document, no answer. */
export function overStatements(documents: readonly Held[], judge: JudgeStatement): Result[] {
  const results: Result[] = [];
  for (const { path, document } of documents) {
    if (document.kind === "unknown") {
      const fix = "build it from literal names and ARNs, so that it can be judged before the deploy";
      results.push(notYetKnown(path, `has a ${path}`, fix));
    } else if (document.kind === "unparsable") {
      results.push(
        fail(path, `has a ${path} that ${document.reason}`, "give an IAM policy document as JSON"),
      );
    } else {
      results.push(pass(path));
      for (const statement of document.statements)
        results.push(...judge(statement, document.statements, path));
    }
  }
  return results;
}
