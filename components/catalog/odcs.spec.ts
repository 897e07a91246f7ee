import * as assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import Ajv from "ajv/dist/2019";
import { parse } from "yaml";

import { loadContracts } from "./contract-files";

/** The standard's own JSON Schema. It is data of the reference shelf, not of this repository. */
const schemaFile = resolve("../shared/reference/odcs/odcs-json-schema-v3.1.0.json");

describe("contracts against the standard's own JSON Schema, v3.1.0", () => {
  if (!existsSync(schemaFile)) {
    it.skip(`are not checked: ${schemaFile} is absent`);
    return;
  }
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

  for (const { product, file } of loadContracts("contracts")) {
    it(`accepts ${product}`, () => {
      assert.equal(
        validate(parse(readFileSync(file, "utf8"))),
        true,
        JSON.stringify(validate.errors, null, 1),
      );
    });
  }

  it("refuses a field of nobody's and a version that is no text, so the check can fail", () => {
    const contract = parse(readFileSync("contracts/market/quotes.yaml", "utf8")) as Record<string, unknown>;
    assert.equal(validate({ ...contract, infrastructure: {} }), false);
    assert.equal(validate({ ...contract, version: 1 }), false);
  });
});
