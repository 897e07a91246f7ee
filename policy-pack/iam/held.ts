import {
  identityDocuments,
  policyDocuments,
  writtenOutStatements,
  type WrittenOut,
} from "../data/policy-documents";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { fail, pass, undecided, type Result } from "../rule";
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

/** The resource policies of a resource, and the trust of a role. */
export function resourcePolicies(resource: GraphResource): Held[] {
  const written = writtenOutStatements.get(resource.type);
  if (written !== undefined) return writtenOut(resource, written);
  return heldAt(resource, policyDocuments.get(resource.type));
}

/** The identity policies that a resource holds: what its bearers may do. */
export const identityPolicies = (resource: GraphResource): Held[] =>
  heldAt(resource, identityDocuments.get(resource.type));

const heldAt = (resource: GraphResource, paths: readonly string[] | undefined): Held[] =>
  (paths ?? []).flatMap((pattern) =>
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
  return documents.flatMap(({ path, document }): Result[] => {
    const fix = "build it from literal names and ARNs, so that it can be judged before the deploy";
    if (document.kind === "unknown")
      return [undecided(path, `has a ${path} that is not known before the deploy`, fix)];
    if (document.kind === "unparsable")
      return [fail(path, `has a ${path} that ${document.reason}`, "give an IAM policy document as JSON")];
    return [
      pass(path),
      ...document.statements.flatMap((statement) => judge(statement, document.statements, path)),
    ];
  });
}
