import assert from "node:assert/strict";

import * as fc from "fast-check";

import { readInventory } from "./data/sdk-inventory";
import { UNKNOWN, type GraphResource } from "./graph/types";
import type { Rule } from "./rule";
import { rules } from "./rules";
import { evaluate } from "./run";
import { sinks } from "./sinks";
import { fixtureModel } from "./testing/describe-rule";
import { everyFixtureOf, fixturesOf } from "./testing/fixtures";
import { garbage, oneOfEach } from "./testing/garbage";
import { mutations } from "./testing/mutate";

const judge = (resources: readonly GraphResource[], some: readonly Rule[] = rules) =>
  evaluate({ stack: "prod-eu", resources }, fixtureModel, some);
const internal = (resources: readonly GraphResource[]) =>
  judge(resources)
    .findings.filter(({ kind }) => kind === "internal")
    .map(({ message }) => message);

/** Top-level names of everything that rules and sinks look at. */
const names = [
  ...new Set(
    [...rules.flatMap(({ reads }) => reads), ...sinks.map(({ path }) => path)].map(
      (path) => path.split(/[.[]/, 1)[0]!,
    ),
  ),
];

describe("the whole pack", () => {
  const types = [...new Set([...readInventory().all, ...rules.flatMap((rule) => rule.types)])].filter(
    (type) => !type.includes("*"),
  );
  const counts: string[] = [];
  after(() => {
    process.stdout.write(counts.map((line) => `    ${line}\n`).join(""));
  });

  it("throws in no rule, for no type, with empty, unknown or random inputs", function () {
    this.timeout(300_000);
    const everyName = (value: unknown) => Object.fromEntries(names.map((name) => [name, value]));
    for (const value of [UNKNOWN, null, "", [], {}, [UNKNOWN], { a: UNKNOWN }, [[{}]], 7, true])
      assert.deepEqual(internal(oneOfEach(types, everyName(value))), []);
    assert.deepEqual(internal(oneOfEach(types, {})), []);
    fc.assert(
      fc.property(garbage(names), (props) => {
        assert.deepEqual(internal(oneOfEach(types, props)), []);
      }),
      { numRuns: 10 },
    );
    counts.push(`${types.length} types fuzzed`);
  });

  it("fires for nearly every way to break what it reads in a lawful fixture", () => {
    const mutants = rules.flatMap((rule) =>
      rule.reads.flatMap((path) =>
        fixturesOf(rule.id).pass.flatMap(({ title, resources }) => {
          const broken = mutations(resources, path);
          const fires = (some: readonly GraphResource[]) =>
            judge(some, [rule]).findings.length > 0 || judge(some, [rule]).undecided.length > 0;
          return broken.length === 0
            ? []
            : [{ killed: broken.some(fires), text: `${rule.id} ${path}: ${title}` }];
        }),
      ),
    );
    const survivors = mutants.filter(({ killed }) => !killed).map(({ text }) => text);
    const killed = mutants.length - survivors.length;
    counts.push(`${killed}/${mutants.length} mutants killed`);
    assert.ok(killed / mutants.length >= 0.95, `survivors:\n${survivors.join("\n")}`);
  });

  it("says the same whatever the order of the resources", () => {
    for (const rule of rules) {
      const { pass, fail } = fixturesOf(rule.id);
      for (const { resources } of [...pass, ...fail]) {
        const { findings } = judge(resources, [rule]);
        assert.deepEqual(judge([...resources].reverse(), [rule]).findings, findings, rule.id);
      }
    }
  });

  it("has rules whose ids, names and titles are their own, each with fixtures of every kind", () => {
    for (const key of ["id", "name", "title"] as const) {
      const all = rules.map((rule) => rule[key]);
      assert.deepEqual(all, [...new Set(all)]);
    }
    const wanting = rules.filter(
      ({ id, controls, reads }) =>
        fixturesOf(id).pass.length === 0 ||
        fixturesOf(id).fail.length === 0 ||
        controls.length === 0 ||
        reads.length === 0,
    );
    assert.deepEqual(
      wanting.map(({ id }) => id),
      [],
    );
    const fixtures = rules.flatMap(({ id }) => everyFixtureOf(id));
    counts.push(`${rules.length} rules`, `${fixtures.length} fixtures`);
  });
});
