import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { globalTypes } from "./global-types";
import { policyDocuments } from "./policy-documents";
import { readInventory, renderTable, renderTables } from "./sdk-inventory";
import { taggableTypes } from "./taggable-types";
import { tokensOf } from "./tokens";

const rewrite = "; run `npx ts-node policy-pack/data/sdk-inventory.ts`";

describe("policy-pack/data, against the installed SDK", () => {
  const inventory = readInventory();

  it("knows every type without a region", () => {
    assert.deepEqual([...globalTypes].sort(), inventory.global, `global-types.ts is out of date${rewrite}`);
    assert.ok(globalTypes.has("aws:iam/role:Role"));
    assert.ok(!globalTypes.has("aws:s3/bucket:Bucket"));
  });

  it("knows every type with a map of tags", () => {
    assert.deepEqual(
      [...taggableTypes].sort(),
      inventory.taggable,
      `taggable-types.ts is out of date${rewrite}`,
    );
    assert.ok(taggableTypes.has("aws:s3/bucket:Bucket"));
    assert.ok(!taggableTypes.has("aws:autoscaling/group:Group"), "its tags are a list");
  });

  it("is what the writer writes", () => {
    // Prettier breaks the lines; only the words count.
    const words = (text: string) => text.split(/\s+/);
    for (const [file, text] of Object.entries(renderTables(inventory))) {
      assert.deepEqual(
        words(readFileSync(join(projectRoot(), "policy-pack", "data", file), "utf8")),
        words(text),
        file,
      );
    }
  });

  it("names only types of the SDK as holders of resource policies", () => {
    const known = new Set(inventory.all);
    assert.deepEqual(
      [...policyDocuments.keys()].filter((type) => !known.has(type)),
      [],
    );
  });

  it("writes a table that reads back as the same tokens", () => {
    const tokens = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws:odd/thing:Other"];
    const text = renderTable("table", "About.", tokens);
    assert.match(text, /^ {2}s3: "bucket bucketV2",$/m);
    assert.deepEqual([...tokensOf({ s3: "bucket bucketV2", odd: "thing:Other" })], tokens);
  });
});
