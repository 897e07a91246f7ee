import assert from "node:assert/strict";

import { InputError } from "../../components/errors/input-error";
import type { Rule } from "../../policy-pack/rule";
import { rules } from "../../policy-pack/rules";
import { parseFrameworks } from "./frameworks";

const [anyRule] = rules as readonly [Rule, ...Rule[]];
const control = (name: string) => ({ framework: "Acme", version: "1", control: name });
const pack: readonly Rule[] = [
  { ...anyRule, id: "AAA-01", controls: [control("1")] },
  { ...anyRule, id: "AAA-02", controls: [control("1"), control("2")] },
];
const good = `framework: Acme
version: "1"
title: Acme's own
controls:
  - control: "1"
    title: First
    rules: [AAA-01, AAA-02]
  - control: "2"
    title: Second
    rules: [AAA-02]
  - control: "3"
    title: Third
    process: Somebody looks.
`;

/** The message for a file after one edit, which must change something. */
function mistakes(find: string, replacement: string): string[] {
  const text = good.replace(find, replacement);
  assert.notEqual(text, good);
  try {
    parseFrameworks([{ file: "acme.yaml", text }], pack);
    return [];
  } catch (error) {
    assert.ok(error instanceof InputError);
    return error.message.split("\n");
  }
}

describe("tools/evidence/frameworks", () => {
  it("accepts a file and rules that name each other", () => {
    const [framework] = parseFrameworks([{ file: "acme.yaml", text: good }], pack);
    assert.deepEqual(
      framework?.controls.map((each) => each.rules ?? []),
      [["AAA-01", "AAA-02"], ["AAA-02"], []],
    );
  });

  const cases: [title: string, find: string, replacement: string, message: string][] = [
    [
      "no answer",
      "    process: Somebody looks.\n",
      "",
      "acme.yaml:11:5 controls[2]: has no answer; say how it is met (rules, guardrail, component, process, computed) or why not (gap)",
    ],
    [
      "a rule that does not exist",
      "rules: [AAA-02]",
      "rules: [AAA-02, AAB-02]",
      'acme.yaml:10:21 controls[1].rules[1]: "AAB-02" is no rule; did you mean "AAA-02"?',
    ],
    [
      "a rule that does not name the control",
      "    process: Somebody looks.",
      "    rules: [AAA-01]",
      "acme.yaml:13:13 controls[2].rules[0]: AAA-01 does not name 3; add the control to the rule, or remove it here",
    ],
    [
      "a rule that is left out",
      "rules: [AAA-01, AAA-02]",
      "rules: [AAA-01]",
      "acme.yaml:7:12 controls[0].rules: leave out AAA-02, which name 1; run npm run docs",
    ],
    [
      "a control that is left out",
      '  - control: "2"\n    title: Second\n    rules: [AAA-02]\n',
      "",
      'acme.yaml controls: "2" is missing, which AAA-02 names; add it with a title',
    ],
    [
      "a control twice",
      'control: "3"',
      'control: "1"',
      'acme.yaml:11:14 controls[2].control: "1" is given twice; keep one',
    ],
    [
      "an unknown key",
      "process:",
      "procedure:",
      'acme.yaml:13:5 controls[2].procedure: "procedure" is not a known key',
    ],
  ];
  for (const [title, find, replacement, message] of cases) {
    it(`refuses ${title}, with file and line`, () => {
      const found = mistakes(find, replacement);
      assert.ok(
        found.some((line) => line.startsWith(message)),
        found.join("\n"),
      );
    });
  }

  it("says when no file is about a framework", () => {
    assert.throws(
      () => parseFrameworks([], pack.slice(0, 1)),
      /policy-pack.frameworks controls: no file is about Acme 1, which AAA-01 names; add it with a title/,
    );
  });
});
