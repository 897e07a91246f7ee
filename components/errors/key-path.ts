/** Steps from the document's root: keys of maps and indexes of sequences. */
export type KeyPath = readonly (string | number)[];

/** `["schema", 0, "name"]` → `schema[0].name`. Keys that are no plain words are quoted: `["a:b"]`. */
export function pathText(path: KeyPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${step}]`;
    if (!/^[A-Za-z_][\w-]*$/.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === "" ? step : `${text}.${step}`;
  }, "");
}
