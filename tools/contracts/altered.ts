import { join } from "node:path";

import { InputError } from "../../components/errors/input-error";
import { readInput } from "../../components/errors/read-input";
import { selectStacks } from "../stacks";
import { writeFiles } from "../write-files";
import { tablesAtIn, withTablesAt } from "./stack-tables";

/**
 * Takes entries out of a stack's `tablesAt`: its tables have the columns now, which the next update tags and grants.
 * @param products default all of the stack
 * @returns the products whose entry was taken out
 * @throws {InputError} naming each product that waits for nothing
 */
export function altered(root: string, stack: string, products: readonly string[]): string[] {
  const [name] = selectStacks(root, [stack]);
  const file = `Pulumi.${name}.yaml`;
  const path = join(root, file);
  const text = readInput(path);
  const entries = tablesAtIn(text);
  const waiting = entries.map(({ product }) => product);
  const others = products.filter((product) => !waiting.includes(product));
  if (others.length > 0 || waiting.length === 0) {
    const known = waiting.length === 0 ? "nothing waits in this stack" : `use one of ${waiting.join(", ")}`;
    throw new InputError(
      (others.length > 0 ? others : [""]).map((product) => ({
        file,
        path: "tablesAt",
        message: product === "" ? known : `"${product}" waits for no column; ${known}`,
      })),
    );
  }
  const out = products.length === 0 ? waiting : products;
  const left = entries.filter(({ product }) => !out.includes(product));
  writeFiles(file, root, [{ path, text: withTablesAt(text, left) }]);
  return [...out];
}
