import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";
import { parse } from "yaml";

import { projectRoot } from "../../components/project/root";
import { configSchemaFile, configSchemaText } from "./config-schema";

const root = projectRoot();
const stackFile = (stack: string): string => readFileSync(join(root, `Pulumi.${stack}.yaml`), "utf8");
const validate = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(configSchemaText()) as object,
);

describe("docs/config.schema.json", () => {
  it("is what the generator writes", () => {
    const written = readFileSync(join(root, configSchemaFile), "utf8");
    assert.ok(written === configSchemaText(), "it is stale; run node bin/tools/schema/config-schema.js");
  });

  for (const stack of ["dev", "org", "prod-us", "prod-eu", "prod-apac"]) {
    it(`accepts Pulumi.${stack}.yaml, which names it for editors`, () => {
      assert.equal(stackFile(stack).split("\n")[0], `# yaml-language-server: $schema=${configSchemaFile}`);
      assert.equal(validate(parse(stackFile(stack))), true, JSON.stringify(validate.errors));
    });
  }

  for (const [title, from, to] of [
    ["an unknown key", "homeRegion:", "homeRegoin:"],
    ["a malformed account id", '"222200000004"', '"22220"'],
    ["an unknown classification", "classification: restricted", "classification: secret"],
    ["retention below the floor", "bronzeDays: 2557", "bronzeDays: 2555"],
  ] as const) {
    it(`refuses ${title}`, () => {
      const text = stackFile("prod-eu").replace(from, to);
      assert.notEqual(text, stackFile("prod-eu"));
      assert.equal(validate(parse(text)), false);
    });
  }

  it("carries each key's promotion class beside its description", () => {
    const schema = JSON.parse(configSchemaText()) as {
      properties: {
        config: { properties: Record<string, { properties: Record<string, Record<string, unknown>> }> };
      };
    };
    const prefix = schema.properties.config.properties["meridian:platform"]?.properties["prefix"];
    assert.equal(prefix?.["x-promotion"], "pin");
    assert.equal(prefix?.["promotion"], undefined);
  });
});
