import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import Ajv from "ajv/dist/2019";
import { parse } from "yaml";

import { compileContract } from "../../components/catalog/compile";
import { readContract, type Contract } from "../../components/catalog/contract";
import { formatIssue } from "../../components/errors/input-error";
import { pathText } from "../../components/errors/key-path";
import { adoptText } from "./adopt-text";
import { described, promised, worded, type Feature } from "./corpus";
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

const groups: Readonly<Record<string, readonly Feature[]>> = { described, worded, promised, named, typed };

for (const [group, features] of Object.entries(groups)) {
  describe(`the standard, what is ${group}`, () => {
    for (const feature of features) {
      it(`is adopted with ${feature.title}`, () => {
        const contract = adopted(feature);
        const notes = contract.advisories.map(({ path, message }) => `${path}: ${message}`);
        assert.deepEqual(notes, feature.notes ?? []);
        assert.equal(contract.tables[0]?.columns[1]?.icebergType, feature.type ?? "string");
        assert.equal(compileContract(contract, { buckets, days }).length, 1);
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
