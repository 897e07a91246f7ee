import { existsSync } from "node:fs";
import { join } from "node:path";

import { readInput } from "../../components/errors/read-input";

/** Where code hosts look, in their order. */
const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** The teams, people and addresses that CODEOWNERS names; nobody when there is no such file. */
export function codeOwners(root: string): Set<string> {
  const file = places.map((place) => join(root, place)).find((path) => existsSync(path));
  if (file === undefined) return new Set();
  const lines = readInput(file)
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*/, ""));
  // The first word of a line is the pattern.
  return new Set(lines.flatMap((line) => line.trim().split(/\s+/).slice(1)));
}
