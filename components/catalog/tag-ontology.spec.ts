import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount } from "../testing/assert-account";
import { record } from "../testing/record";
import { TagOntology } from "./tag-ontology";
import { accountId, byName, home, where } from "./component-fixtures";

describe("TagOntology", () => {
  const make = (values: Record<string, string[]>) =>
    record(
      () => new TagOntology("tags", { home, values, after: [] }, { provider: new Provider("governance") }),
    );

  it("stands in its account and region", async () => {
    assertAccount(await make({ layer: ["gold"] }), where("tags", "meridian:catalog:TagOntology"));
  });

  it("makes one tag per key with all its values", async () => {
    const seen = await make({ layer: ["silver", "gold"], pii: ["none"] });
    const made = byName(seen, "aws:lakeformation/lfTag:LfTag");
    assert.deepEqual(
      made.map(({ name, inputs }) => [name, inputs]),
      [
        [
          "tags-layer",
          { region: "eu-west-1", catalogId: accountId, key: "layer", values: ["silver", "gold"] },
        ],
        ["tags-pii", { region: "eu-west-1", catalogId: accountId, key: "pii", values: ["none"] }],
      ],
    );
  });

  it("refuses a key without values, and one with more than the service takes", async () => {
    await assert.rejects(make({ product: [] }), {
      message: 'TagOntology "tags": product has 0 values; give 1 to 1000.',
    });
    const many = Array.from({ length: 1001 }, (_, index) => `p${index}`);
    await assert.rejects(make({ product: many }), {
      message: 'TagOntology "tags": product has 1001 values; give 1 to 1000.',
    });
  });
});
