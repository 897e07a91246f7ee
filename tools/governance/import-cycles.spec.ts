import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

import { preProcessFile } from "typescript";

import { projectRoot } from "../../components/project/root";

const root = projectRoot();

/** Path from the root → text, for every source and spec. */
const sources: ReadonlyMap<string, string> = new Map(
  ["accounts", "components", "policy-pack", "tools"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /(?<!\.d)\.ts$/.test(name) && !/(^|\/)node_modules\//.test(name))
      .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), "utf8")] as const),
  ),
);

/** The files that each file names: imports of values and types, `export … from`, `import()`, `typeof import()` and `require()`. */
function importsIn(files: ReadonlyMap<string, string>): Map<string, string[]> {
  const resolve = (from: string, name: string) => {
    const path = posix.join(posix.dirname(from), name).replace(/\.js$/, "");
    return [`${path}.ts`, `${path}/index.ts`].find((each) => files.has(each));
  };
  return new Map(
    [...files].map(([file, text]) => [
      file,
      preProcessFile(text, true, true)
        .importedFiles.filter(({ fileName }) => /^\.\.?(\/|$)/.test(fileName))
        .flatMap(({ fileName }) => resolve(file, fileName) ?? []),
    ]),
  );
}

/** At least one cycle of each knot, as `a → b → a`. */
function cycles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const from = trail.indexOf(file);
    if (from >= 0) found.push([...trail.slice(from), file].join(" → "));
    if (from >= 0 || done.has(file)) return;
    for (const next of imports.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of imports.keys()) visit(file, []);
  return [...new Set(found)];
}

describe("imports", () => {
  it("go round in no circle, neither for values nor for types", () => {
    assert.ok(sources.size > 400, `${sources.size} files`);
    assert.deepEqual(cycles(importsIn(sources)), []);
  });

  for (const statement of [
    'import { a } from "./a";',
    'import type { A } from "./a";',
    'export { a } from "./a.js";',
    'const later = () => import("./a.js");',
    'let loaded: typeof import("./a");',
    'const loaded = require("./a");',
    'import ".";',
  ]) {
    it(`would find a circle that is closed by ${statement}`, () => {
      const planted = [
        ["x/index.ts", 'import "./a";'],
        ["x/a.ts", 'import { b } from "../x/b";'],
        ["x/b.ts", statement],
      ] as const;
      const [first] = cycles(importsIn(new Map(planted)));
      assert.match(first ?? "", /x\/a\.ts → x\/b\.ts → x\/(a|index)\.ts/);
    });
  }
});
