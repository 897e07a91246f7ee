import assert from "node:assert/strict";

import { z } from "zod";

import { promotionClasses } from "./key";
import { stackFileSchema } from "./stack";
import { keysOf, metadataOf, recordedKeys } from "./metadata";

describe("the metadata of the stack file's keys", () => {
  const keys = keysOf(stackFileSchema, "");

  it("walks the whole schema, lists and optional sections included", () => {
    const paths = keys.map(([path]) => path);
    for (const path of [
      "accounts[].id",
      "ml.engines[].scanLimitGiB",
      "domains[].retention.goldDays",
      "retention.auditDays",
    ]) {
      assert.ok(paths.includes(`.config.meridian:platform.${path}`), path);
    }
  });

  it("describes every key in a sentence", () => {
    const bad = keys.filter(([, schema]) => !/^[A-Z`].{8,}[.]$/.test(String(metadataOf(schema).description)));
    assert.deepEqual(
      bad.map(([path]) => path),
      [],
    );
  });

  it("gives every key one promotion class", () => {
    const bad = keys.filter(
      ([, schema]) => !(promotionClasses as readonly unknown[]).includes(metadataOf(schema)["promotion"]),
    );
    assert.deepEqual(
      bad.map(([path]) => path),
      [],
    );
  });

  it("would notice a key without metadata", () => {
    const [[path, bare] = ["", z.string()]] = keysOf(z.strictObject({ a: z.string() }), "");
    assert.equal(path, ".a");
    assert.deepEqual(metadataOf(bare), {});
  });

  it("pins what identifies a stack, so that promotion can never carry it over", () => {
    const classOf = new Map(keys.map(([path, schema]) => [path, metadataOf(schema)["promotion"]]));
    for (const key of [
      "prefix",
      "jurisdiction",
      "stage",
      "organization",
      "accounts",
      "transfers",
      "externalHosts",
      "contacts",
    ]) {
      assert.equal(classOf.get(`.config.meridian:platform.${key}`), "pin", key);
    }
    assert.equal(classOf.get(".config.meridian:endpoint"), "pin");
    const ofOrganization = [...classOf].filter(([path]) => /^\.config\.meridian:organization\./.test(path));
    assert.ok(ofOrganization.length > 10);
    assert.deepEqual(
      ofOrganization.filter(([, promotion]) => promotion !== "pin").map(([path]) => path),
      [".config.meridian:organization.homeRegion"],
    );
  });

  it("says of what is recorded and not applied yet that it is", () => {
    assert.deepEqual(recordedKeys({ kind: "platform" }), [
      "domains[].volumes",
      "recovery",
      "contacts.security",
      "contacts.privacy",
      "budgets",
    ]);
    assert.deepEqual(recordedKeys({ kind: "organization" }), []);
    const silent = keys.filter(
      ([, schema]) =>
        (metadataOf(schema)["recorded"] === true) !==
        String(metadataOf(schema).description).endsWith(" Recorded, not applied yet."),
    );
    assert.deepEqual(
      silent.map(([path]) => path),
      [],
    );
  });
});
