import { tokenOf } from "./tokens";

/** What an input has to be. Texts `"true"` and `"false"` count as booleans: the provider takes both. */
export type Want =
  | { kind: "key" }
  | { kind: "given" }
  | { kind: "oneOf"; values: readonly (string | boolean)[] }
  | { kind: "atLeast"; least: number }
  | { kind: "matches"; pattern: RegExp; says: string };

/** An input that makes a row matter: given at all, or with one of the values. */
export interface Precondition {
  path: string;
  values?: readonly (string | boolean)[];
}

/** One input of one type that a baseline rule judges. */
export interface Requirement {
  type: string;
  /**
   * Where the input stands. After `[]` the rest is wanted of each element, after `?` only where that object is given
   * (`replicas[].kmsKeyArn`, `dataCaptureConfig?.kmsKeyId`); `{}` steps into JSON text (`configuration{}.Enabled`).
   */
  path: string;
  want: Want;
  /** AWS's own default complies, so the input may be left out. */
  optional?: boolean;
  when?: Precondition;
  /** The row is moot where any of these inputs is given. */
  unless?: readonly string[];
  /** Only in production: elsewhere the cost outweighs the data. */
  prodOnly?: boolean;
}

export type RowOptions = Omit<Requirement, "type" | "path" | "want">;

/** Type (as `rds/instance`), path, want, and what limits the row. */
export type Row = readonly [type: string, path: string, want: Want, options?: RowOptions];

/** The rows as requirements; `shared` holds for all of them. */
export function requirements(rows: readonly Row[], shared: RowOptions = {}): Requirement[] {
  return rows.map(([type, path, want, options]) => ({
    type: tokenOf(type),
    path,
    want,
    ...shared,
    ...options,
  }));
}

/** A key of our own: its ARN, id or alias, and no alias that AWS manages. */
export const key: Want = { kind: "key" };
export const given: Want = { kind: "given" };
export const yes: Want = { kind: "oneOf", values: [true] };
export const no: Want = { kind: "oneOf", values: [false] };
export const oneOf = (...values: readonly (string | boolean)[]): Want => ({ kind: "oneOf", values });
export const atLeast = (least: number): Want => ({ kind: "atLeast", least });
export const matches = (pattern: RegExp, says: string): Want => ({ kind: "matches", pattern, says });

/** AWS's default complies. */
export const optional = { optional: true } as const;
export const when = (path: string, ...values: readonly (string | boolean)[]): RowOptions => ({
  when: values.length > 0 ? { path, values } : { path },
});
export const unless = (...paths: readonly string[]): RowOptions => ({ unless: paths });
