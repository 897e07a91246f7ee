import * as assert from "node:assert/strict";

import { z } from "zod";

import { checkYaml, oneOf, quote } from "./check-yaml";
import { formatIssue } from "./input-error";
import { pathText } from "./key-path";

const schema = z.strictObject({
  name: z.string().min(2),
  level: oneOf("level", ["low", "high"]),
  items: z.array(z.strictObject({ count: z.int().min(1).max(9), kind: z.literal("table") })).max(2),
  extra: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("a"), value: z.number() }),
    z.strictObject({ type: z.literal("b"), value: z.string() }),
  ]),
});

const good = `name: ok
level: low
items:
  - count: 3
    kind: table
extra: { type: a, value: 1 }
`;

function problems(text: string, root?: string[]): string[] {
  const checked = checkYaml(schema, { file: "f.yaml", text, ...(root && { root }) });
  return "issues" in checked ? checked.issues.map(formatIssue) : [];
}

describe("checkYaml", () => {
  it("returns the value of a good file", () => {
    const checked = checkYaml(schema, { file: "f.yaml", text: good });
    assert.ok("value" in checked);
    assert.deepEqual(checked.value.items, [{ count: 3, kind: "table" }]);
  });

  it("names the value and the allowed ones, at the value's position", () => {
    assert.deepEqual(problems(good.replace("low", "middle")), [
      'f.yaml:2:8 level: "middle" is not a level; use one of low, high',
    ]);
  });

  it("points at an unknown key and suggests the nearest", () => {
    assert.deepEqual(problems(good.replace("    kind", "    kint")), [
      'f.yaml:4:5 items[0].kind: is missing; use "table"',
      'f.yaml:5:5 items[0].kint: "kint" is not a known key; did you mean "kind"?',
    ]);
  });

  it("lists the known keys when none is near", () => {
    assert.deepEqual(problems(`${good}zebra: 1\n`), [
      'f.yaml:7:1 zebra: "zebra" is not a known key; known keys are name, level, items, extra',
    ]);
  });

  it("reports every mistake at once", () => {
    assert.deepEqual(problems(good.replace("ok", "x").replace("3", "12").replace("value: 1", "value: one")), [
      'f.yaml:1:7 name: "x" is too small; use a text of at least 2',
      "f.yaml:4:12 items[0].count: 12 is too big; use at most 9",
      'f.yaml:6:26 extra.value: "one" is not a number',
    ]);
  });

  it("places a missing key at what should hold it", () => {
    assert.deepEqual(problems(good.replace("level: low\n", "")), [
      "f.yaml:1:1 level: level is missing; use one of low, high",
    ]);
    assert.deepEqual(problems(good.replace("    kind: table\n", "")), [
      'f.yaml:4:5 items[0].kind: is missing; use "table"',
    ]);
  });

  it("names the variants of a union", () => {
    assert.deepEqual(problems(good.replace("type: a", "type: c")), [
      'f.yaml:6:16 extra.type: "c" is not a known type; use one of a, b',
    ]);
  });

  it("checks a part of the file and leaves it out of the paths", () => {
    const text = `config:\n${good.replace(/^(?=.)/gm, "  ").replace("low", "no")}`;
    assert.deepEqual(problems(text, ["config"]), [
      'f.yaml:3:10 level: "no" is not a level; use one of low, high',
    ]);
  });

  it("places a syntax error", () => {
    assert.deepEqual(problems("name: [a\nlevel: low\n").length, 1);
    assert.match(problems("name: [a\nlevel: low\n")[0] ?? "", /^f\.yaml:\d+:\d+: is not valid YAML; /);
  });

  it("places an alias of nothing, a tag of nobody and a second document", () => {
    assert.deepEqual(problems(good.replace("ok", "*okay")), [
      "f.yaml:1:7: *okay repeats nothing; put &okay before what it stands for",
    ]);
    assert.deepEqual(problems(good.replace("ok", "!what ok")), [
      "f.yaml:1:7: is not valid YAML; Unresolved tag: !what",
    ]);
    assert.deepEqual(problems(`${good}---\n${good}`), [
      "f.yaml:7:1: is not valid YAML; it holds several documents, keep one",
    ]);
  });

  it("says what is wrong with the form that was meant, or which forms there are", () => {
    const forms = z.strictObject({
      team: z.union([z.strictObject({ name: z.string() }), z.array(z.strictObject({ user: z.string() }))]),
    });
    const linesOf = (text: string) => {
      const checked = checkYaml(forms, { file: "f.yaml", text });
      return "issues" in checked ? checked.issues.map(formatIssue) : [];
    };
    assert.deepEqual(linesOf("team: { name: 1, nam: x }\n"), [
      "f.yaml:1:15 team.name: 1 is not a string",
      'f.yaml:1:18 team.nam: "nam" is not a known key; did you mean "name"?',
    ]);
    assert.deepEqual(linesOf("team: [{ user: 1 }]\n"), ["f.yaml:1:16 team[0].user: 1 is not a string"]);
    assert.deepEqual(linesOf("team: crew\n"), ['f.yaml:1:7 team: "crew" is not a map or a list']);
  });

  it("refuses a key that is given twice", () => {
    assert.match(
      problems(`${good}name: again\n`)[0] ?? "",
      /^f\.yaml:7:1: is not valid YAML; Map keys must be unique/,
    );
  });

  it("takes an empty file for one in which all is missing", () => {
    assert.deepEqual(problems(""), ["f.yaml:1:1: null is not a map"]);
  });
});

describe("quote", () => {
  it("writes JSON and cuts long values", () => {
    assert.equal(quote("a"), '"a"');
    assert.equal(quote(undefined), "nothing");
    assert.equal(quote("x".repeat(100)).length, 60);
  });
});

describe("pathText", () => {
  it("joins keys and indexes, and quotes keys that are no words", () => {
    assert.equal(pathText(["schema", 0, "name"]), "schema[0].name");
    assert.equal(pathText(["tags", "dp:layer"]), 'tags["dp:layer"]');
    assert.equal(pathText([]), "");
  });
});
