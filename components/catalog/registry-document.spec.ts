import assert from "node:assert/strict";
import { join } from "node:path";

import { projectRoot } from "../project/root";
import { loadContracts } from "./contract-files";
import { productOfKey, registryDocumentSchema, registryKey, registryText } from "./registry-document";

const days = { bronze: 2557, silver: 1827, gold: 1096 };

describe("the registry's document of a contract", () => {
  const contracts = loadContracts(join(projectRoot(), "contracts"));
  const [one] = contracts as [(typeof contracts)[number]];

  it("is read by the registry as it was written, for every contract of the repository", () => {
    for (const contract of contracts) {
      const text = registryText(contract, days);
      assert.deepEqual(registryDocumentSchema.parse(JSON.parse(text)), JSON.parse(text), contract.product);
    }
  });

  it("is the same text for the same contract, wherever its file stands and in whatever order its consumers do", () => {
    const moved = { ...one, file: "/elsewhere.yaml", line: 99, consumers: [...one.consumers].reverse() };
    assert.equal(registryText(moved, days), registryText(one, days));
    assert.notEqual(registryText({ ...one, version: "9.9.9" }, days), registryText(one, days));
  });

  it("has owner, personal data and freshness, and neither quality rules nor descriptions of columns", () => {
    const document = JSON.parse(registryText(one, days)) as Record<string, unknown>;
    assert.deepEqual(Object.keys(document), [
      "format",
      "product",
      "domain",
      "name",
      "version",
      "status",
      "owner",
      "purpose",
      "classification",
      "personalData",
      "shareable",
      "consumers",
      ...("retention" in one ? ["retention"] : []),
      "recovery",
      "tables",
    ]);
    assert.equal(document["format"], "meridian.contract/1");
    const [table] = document["tables"] as { columns: object[]; freshness?: unknown }[];
    assert.deepEqual(table?.freshness, one.tables[0]?.freshness);
    assert.deepEqual(Object.keys(table?.columns[0] ?? {}), [
      "name",
      "type",
      "required",
      "primaryKey",
      "classification",
      "pii",
    ]);
  });

  it("has a key that gives its product back, and no other key does", () => {
    for (const contract of contracts) assert.equal(productOfKey(registryKey(contract)), contract.product);
    for (const key of [
      "contracts/a/b",
      "contracts/a/b/c.json",
      "a/b.json",
      "contracts/A/b.json",
      "x/contracts/a/b.json",
    ])
      assert.equal(productOfKey(key), undefined, key);
  });
});
