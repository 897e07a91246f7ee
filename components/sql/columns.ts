import { nearest } from "../errors/nearest";

/** A column as texts of SQL may name it; what it holds when it holds fields, `item` for those of a list's or map's items. */
export interface SqlColumn {
  readonly name: string;
  /** The standard's logical type; undefined when the contract does not say. */
  readonly type?: string;
  readonly fields?: readonly SqlColumn[];
  /** Its rows are in partitions by it. */
  readonly partitioned?: boolean;
}

/** The column at a path of names, or what is wrong with the path. */
export function columnAt(
  path: readonly string[],
  columns: readonly SqlColumn[],
): { readonly column: SqlColumn } | { readonly problem: string } {
  const [name = "", ...rest] = path;
  const column = columns.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (column === undefined)
    return { problem: `names "${name}", which is no column of this table; ${help(name, columns)}` };
  const [next, ...deeper] = rest;
  if (next === undefined || column.fields === undefined) {
    if (next === undefined || column.type === undefined || ["object", "map"].includes(column.type))
      return { column };
    return {
      problem: `names "${path.join(".")}", but ${column.name} is ${withArticle(column.type)} and has no fields`,
    };
  }
  const inner = columnAt([next, ...deeper], column.fields);
  if (!("problem" in inner)) return inner;
  return column.fields.some((field) => field.name.toLowerCase() === next.toLowerCase())
    ? inner
    : {
        problem: `names "${path.join(".")}", but ${column.name} has no field "${next}"; ${help(next, column.fields)}`,
      };
}

/** What to write in place of a name that is not there. */
function help(name: string, columns: readonly SqlColumn[]): string {
  const names = columns.map((column) => column.name);
  const meant = nearest(name, names);
  return meant === undefined ? `use one of ${names.join(", ")}` : `did you mean "${meant}"?`;
}

export const withArticle = (type: string): string => `${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`;
