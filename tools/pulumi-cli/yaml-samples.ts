import * as fc from "fast-check";

/** The same samples in every run, so that a gate does not depend on chance; another seed tries others. */
const seed = Number(process.env["MERIDIAN_SEED"] ?? 20261128);

const pieces = (...texts: string[]) => fc.constantFrom(...texts);
const joined = (part: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(part, { minLength: 1, maxLength }).map((parts) => parts.join(""));

const digits = pieces(
  "0",
  "1",
  "2",
  "7",
  "8",
  "9",
  "_",
  "-",
  "+",
  ".",
  "e",
  "E",
  "x",
  "0x",
  "0b",
  "0o",
  "0O",
  "a",
  "F",
);
const day = fc
  .tuple(
    pieces("2027", "2024", "0000", "1900", "999", "20270"),
    fc.nat(13),
    fc.nat(32),
    pieces("", "", "T1:2:3Z", "t23:59:60Z", " 12:30:45", "  1:02:3.50", " 24:0:0", "T1:2:3,25Z", " 1:2:3 Z"),
    fc.boolean(),
  )
  .map(([year, month, date, time, isWide]) => {
    const part = (value: number) => (isWide ? String(value).padStart(2, "0") : String(value));
    return `${year}-${part(month)}-${part(date)}${time}`;
  });
const word = pieces(
  ...[
    "yes",
    "No",
    "on",
    "off",
    "y",
    "N",
    "true",
    "True",
    "TRUE",
    "false",
    "null",
    "Null",
    "~",
    "nUll",
    "<<",
    "=",
    ".5",
    ".inf",
  ],
  ...[
    "12:30:45",
    "1:20",
    "0.1.2",
    "10.0.0.0/8",
    "arn:aws:s3:::a",
    "a b",
    "é",
    "😀",
    "9223372036854775807",
    "1e400",
    "1e-400",
  ],
);
const characters = pieces(
  ..."ab01 :#-?,[]{}&*!|>'\"%@`\\/=~.".split(""),
  "é",
  "😀",
  ": ",
  " #",
  "\\n",
  "\\u00e9",
);
const text = joined(characters, 8);
const quotedText = fc.tuple(pieces("'", '"'), text).map(([quote, inner]) => quote + inner + quote);
const scalar = fc.oneof(
  joined(digits, 7),
  day,
  word,
  text,
  quotedText,
  fc.double().map(String),
  fc.integer().map(String),
);

/** Scalars as they could stand behind `- `, most of them valid there. */
export const sampleScalars = (count: number): string[] => fc.sample(scalar, { numRuns: count, seed });

const line = fc.oneof(
  pieces(
    ...[
      "a: 1",
      "b: 2",
      "- 1",
      "- a: 1",
      "k:",
      "x: &a",
      "x: &a {a: 1, b: 05}",
      "y: *a",
      "<<: *a",
      "<<: [*a, {b: 3}]",
      "- - 1",
      "-",
    ],
    ...[
      "z: |",
      "z: >-",
      "z: |+",
      "z: >",
      "z: |2",
      "text",
      "  more",
      "",
      "# c",
      "? q",
      ": v",
      "'q': 1",
      '"q": "\\n\\u0041\\x41"',
    ],
    ...[
      "[1,",
      "2]",
      "{a: 1,",
      "b: 2}",
      "k: v # c",
      "k: v#c",
      "k: - 1",
      "k: 'a",
      "b'",
      "k: a",
      "k: a: b",
      "&x k: v",
      "*x : v",
    ],
    ...[
      "k: !t v",
      'k: "a\\',
      '  b"',
      "k: {a, b: }",
      "k: [a b, c: d]",
      "k: [{a: [1, yes]}, 'b']",
      "k: @a",
      "<<: 1",
      "k: <<",
    ],
  ),
  scalar.map((value) => `s: ${value}`),
);

/** Blocks of lines under a key, half of them with one level of indentation only. */
export const sampleBlocks = (count: number): string[] =>
  fc.sample(
    fc
      .array(fc.tuple(fc.constantFrom(4, 4, 4, 6, 8), line), { minLength: 1, maxLength: 6 })
      .map((lines) => lines.map(([indent, each]) => " ".repeat(indent) + each).join("\n")),
    { numRuns: count, seed },
  );
