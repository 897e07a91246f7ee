import assert from "node:assert/strict";

import { jurisdictionIds, regionsOf } from "./jurisdictions";
import { serviceTable } from "./service-table";
import { availabilityOf, knownTokens, serviceOfToken, tableSays, tableSource } from "./services";

const optimizer = "AWS::Glue::TableOptimizer";
const confirmation = {
  service: optimizer,
  region: "eu-west-3",
  available: true,
  confirmed: "2026-11-20",
  by: "platform@example.com",
};

describe("the table of services and regions", () => {
  it("speaks of every region of the residency model, and names no other", () => {
    const all = jurisdictionIds.flatMap(regionsOf).sort();
    assert.deepEqual(serviceTable.regions, all);
    const named = serviceTable.rows.flatMap(({ no = [], contested = [] }) => [...no, ...contested]);
    assert.deepEqual(
      named.filter((region) => !all.includes(region)),
      [],
    );
  });

  it("has a dated source, each type and token once, and each region in one answer of a type", () => {
    assert.equal(tableSource(), "cfn-lint 1.58.0 of 2026-10-20");
    const types = serviceTable.rows.map(({ type }) => type);
    assert.deepEqual([...new Set(types)], types);
    const tokens = serviceTable.rows.flatMap((row) => row.tokens);
    assert.deepEqual([...new Set(tokens)], tokens);
    assert.deepEqual(knownTokens, tokens);
    for (const { type, no = [], contested = [] } of serviceTable.rows)
      assert.deepEqual(
        no.filter((region) => contested.includes(region)),
        [],
        type,
      );
  });

  it("knows where Glue maintains no tables, and where nobody can tell", () => {
    const where = (wanted: string) =>
      serviceTable.regions.filter((region) => tableSays(optimizer, region) === wanted);
    assert.deepEqual(where("no"), ["ap-northeast-3", "eu-central-2", "eu-south-2"]);
    assert.deepEqual(where("contested"), [
      "ap-south-2",
      "ap-southeast-4",
      "eu-south-1",
      "eu-west-3",
      "us-west-1",
    ]);
  });

  it("says that the regions of today's stacks have everything", () => {
    for (const { type } of serviceTable.rows) {
      for (const region of ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1"])
        assert.equal(tableSays(type, region), "yes", `${type} ${region}`);
    }
  });
});

describe("availabilityOf", () => {
  it("takes a confirmation where the table cannot tell, and for that region and service only", () => {
    assert.equal(availabilityOf(optimizer, "eu-west-3", []), "contested");
    assert.equal(availabilityOf(optimizer, "eu-west-3", [confirmation]), "yes");
    assert.equal(availabilityOf(optimizer, "eu-west-3", [{ ...confirmation, available: false }]), "no");
    assert.equal(availabilityOf(optimizer, "eu-south-1", [confirmation]), "contested");
    assert.equal(
      availabilityOf("AWS::KMS::Key", "eu-west-3", [{ ...confirmation, available: false }]),
      "yes",
    );
  });

  it("lets no confirmation speak against the table", () => {
    assert.equal(availabilityOf(optimizer, "eu-south-2", [{ ...confirmation, region: "eu-south-2" }]), "no");
  });

  it("cannot tell of what the table does not know", () => {
    assert.equal(availabilityOf("AWS::Nothing::Here", "eu-west-1", []), "contested");
    assert.equal(availabilityOf("AWS::KMS::Key", "eusc-de-east-1", []), "contested");
    assert.equal(serviceOfToken("aws:nothing/here:Here"), undefined);
  });
});
