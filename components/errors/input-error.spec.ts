import * as assert from "node:assert/strict";

import { InputError, formatIssue } from "./input-error";
import { nearest } from "./nearest";

describe("formatIssue", () => {
  it("writes file, position, path and message", () => {
    const issue = { file: "a.yaml", line: 41, column: 7, path: "x[0].y", message: "is wrong; fix it" };
    assert.equal(formatIssue(issue), "a.yaml:41:7 x[0].y: is wrong; fix it");
  });

  it("leaves out what is not known", () => {
    assert.equal(formatIssue({ file: "a.yaml", path: "", message: "is empty" }), "a.yaml: is empty");
  });
});

describe("InputError", () => {
  it("has one line per issue", () => {
    const error = new InputError([
      { file: "a.yaml", line: 1, column: 2, path: "p", message: "m" },
      { file: "b.yaml", path: "", message: "n" },
    ]);
    assert.equal(error.message, "a.yaml:1:2 p: m\nb.yaml: n");
    assert.equal(error.name, "InputError");
  });
});

describe("nearest", () => {
  it("finds the word that was misspelt, whatever its case", () => {
    assert.equal(nearest("clasification", ["description", "classification"]), "classification");
    assert.equal(nearest("DOMAIN", ["name", "domain"]), "domain");
  });

  it("finds nothing when no word is close", () => {
    assert.equal(nearest("colour", ["name", "domain"]), undefined);
    assert.equal(nearest("x", []), undefined);
  });

  it("prefers the closest, and the first of equals", () => {
    assert.equal(nearest("tame", ["time", "name"]), "time");
    assert.equal(nearest("schemas", ["schematic", "schema"]), "schema");
  });
});
