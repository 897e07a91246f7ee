import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import Ajv from "ajv/dist/2019";
import { parse } from "yaml";

import { compileContract } from "../../components/catalog/compile";
import { readContract, type Contract, type TableSpec } from "../../components/catalog/contract";
import { rules } from "../../components/catalog/dqdl";
import { formatIssue } from "../../components/errors/input-error";
import { pathText } from "../../components/errors/key-path";
import { adoptText } from "./adopt-text";
import { described, promised, worded, type Feature } from "./corpus";
import { checked } from "./corpus-checks";
import { bounded } from "./corpus-options";
import { named, typed } from "./corpus-tables";
import { answered, contractWith } from "./corpus-text";

const place = { domain: "sales", name: "notes" };
const file = "notes.yaml";
const buckets = { silver: "mrd-silver", gold: "mrd-gold" };
const days = { bronze: 2557, silver: 1827, gold: 1096 };

function adopted(feature: Feature): Contract {
  const { text } = adoptText(contractWith(feature), { domain: "sales" });
  const read = readContract({ file, text: answered(text) }, place);
  assert.ok("value" in read, "issues" in read ? read.issues.map(formatIssue).join("\n") : "");
  return read.value;
}

const groups: Readonly<Record<string, readonly Feature[]>> = {
  described,
  worded,
  promised,
  named,
  typed,
  checked,
  bounded,
};
/** Rules that every contract here has. */
const ofKey = ['IsComplete "id"', 'IsPrimaryKey "id"'];

function assertRules(table: TableSpec, expected: NonNullable<Feature["rules"]>): void {
  const made = rules(table).filter((rule) => !ofKey.includes(rule));
  const patterns = expected.filter((rule) => rule instanceof RegExp);
  if (patterns.length === 0) assert.deepEqual(made, expected);
  else assert.equal(made.length, patterns.length);
  patterns.forEach((pattern, index) => {
    assert.match(made[index]!, pattern);
  });
}

for (const [group, features] of Object.entries(groups)) {
  describe(`the standard, what is ${group}`, () => {
    for (const feature of features) {
      it(`is adopted with ${feature.title}`, () => {
        const contract = adopted(feature);
        const notes = contract.advisories.map(({ path, message }) => `${path}: ${message}`);
        assert.deepEqual(notes, feature.notes ?? []);
        assert.equal(contract.tables[0]?.columns[1]?.icebergType, feature.type ?? "string");
        const [compiled, ...others] = compileContract(contract, { buckets, days });
        assert.deepEqual(others, []);
        assertRules(compiled!.table, feature.rules ?? []);
      });
    }
  });
}

/** The standard's own JSON Schema. It is data of the reference shelf, not of this repository. */
const schemaFile = resolve("../shared/reference/odcs/odcs-json-schema-v3.1.0.json");

describe("the corpus against the standard's own JSON Schema", () => {
  if (!existsSync(schemaFile)) {
    it.skip(`is not checked: ${schemaFile} is absent`);
    return;
  }
  const schema = JSON.parse(readFileSync(schemaFile, "utf8")) as object;
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  for (const feature of Object.values(groups).flat()) {
    if (feature.isOld) continue;
    it(`is valid with ${feature.title}`, () => {
      assert.equal(validate(parse(contractWith(feature))), true, JSON.stringify(validate.errors));
    });
  }
});

describe("what a contract says for people", () => {
  it("is kept as it stands", () => {
    const of = (title: string) => adopted(described.find((each) => each.title === title)!).documentation;
    assert.deepEqual(of("servers"), {
      servers: [{ server: "main", type: "kafka", host: "example.org:9092", format: "avro" }],
    });
    assert.deepEqual(of("price"), {
      price: { priceAmount: 9.5, priceCurrency: "EUR", priceUnit: "gigabyte" },
    });
    assert.deepEqual(of("tags, tenant and dataProduct"), {
      tags: ["a", "b"],
      tenant: "shop",
      dataProduct: "web",
    });
    assert.deepEqual(
      of("own properties of the contract").properties?.map(({ property }) => pathText([property])),
      ["costCentre"],
    );
  });

  it("has the name for people as its title, and somebody who answers for it", () => {
    const title = adopted(worded.find((each) => each.title === "a name for people")!);
    assert.deepEqual(
      [title.name, title.documentation.title, title.owner],
      ["notes", "Notes of the shop", "shop"],
    );
    const owned = adopted(described.find((each) => each.title.startsWith("a team of members"))!);
    assert.equal(owned.owner, "ada");
  });
});
