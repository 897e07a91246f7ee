/** Steps from the document's root: keys of maps and indexes of sequences. */
export type KeyPath = readonly (string | number)[];

/** What stands under one step of a value; undefined where it has no such part. */
export const partAt = (value: unknown, step: string | number): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined;

/** True for what a map of YAML becomes. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `["schema", 0, "name"]` → `schema[0].name`. Keys that are no plain words are quoted: `["a:b"]`. */
export function pathText(path: KeyPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
