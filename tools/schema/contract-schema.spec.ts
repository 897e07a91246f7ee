import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";
import { parse } from "yaml";

import { loadContracts } from "../../components/catalog/contract-files";
import { projectRoot } from "../../components/project/root";
import { contractSchemaFile, contractSchemaText, editorLine } from "./contract-schema";

const root = projectRoot();
const validate = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(contractSchemaText()) as object,
);
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

describe("docs/contract.schema.json", () => {
  it("is what the generator writes", () => {
    assert.ok(
      textOf(contractSchemaFile) === contractSchemaText(),
      "it is stale; run node bin/tools/schema/contract-schema.js",
    );
  });

  for (const { product, file } of loadContracts(join(root, "contracts"))) {
    it(`accepts ${product}, which names it for editors`, () => {
      assert.equal(textOf(file).split("\n")[0], editorLine);
      assert.equal(validate(parse(textOf(file))), true, JSON.stringify(validate.errors));
    });
  }

  for (const [title, from, to] of [
    ["an unknown key", "description:", "descripton:"],
    ["a class of columns that nobody knows", "classification: confidential", "classification: secret"],
    ["a kind of personal data that nobody knows", "value: quasi", "value: some"],
    ["a layer without tables", "value: silver", "value: bronze"],
    ["a retention below the floor", "days: 2557", "days: 25"],
    [
      "a list of consumers that is none",
      "property: consumers\n    value:",
      "property: consumers\n    value: nobody\n  - property: audience\n    value:",
    ],
  ] as const) {
    it(`refuses ${title}`, () => {
      const text = textOf("contracts/corebanking/transactions.yaml");
      assert.notEqual(text.replace(from, to), text);
      assert.equal(validate(parse(text.replace(from, to))), false);
    });
  }

  it("accepts properties of one's own", () => {
    const text = textOf("contracts/corebanking/transactions.yaml").replace(
      "customProperties:\n",
      "customProperties:\n  - property: costCentre\n    value: [1]\n",
    );
    assert.equal(validate(parse(text)), true, JSON.stringify(validate.errors));
  });
});
