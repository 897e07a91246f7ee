/** The standard's logical types. */
export const logicalTypes = [
  "string",
  "date",
  "timestamp",
  "time",
  "integer",
  "number",
  "boolean",
  "object",
  "array",
] as const;
export type LogicalType = (typeof logicalTypes)[number];

/** A type that holds others. */
export type NestedType =
  | { readonly kind: "struct"; readonly fields: readonly NestedField[] }
  | { readonly kind: "list"; readonly element: ColumnType; readonly required: boolean }
  | { readonly kind: "map"; readonly key: ColumnType; readonly value: ColumnType };

/** A primitive Iceberg type by its name, e.g. `decimal(18, 2)`, or a nested one. */
export type ColumnType = string | NestedType;

export interface NestedField {
  readonly name: string;
  readonly description: string;
  readonly type: ColumnType;
  readonly required: boolean;
}

/** Types whose name differs between Iceberg and the Glue catalog. */
const glueNames: Readonly<Record<string, string>> = { long: "bigint", timestamptz: "timestamp" };

/** The type as Iceberg's documents write it: `struct<street: string, lines: list<string>>`. */
export function icebergText(type: ColumnType): string {
  if (typeof type === "string") return type;
  switch (type.kind) {
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}: ${icebergText(field.type)}`).join(", ")}>`;
    case "list":
      return `list<${icebergText(type.element)}>`;
    case "map":
      return `map<${icebergText(type.key)}, ${icebergText(type.value)}>`;
  }
}

/** The type as the Glue catalog shows it: `struct<street:string,lines:array<string>>`. */
export function glueText(type: ColumnType): string {
  if (typeof type === "string") return glueNames[type] ?? type;
  const inner = (held: ColumnType) => glueText(held).replaceAll(", ", ",");
  switch (type.kind) {
    case "struct":
      return `struct<${type.fields.map((field) => `${field.name}:${inner(field.type)}`).join(",")}>`;
    case "list":
      return `array<${inner(type.element)}>`;
    case "map":
      return `map<${inner(type.key)},${inner(type.value)}>`;
  }
}

/**
 * The type as Iceberg's table metadata has it (spec, "Appendix C: JSON serialization").
 * @param nextId gives the ids of what it holds, each once in a table
 */
export function icebergJson(type: ColumnType, nextId: () => number): unknown {
  if (typeof type === "string") return type;
  switch (type.kind) {
    case "struct":
      return {
        type: "struct",
        fields: type.fields.map(({ name, required, description, type: held }) => ({
          id: nextId(),
          name,
          required,
          type: icebergJson(held, nextId),
          ...(description !== "" && { doc: description.slice(0, 255) }),
        })),
      };
    case "list": {
      const id = nextId();
      const element = icebergJson(type.element, nextId);
      return { type: "list", "element-id": id, "element-required": type.required, element };
    }
    case "map": {
      const ids = { "key-id": nextId(), "value-id": nextId() };
      const [key, value] = [type.key, type.value].map((held) => icebergJson(held, nextId));
      return { type: "map", ...ids, key, "value-required": false, value };
    }
  }
}
