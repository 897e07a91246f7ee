import assert from "node:assert/strict";

import { goScalar } from "./go-scalar";
import { readings } from "./pulumi-readings";
import { pulumiYaml } from "./pulumi-yaml";

/** Line, column and message of each fault. */
function faultsOf(text: string): string[] {
  return pulumiYaml(text).faults.map(({ offset, message }) => {
    const before = text.slice(0, offset).split("\n");
    return `${before.length}:${before.at(-1)!.length + 1} ${message}`;
  });
}

/** What a text without faults says. */
function valueOf(text: string): unknown {
  assert.deepEqual(faultsOf(text), [], text);
  return pulumiYaml(text).value;
}

describe("components/errors/pulumi-yaml", () => {
  for (const [plain, read] of readings) {
    it(`reads ${plain} as ${JSON.stringify(read)}, and in quotes as it stands`, () => {
      assert.equal(goScalar(plain), read);
      const inBrackets = plain.includes(",") ? `"${plain}"` : plain;
      assert.deepEqual(
        valueOf(`a: ${plain}\nb: "${plain}"\nc: ['${plain}', ${inBrackets}]\nd: |-\n  ${plain}\n`),
        {
          a: read,
          b: plain,
          c: [plain, inBrackets === plain ? read : plain],
          d: plain,
        },
      );
    });
  }

  it("gives null for a text that says nothing", () => {
    for (const text of ["", "\n", "# only a comment\n", "---\n", "null", "\uFEFF"])
      assert.equal(valueOf(text), null, JSON.stringify(text));
  });

  it("merges maps behind a map's own keys, those in front first", () => {
    const text =
      "a: &a {k: 1, l: 1}\nb: &b {l: 2, m: 2, <<: {n: 3}}\nc:\n  <<: [*a, *b, {m: 4, o: 4}]\n  k: 0\n";
    assert.deepEqual((valueOf(text) as { c: unknown }).c, { k: 0, l: 1, m: 2, n: 3, o: 4 });
    assert.deepEqual(valueOf('"<<": 1\n'), { "<<": 1 });
    const wrong = "<< merges a map or a list of maps, and this is none; put it in quotes if it is a key";
    assert.deepEqual(faultsOf("a: 1\n<<: 5\n"), [`2:1 ${wrong}`]);
    assert.deepEqual(faultsOf("a: &a [{b: 1}]\nc:\n  <<: *a\n"), [`3:3 ${wrong}`]);
    assert.deepEqual(faultsOf("<<: [{b: 1}, [c]]\n"), [`1:1 ${wrong}`]);
  });

  it("repeats by alias, but nothing that is not there, holds itself or grows beyond measure", () => {
    assert.deepEqual(valueOf("a: &a [1, {b: c}]\nd: *a\n"), { a: [1, { b: "c" }], d: [1, { b: "c" }] });
    assert.deepEqual(faultsOf("a: *b\n"), ["1:4 *b repeats nothing; put &b before what it stands for"]);
    assert.deepEqual(faultsOf("a: &a\n  b: *a\n"), ["2:6 *a stands in what it repeats; write it out"]);
    const lines = Array.from(
      { length: 9 },
      (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}]`,
    );
    assert.deepEqual(faultsOf(["a0: &a0 [1, 1]", ...lines].join("\n")), [
      "4:25 repeats so much by *a2 that little else is left; write less",
    ]);
  });

  it("names every key that stands twice and keeps the first", () => {
    const text = "a: 1\nb:\n  c: 1\n  'c': 2\na: 3\n";
    assert.deepEqual(faultsOf(text), [
      '4:3 the key "c" stands already on line 3; keep one of them',
      '5:1 the key "a" stands already on line 1; keep one of them',
    ]);
    assert.deepEqual(pulumiYaml(text).value, { a: 1, b: { c: 1 } });
  });

  const faults: Readonly<Record<string, readonly [text: string, ...faults: string[]]>> = {
    "a number that JSON does not have": [
      "a: .inf\nb: -.INF\nc: .nan\n",
      "1:4 .inf is a number that cannot be kept as it is; put it in quotes if it is text",
      "2:4 -.INF is a number that cannot be kept as it is; put it in quotes if it is text",
      "3:4 .nan is a number that cannot be kept as it is; put it in quotes if it is text",
    ],
    "a number with more digits than are kept": [
      "a: 9007199254740993\n",
      "1:4 9007199254740993 is a number that cannot be kept as it is; put it in quotes if it is text",
    ],
    "a point in time with an offset": [
      "a: 2001-12-14T21:59:43+01:00\n",
      "1:4 2001-12-14T21:59:43+01:00 is read otherwise in another time zone; put it in quotes",
    ],
    "a key that is no text": [
      "1: a\nnull: b\n? [c]\n: d\n",
      "1:1 the key 1 is not text; put it in quotes",
      "2:1 the key null is not text; put it in quotes",
      "3:3 the key is not text; put it in quotes",
    ],
    "a tag": ["a: !!str 5\n", "1:4 has the tag !!str; remove it, a stack file has none"],
    "a second document": [
      "a: 1\n---\nb: 2\n",
      "3:1 is a second document, which the Pulumi CLI does not read; remove it",
    ],
    "lines that the CLI writes anew without their first one": [
      'a: "\\nb"\nc: |\n\n  d\ne: "\\tf\\ng"\nh: "\\n"\n',
      '1:4 "\\nb" is several lines that begin with a tab or an empty line, which the Pulumi CLI changes; begin with text',
      '3:1 "\\nd\\n" is several lines that begin with a tab or an empty line, which the Pulumi CLI changes; begin with text',
      '5:4 "\\tf\\ng" is several lines that begin with a tab or an empty line, which the Pulumi CLI changes; begin with text',
      '6:4 "\\n" is several lines that begin with a tab or an empty line, which the Pulumi CLI changes; begin with text',
    ],
    "a block that begins with a tab": [
      "a: |-\n  \tb\n",
      "2:1 begins with a tab, which the Pulumi CLI refuses; begin with text",
    ],
    "a tab between values": ["a:\t1 # \t\nb: 'c\td'\n", "1:3 is a tab between values; use spaces"],
    "a line separator": [
      "a: b\u2028c\n",
      "1:5 is the line separator U+2028; write it with a backslash in double quotes",
    ],
    "half a character": [
      'a: "\\ud83d\\ude00 \\\\ud83d"\n',
      "1:4 has half a character (\\uD800 to \\uDFFF), which the Pulumi CLI refuses; write the character itself",
    ],
    "a slash behind a backslash": [
      'a: "b\\/c \\\\/"\n',
      "1:4 has \\/, which the Pulumi CLI refuses; write / alone",
    ],
    "an escaped end of line before an empty line": [
      'a: "b\\\n\n  c"\n',
      "1:4 b\\ goes on behind an empty line, which is taken otherwise by the Pulumi CLI; write \\n",
    ],
    "characters that end a scalar in brackets": [
      "a: [b?, :c, d:, {e\n : f}]\n",
      "1:5 b? is taken otherwise by the Pulumi CLI; put it in quotes",
      "1:9 :c is taken otherwise by the Pulumi CLI; put it in quotes",
      "1:13 d is taken otherwise by the Pulumi CLI; put it in quotes",
      "1:18 e is taken otherwise by the Pulumi CLI; put it in quotes",
    ],
    "an anchor's name": [
      "a: &b.c 1\n",
      `1:5 "b.c" is not an anchor's name; use letters, digits, _ and -, and a space behind it`,
    ],
  };
  for (const [what, [text, ...expected]] of Object.entries(faults)) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(faultsOf(text), expected);
      assert.notEqual(pulumiYaml(text).value, undefined);
    });
  }

  it("has no value where the structure breaks", () => {
    assert.deepEqual(pulumiYaml("a: [1\n").value, undefined);
    assert.match(faultsOf("a: [1\n").join(), /^\d+:\d+ is not valid YAML: .+; correct the syntax$/);
  });

  it("takes what is odd only in brackets outside of them, and in quotes within", () => {
    assert.deepEqual(valueOf('a: b? c:d\nb: ["b?", ":c", {"e": f}]\n'), {
      a: "b? c:d",
      b: ["b?", ":c", { e: "f" }],
    });
  });
});
