import { isMap, partAt } from "../errors/key-path";

/** A node of a syntax tree with its tag, e.g. `BinaryOp` and what it holds. */
export interface TreeNode {
  readonly tag: string;
  readonly value: unknown;
}

/** `{ Tag: value }` as tag and value; undefined for what is no tagged value. */
export function tagged(node: unknown): TreeNode | undefined {
  if (typeof node === "string") return { tag: node, value: undefined };
  if (!isMap(node)) return undefined;
  const [[tag, value] = []] = Object.entries(node);
  return tag === undefined || Object.keys(node).length !== 1 ? undefined : { tag, value };
}

/** Every map of a tree with one of the keys, in the order of the text, with what stands under the key. */
export function* held(tree: unknown, ...keys: readonly string[]): Generator<TreeNode> {
  if (Array.isArray(tree)) for (const each of tree) yield* held(each, ...keys);
  if (!isMap(tree)) return;
  for (const [tag, value] of Object.entries(tree)) {
    if (keys.includes(tag) && value !== null) yield { tag, value };
    yield* held(value, ...keys);
  }
}

/** Where one thing stands inside another: `at(node, "body", "Select", "projection")`. */
export const at = (node: unknown, ...steps: readonly (string | number)[]): unknown =>
  steps.reduce<unknown>(partAt, node);

/** The word of `{ value: "word" }`, in lower case: names here differ in more than that. */
export const wordOf = (identifier: unknown): string => String(at(identifier, "value")).toLowerCase();

/** The parts of a qualified name: `[{ Identifier: { value } }, …]`. */
export const nameParts = (name: unknown): string[] =>
  Array.isArray(name) ? name.map((part) => wordOf(at(part, "Identifier"))) : [];
