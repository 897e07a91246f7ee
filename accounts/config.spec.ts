import assert from "node:assert/strict";

import * as fc from "fast-check";

import { InputError } from "../components/errors/input-error";
import { parseStack } from "./config";
import { edit, linesOf, parsePlatform, prodEu, read, today } from "./config/testing";

/** Broken files that are tried; ten thousand by hand: `MERIDIAN_RUNS=10000 npm run spec accounts/config.spec.ts`. */
const runs = Number(process.env["MERIDIAN_RUNS"] ?? 300);

describe("parseStack", () => {
  for (const stack of ["dev", "org", "prod-us", "prod-eu", "prod-apac"]) {
    it(`accepts Pulumi.${stack}.yaml and adds the stack's name`, () => {
      const text = read(stack);
      assert.deepEqual(linesOf(text, stack), []);
      assert.equal(parseStack(text, "x.yaml", stack, today).stack, stack);
      assert.match(text, /^# yaml-language-server: \$schema=docs\/config\.schema\.json\n/);
    });
  }

  it("reports every mistake at once, those of the schema beside those across keys", () => {
    const several = [
      ["homeRegion:", "homeRegoin:"],
      ["replicaRegion: eu-central-1", "replicaRegion: us-east-1"],
      ['"222200000004"', '"22220"'],
      ["account: risk\n", "account: risky\n"],
      ['"2027-10-31"', '"2026-01-31"'],
    ].reduce((text, [from = "", to = ""]) => edit(text, from, to), prodEu);
    assert.deepEqual(
      linesOf(several).map((line) => line.replace(/^\S+ (\S+): .*$/, "$1")),
      [
        "platform.homeRegoin",
        "platform.accounts[3].id",
        "platform.replicaRegion",
        "platform.domains[3].account",
        "platform.transfers[0].expires",
      ],
    );
  });

  it("checks what stands under a misspelt key, and names that key as it is written", () => {
    const text = edit(edit(prodEu, "    accounts:\n", "    acounts:\n"), '"222200000004"', '"22220"');
    assert.deepEqual(linesOf(text), [
      'Pulumi.prod-eu.yaml:38:5 platform.acounts: "acounts" is not a known key; did you mean "accounts"?',
      'Pulumi.prod-eu.yaml:50:13 platform.acounts[3].id: "22220" is not a 12-digit AWS account id; use 12 digits',
    ]);
  });

  it("does not blame references while the accounts are missing", () => {
    const text = prodEu.replace(/ {4}accounts:\n( {6}.*\n)+/, "");
    assert.deepEqual(linesOf(text), ["Pulumi.prod-eu.yaml:10:3 platform.accounts: is missing; give a list"]);
  });

  it("asks for both single accounts", () => {
    const text = prodEu
      .replace(/ {6}- name: (governance|security)\n( {8}.*\n){2}/g, "")
      .replace(/ {6}- account: (governance|security)\n( {8}.*\n){2}/g, "");
    assert.deepEqual(linesOf(text), [
      'Pulumi.prod-eu.yaml:38:5 platform.accounts: has no account with role "governance"; add exactly one',
      'Pulumi.prod-eu.yaml:38:5 platform.accounts: has no account with role "security"; add exactly one',
    ]);
  });

  it("fills in the defaults of retention", () => {
    const text = prodEu.replace(/ {4}retention:\n( {6}\S.*\n)+/, "");
    assert.notEqual(text, prodEu);
    assert.deepEqual(parsePlatform(text, "x.yaml", "prod-eu", today).retention, {
      bronzeDays: 2557,
      silverDays: 1827,
      goldDays: 1096,
      auditDays: 2557,
      resultsDays: 7,
    });
  });

  it("lets a domain without an obligation keep less, and one with it more", () => {
    const retention = "        retention:\n          bronzeDays: DAYS\n";
    const less = edit(
      prodEu,
      "        personalData: none\n",
      `        personalData: none\n${retention.replace("DAYS", "90")}`,
    );
    const more = edit(
      prodEu,
      "        obligation: AML",
      `${retention.replace("DAYS", "3653")}        obligation: AML`,
    );
    assert.deepEqual([linesOf(less), linesOf(more)], [[], []]);
  });

  it("takes an emulator in stage dev, and has none where the file has none", () => {
    const dev = read("dev");
    const text = edit(
      dev,
      "  meridian:platform:",
      "  meridian:endpoint: http://localhost:4566\n  meridian:platform:",
    );
    assert.equal(parsePlatform(text, "x.yaml", "dev", today).endpoint, "http://localhost:4566");
    assert.equal(parsePlatform(dev, "x.yaml", "dev", today).endpoint, undefined);
  });

  it("does not judge an emulator while the stage is misspelt", () => {
    const text = edit(
      edit(prodEu, "stage: prod", "stage: prdo"),
      "  meridian:platform:",
      "  meridian:endpoint: http://localhost:4566\n  meridian:platform:",
    );
    assert.deepEqual(linesOf(text), [
      'Pulumi.prod-eu.yaml:14:12 platform.stage: "prdo" is not a stage; use one of dev, prod',
    ]);
  });

  it("keeps an approval through its last day", () => {
    assert.deepEqual(linesOf(prodEu, "prod-eu", "2027-10-31"), []);
    assert.equal(linesOf(prodEu, "prod-eu", "2027-11-01").length, 1);
  });

  it("accepts what Pulumi itself writes into a stack file", () => {
    assert.deepEqual(linesOf(`encryptionsalt: v1:abc\n${prodEu}`), []);
  });

  it("reports the first syntax error only, and every key that stands twice", () => {
    const broken = edit(prodEu, "      rootId: r-mrdn", "!      rootId: r-mrdn");
    const [first = "", ...others] = linesOf(broken);
    assert.match(first, /^Pulumi\.prod-eu\.yaml:22:16: is not valid YAML: .*; correct the syntax$/);
    assert.deepEqual(others, []);
    const twice = edit(
      edit(prodEu, "    stage: prod\n", "    stage: prod\n    stage: prod\n"),
      "      rootId",
      "      id: x\n      rootId",
    );
    assert.deepEqual(
      linesOf(twice).map((line) => line.split(":")[1]),
      ["14", "23"],
    );
  });

  it("reports a file without content, and one that ties itself into a knot", () => {
    assert.deepEqual(linesOf(""), ["Pulumi.prod-eu.yaml:1:1: null is not a map"]);
    assert.deepEqual(linesOf("config: &a\n  meridian:platform: *a\n"), [
      "Pulumi.prod-eu.yaml:2:22: *a stands in what it repeats; write it out",
      'Pulumi.prod-eu.yaml:1:1 config["pulumi:disable-default-providers"]: is missing; give a list',
    ]);
  });

  it("judges what a text says beside what is wrong with its YAML, as far as its structure holds", () => {
    const wrong = edit(
      edit(prodEu, '"222200000004"', '"22220"'),
      "    stage: prod\n",
      "    stage: prdo\n    stage: prod\n",
    );
    const meaning = [
      'Pulumi.prod-eu.yaml:13:12 platform.stage: "prdo" is not a stage; use one of dev, prod',
      'Pulumi.prod-eu.yaml:51:13 platform.accounts[3].id: "22220" is not a 12-digit AWS account id; use 12 digits',
    ];
    const twice = 'Pulumi.prod-eu.yaml:14:5: the key "stage" stands already on line 13; keep one of them';
    assert.deepEqual(linesOf(wrong), [twice, ...meaning]);
    const [first, broken = "", ...others] = linesOf(edit(wrong, "    transfers:\n", "    transfers: [\n"));
    assert.match(broken, /^Pulumi\.prod-eu\.yaml:\d+:\d+: is not valid YAML: .*; correct the syntax$/);
    assert.deepEqual([first, ...others], [twice, ...meaning]);
  });

  it("says how a value stands in the file when the Pulumi CLI reads it otherwise", () => {
    const day = edit(prodEu, '"2027-10-31"', "2027-10-31");
    const id = edit(prodEu, '"222200000004"', "022220000004");
    const days = edit(read("dev"), "auditDays: 2557", "auditDays: 02557");
    assert.deepEqual(
      [linesOf(day), linesOf(id), linesOf(days, "dev")].map((lines) =>
        lines.map((line) => line.replace(/^\S+ /, "")),
      ),
      [
        [
          'platform.transfers[0].expires: "2027-10-31 00:00:00 +0000 UTC" is not a date; use YYYY-MM-DD; 2027-10-31 without quotes is a point in time, put it in quotes',
        ],
        [
          "platform.accounts[3].id: 2453667844 is a number, not a 12-digit AWS account id; put it in quotes; 022220000004 without quotes is read as 2453667844",
        ],
        [
          "platform.retention.auditDays: 1391 is below the floor of 2557 days for audit logs; use 2557 or more, or leave it out; 02557 without quotes is read as 1391",
        ],
      ],
    );
  });

  for (const stack of ["prod-eu", "org"])
    it(`answers any change to the valid file of ${stack} with settings or with issues inside the file, and with nothing else`, () => {
      const lines = read(stack).split("\n");
      const junk = fc.oneof(
        fc.constantFrom(
          "",
          "  ",
          "- ",
          ": ",
          "{",
          "[",
          "]",
          "*a",
          "&a ",
          "!x ",
          "null",
          "1e9",
          ".nan",
          "'",
          '"',
          "\t",
          "eu",
          "? ",
        ),
        fc.string({ maxLength: 12 }),
        fc.constantFrom(...lines),
      );
      const change = fc.record({
        line: fc.nat(lines.length - 1),
        column: fc.nat(80),
        remove: fc.nat(30),
        junk,
        whole: fc.boolean(),
      });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
          const mutated = [...lines];
          for (const { line, column, remove, junk: insert, whole } of changes) {
            const old = mutated[line] ?? "";
            mutated[line] = whole ? insert : old.slice(0, column) + insert + old.slice(column + remove);
          }
          const text = mutated.join("\n");
          const size = text.split("\n").length;
          try {
            assert.equal(parseStack(text, "f.yaml", stack, today).stack, stack);
          } catch (error) {
            assert.ok(error instanceof InputError, `threw ${String(error)}`);
            assert.ok(error.issues.length > 0);
            for (const { line = 0, column = 0, message } of error.issues) {
              assert.ok(line >= 1 && line <= size, `line ${line} of ${size}`);
              assert.ok(
                column >= 1 && column <= (text.split("\n")[line - 1] ?? "").length + 1,
                `column ${column}`,
              );
              assert.notEqual(message, "");
            }
          }
        }),
        { numRuns: runs },
      );
    });
});
