import * as assert from "node:assert/strict";

import { patternProblem } from "./pattern";

describe("a pattern", () => {
  for (const pattern of [
    String.raw`^\d{3}$`,
    "^[A-Z]{2}[0-9]{2}[A-Z0-9]{4}[0-9]{7}([A-Z0-9]?){0,16}$",
    String.raw`^[\w.\-\[]+@\/`,
    String.raw`(?i)a++(?>b)(?<name>c)\p{L}\Q{(\E`,
    "(?!x)(?<=y)a|b",
  ])
    it(`is taken: ${pattern}`, () => {
      assert.equal(patternProblem(pattern), undefined);
    });

  const wrong: [pattern: string, why: string][] = [
    ["(", "is no pattern: unterminated group"],
    ["x)", "is no pattern: unmatched ')'"],
    ["a**", "is no pattern: nothing to repeat"],
    ["[z-a]", "is no pattern: range out of order in character class"],
    ["[a", "is no pattern: unterminated character class"],
    ["\\", "is no pattern: \\ at end of pattern"],
    ["^[A-Z[0-9]$", "is no pattern of Java, which runs it: a [ inside [ ] opens another class; write \\["],
    ["[^]", "is no pattern of Java, which runs it: an empty class [ ] is not closed there; write \\]"],
    ["{x}", "is no pattern of Java, which runs it: a { begins a repetition such as {2,3}; write \\{"],
    ["a{,3}", "is no pattern of Java, which runs it: a { begins a repetition such as {2,3}; write \\{"],
    ["\\y", "is no pattern of Java, which runs it: it does not know \\y"],
    ["\\u{41}", "is no pattern of Java, which runs it: \\u takes four hexadecimal digits"],
    ["(?<my_name>x)", "is no pattern of Java, which runs it: a group's name has only letters and digits"],
  ];
  for (const [pattern, why] of wrong)
    it(`is refused: ${pattern}`, () => {
      assert.equal(patternProblem(pattern), `${JSON.stringify(pattern)} ${why}`);
    });
});
