import assert from "node:assert/strict";

import { problemWith } from "../testing/sdk-paths";
import { sizeGuards } from "./cost";
import { lineageEmitters } from "./data-quality";
import { errorSinkTable } from "./error-sinks";
import { finiteEnds } from "./retention";

const tables: Readonly<Record<string, readonly { type: string; path: string }[]>> = {
  sizeGuards,
  lineageEmitters,
  errorSinkTable,
  finiteEnds,
  conditions: sizeGuards.flatMap(({ type, when }) => (when === undefined ? [] : [{ type, path: when.path }])),
  sources: errorSinkTable.flatMap(({ type, of }) => (of === undefined ? [] : [{ type, path: of }])),
};

/** Arguments of Glue jobs are a map: its keys are not inputs of the SDK. */
const outsideMaps = (path: string) => path.replace(/^defaultArguments\..*$/, "defaultArguments");

describe("policy-pack/rules tables", () => {
  for (const [name, rows] of Object.entries(tables)) {
    it(`${name} names only inputs that the SDK has`, () => {
      const problems = rows.flatMap(({ type, path }) => {
        const at = outsideMaps(path);
        const problem = problemWith(type, at, at !== path);
        return problem === undefined ? [] : [`${type} ${path}: ${problem}`];
      });
      assert.deepEqual(problems, []);
    });
  }
});
