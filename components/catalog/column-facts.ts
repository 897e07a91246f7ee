import { quote, type UnplacedIssue } from "../errors/check-yaml";
import type { KeyPath } from "../errors/key-path";
import { classifications, parseClassification, rankOf, type Classification } from "../facts/classification";
import { leastClassification, type PiiKind } from "../facts/personal-data";
import type { ColumnDocument, ItemDocument } from "./column-schema";
import type { ColumnType } from "./column-types";
import type { Notes } from "./contract-notes";
import { readOwn, type OwnValues } from "./own-properties";
import { chooseType, type ChosenType } from "./type-choice";

/** What a column says, with free words understood: its document, type and class. */
export interface ColumnFacts extends Omit<
  ColumnDocument,
  "customProperties" | "classification" | "logicalType"
> {
  readonly logicalType: ChosenType["logical"];
  readonly type: ColumnType;
  /** Letters that a text may have, by its physical type. */
  readonly length?: number;
  readonly classification: Classification;
  readonly customProperties: OwnValues<"column">;
}

/** Where what is found goes. */
export interface Findings {
  readonly issues: UnplacedIssue[];
  readonly notes: Notes;
}

/** What a column or a field within one comes to. */
interface FieldFacts extends ChosenType {
  readonly classification?: Classification;
  readonly own: OwnValues<"column">;
}

/** A column as far as it can be understood. Where its class cannot, `standIn` is taken: it has to raise no further mistake. */
export function readColumn(
  column: ColumnDocument,
  path: KeyPath,
  standIn: Classification,
  findings: Findings,
): ColumnFacts {
  const { logical, type, length, classification, own } = readField(column, path, findings);
  if (classification === undefined && column.classification === undefined) {
    const message = `classification is missing; use one of ${classifications.join(", ")}`;
    findings.issues.push({ path: [...path, "classification"], message });
  }
  return {
    ...column,
    logicalType: logical,
    type,
    ...(length !== undefined && { length }),
    classification: classification ?? standIn,
    customProperties: own,
  };
}

function readField(field: ColumnDocument | ItemDocument, path: KeyPath, findings: Findings): FieldFacts {
  const { issues, notes } = findings;
  const read = readOwn("column", field.customProperties, [...path, "customProperties"]);
  issues.push(...read.issues);
  for (const { property } of read.others) notes.add("own", [...path, "customProperties"], property);
  const fields = (field.properties ?? []).map((each, index) => {
    const at = [...path, "properties", index];
    noteInside(each, at, notes);
    return { name: each.name, document: each, facts: readField(each, at, findings) };
  });
  const item = field.items && readField(field.items, [...path, "items"], findings);
  if (field.items !== undefined) noteInside(field.items, [...path, "items"], notes);
  const chosen = typed(field, { path, fields, item }, findings);
  const held = [...fields.map(({ facts }) => facts), ...(item ? [item] : [])];
  const pii = piiOf(read.values.pii, held, path, issues);
  const { classification } = classOf(field.classification, held, path, issues);
  const isMixed = held.some(
    ({ classification: within, own }) =>
      (within !== undefined && within !== classification) || (own.pii !== undefined && own.pii !== pii),
  );
  if (isMixed) notes.add("nested", path, field.name ?? "items");
  return {
    ...chosen,
    ...(classification && { classification }),
    own: { ...read.values, ...(pii && { pii }) },
  };
}

interface Held {
  readonly path: KeyPath;
  readonly fields: readonly { name: string; document: ColumnDocument; facts: FieldFacts }[];
  readonly item: FieldFacts | undefined;
}

/** The type, with the fields or items that it holds. */
function typed(
  field: ColumnDocument | ItemDocument,
  { path, fields, item }: Held,
  { issues, notes }: Findings,
): ChosenType {
  const label = field.name ?? "items";
  const logicalType = field.logicalType ?? (fields.length > 0 ? "object" : item ? "array" : undefined);
  if (logicalType === "object" && fields.length > 0) {
    const own = fields.map(({ name, document, facts }) => ({
      name,
      description: document.description ?? "",
      type: facts.type,
      required: document.required,
    }));
    return { logical: "object", type: { kind: "struct", fields: own } };
  }
  if (logicalType === "array" && item !== undefined)
    return {
      logical: "array",
      type: { kind: "list", element: item.type, required: field.items?.required ?? false },
    };
  const chosen = chooseType({ ...field, logicalType });
  if ("message" in chosen) {
    issues.push({ path: [...path, ...chosen.path], message: chosen.message });
    return { logical: logicalType ?? "string", type: "string" };
  }
  if (chosen.logical === "time") notes.add("times", path, label);
  else if ((chosen.logical === "object" || chosen.logical === "array") && chosen.type === "string")
    notes.add("texts", path, label);
  else if (chosen.replaced !== undefined)
    notes.add(
      "types",
      [...path, "physicalType"],
      `${label} ${typeof chosen.type === "string" ? chosen.type : chosen.logical}`,
    );
  return chosen;
}

/** The class that a field says, or the highest of what it holds; nothing where neither says one. */
function classOf(
  given: string | undefined,
  held: readonly FieldFacts[],
  path: KeyPath,
  issues: UnplacedIssue[],
): { classification?: Classification } {
  const within = held.flatMap(({ classification }) => classification ?? []);
  const top = within.reduce<Classification | undefined>(
    (highest, each) => (highest !== undefined && rankOf(highest) >= rankOf(each) ? highest : each),
    undefined,
  );
  if (given === undefined) return top === undefined ? {} : { classification: top };
  const known = parseClassification(given);
  const at = [...path, "classification"];
  if (known === undefined) {
    const message = `${quote(given)} is not a classification; use one of ${classifications.join(", ")}`;
    issues.push({ path: at, message });
    return {};
  }
  if (top !== undefined && rankOf(top) > rankOf(known))
    issues.push({ path: at, message: `"${given}" is below "${top}" of what it holds; use at least ${top}` });
  return { classification: known };
}

const piiRank = (kind: PiiKind): number => (kind === "none" ? -1 : rankOf(leastClassification[kind]));

/** The kind that a field says, or the gravest of what it holds. */
function piiOf(
  given: PiiKind | undefined,
  held: readonly FieldFacts[],
  path: KeyPath,
  issues: UnplacedIssue[],
): PiiKind | undefined {
  const within = held.flatMap(({ own }) => own.pii ?? []);
  const top = within.reduce<PiiKind | undefined>(
    (gravest, each) => (gravest !== undefined && piiRank(gravest) >= piiRank(each) ? gravest : each),
    undefined,
  );
  if (given === undefined || top === undefined || piiRank(top) <= piiRank(given)) return given ?? top;
  const message = `say pii "${given}", but it holds "${top}"; use ${top}`;
  issues.push({ path: [...path, "customProperties"], message });
  return top;
}

/** A column is governed whole; a key or a partition inside it is kept. */
function noteInside(field: ColumnDocument | ItemDocument, path: KeyPath, notes: Notes): void {
  for (const key of ["primaryKey", "partitioned"] as const) if (field[key]) notes.add("inside", path, key);
}
