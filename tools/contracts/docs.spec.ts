import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";
import { parse } from "yaml";

import { readContract } from "../../components/catalog/contract";
import { ownProperties } from "../../components/catalog/own-properties";
import { projectRoot } from "../../components/project/root";
import { contractSchemaFile, contractSchemaText } from "../schema/contract-schema";

const textOf = (file: string): string => readFileSync(join(projectRoot(), "docs", file), "utf8");

describe("docs/contract-template.yaml", () => {
  const text = textOf("contract-template.yaml");

  it("is read without a mistake or a note", () => {
    const read = readContract({ file: "t.yaml", text }, { domain: "sales", name: "orders" });
    assert.deepEqual("issues" in read ? read.issues : read.value.advisories, []);
  });

  it("names the schema for editors, and is valid by it", () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(contractSchemaText()) as object,
    );
    assert.equal(
      text.split("\n")[0],
      `# yaml-language-server: $schema=${contractSchemaFile.replace("docs/", "")}`,
    );
    assert.equal(validate(parse(text)), true, JSON.stringify(validate.errors));
  });
});

describe("docs/contracts.md", () => {
  it("has a row for each of Meridian's properties, and for nothing else", () => {
    const rows = [...textOf("contracts.md").matchAll(/^\| (contract|table|column) +\| `(\w+)` /gm)];
    const known = Object.entries(ownProperties).flatMap(([level, shape]) =>
      Object.keys(shape).map((name) => `${level} ${name}`),
    );
    assert.deepEqual(rows.map(([, level, name]) => `${level} ${name}`).sort(), known.sort());
  });
});
