import assert from "node:assert/strict";

import { z } from "zod";

import { repeatedKinds } from "./checks/check";
import { inspect } from "./inspect";
import { whole } from "./key";
import { bend, repair } from "./repair";
import { reportsEach, type Mistake } from "./testing";
import { kind, typedList } from "./typed-list";

const mistakes: readonly Mistake[] = [
  [
    "a kind that is not known",
    "- kind: athena",
    "- kind: ^athene",
    '^ platform.consumers[0].engines[0].kind: "athene" is not a known kind; use one of athena',
  ],
  [
    "an entry without a kind",
    "- kind: athena\n            scanLimitGiB",
    "- ^scanLimitGiB",
    "^ platform.consumers[0].engines[0].kind: nothing is not a known kind; use one of athena",
  ],
  [
    "a misspelt key of an entry",
    "scanLimitGiB: ",
    "^scanLimitGib: ",
    '^ platform.consumers[0].engines[0].scanLimitGib: "scanLimitGib" is not a known key; did you mean "scanLimitGiB"?',
  ],
  [
    "a kind twice",
    "- kind: athena\n",
    "- kind: athena\n            scanLimitGiB: 1\n          - kind: ^athena\n",
    '^ platform.consumers[0].engines[1].kind: "athena" is already at consumers[0].engines[0]; keep one',
  ],
  [
    "what processes a domain twice",
    "- kind: glue\n",
    "- kind: glue\n          - kind: ^glue\n",
    '^ platform.domains[0].processing[1].kind: "glue" is already at domains[0].processing[0]; keep one',
  ],
];

describe("lists of typed things", () => {
  reportsEach(mistakes);

  const tap = z.strictObject({ kind: kind("tap", "A tap."), litres: whole(1, 9, "litres") });
  const well = z.strictObject({ kind: kind("well", "A well."), depth: whole(1, 99, "metres") });
  const sources = z.strictObject({ sources: typedList([tap, well]) });
  const inspected = (value: unknown) =>
    inspect(sources, value, ({ sources: list }) => repeatedKinds(list, ["sources"]));

  it("take each entry by the schema of its kind", () => {
    const value = {
      sources: [
        { kind: "tap", litres: 2 },
        { kind: "well", depth: 40 },
      ],
    };
    assert.deepEqual(inspected(value), { value });
  });

  it("report every mistake of every entry at once, each against its own kind", () => {
    assert.deepEqual(
      inspected({
        sources: [{ kind: "tap", depth: 4 }, { kind: "spring", depth: 4 }, { kind: "well", dept: 40 }, 7],
      }),
      {
        issues: [
          {
            path: ["sources", 0, "depth"],
            at: "key",
            message: '"depth" is not a known key; known keys are kind, litres',
          },
          {
            path: ["sources", 2, "dept"],
            at: "key",
            message: '"dept" is not a known key; did you mean "depth"?',
          },
          { path: ["sources", 0, "litres"], message: "is missing; give 1 to 9 litres" },
          { path: ["sources", 1, "kind"], message: '"spring" is not a known kind; use one of tap, well' },
          { path: ["sources", 3], message: "7 is not a map" },
        ],
      },
    );
  });

  it("are bent so that cross-checks meet no entry without a kind", () => {
    assert.deepEqual(bend(sources, { sources: [{ kind: "well" }, { kind: "spring" }, 7] }), {
      sources: [{ kind: "well", depth: NaN }, { kind: "" }, { kind: "" }],
    });
    assert.deepEqual(repair(sources, { sources: [{ kind: "spring", a: 1 }] }).value, {
      sources: [{ kind: "spring", a: 1 }],
    });
  });
});
