import assert from "node:assert/strict";
import fc from "fast-check";

import {
  isJurisdictionId,
  jurisdictionIds,
  jurisdictionOfRegion,
  jurisdictions,
  regionsOf,
} from "./jurisdictions";
import { findRegion, regionCodes, regionOfShort, regions } from "./regions";

describe("regions", () => {
  it("lists 34 commercial regions, each with a two-letter country", () => {
    assert.equal(regionCodes.length, 34);
    for (const code of regionCodes) assert.match(regions[code].country, /^[A-Z]{2}$/);
  });

  it("knows which regions need opting in", () => {
    assert.equal(findRegion("us-east-1")?.optIn, false);
    assert.equal(findRegion("eu-central-2")?.optIn, true);
    assert.deepEqual(
      regionCodes.filter((code) => !regions[code].optIn),
      [
        ...["ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1"],
        ...["ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2"],
        ...["eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2"],
      ],
    );
  });

  it("does not know other partitions, object members or misspellings", () => {
    for (const code of [
      "us-gov-west-1",
      "cn-north-1",
      "eusc-de-east-1",
      "constructor",
      "__proto__",
      "",
      "EU-WEST-1",
    ]) {
      assert.equal(findRegion(code), undefined, code);
    }
  });

  it("reads the short form of a region", () => {
    assert.equal(regionOfShort("euw1"), "eu-west-1");
    assert.equal(regionOfShort("apse2"), "ap-southeast-2");
    assert.equal(regionOfShort("aps2"), "ap-south-2");
    assert.equal(regionOfShort("xxx1"), undefined);
  });
});

describe("jurisdictions", () => {
  it("hold these regions and no others", () => {
    assert.deepEqual(Object.fromEntries(jurisdictionIds.map((id) => [id, regionsOf(id)])), {
      us: ["us-east-1", "us-east-2", "us-west-1", "us-west-2"],
      eu: ["eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3"],
      uk: ["eu-west-2"],
      ch: ["eu-central-2"],
      jp: ["ap-northeast-1", "ap-northeast-3"],
      sg: ["ap-southeast-1"],
      au: ["ap-southeast-2", "ap-southeast-4"],
      in: ["ap-south-1", "ap-south-2"],
      kr: ["ap-northeast-2"],
    });
  });

  it("give a region to one jurisdiction at most, the inverse of regionsOf", () => {
    for (const code of regionCodes) {
      const holders = jurisdictionIds.filter((id) => regionsOf(id).includes(code));
      const jurisdiction = jurisdictionOfRegion(code);
      assert.deepEqual(holders, jurisdiction === undefined ? [] : [jurisdiction], code);
    }
  });

  it("share no country", () => {
    const countries = jurisdictionIds.flatMap((id) => jurisdictions[id].countries);
    assert.equal(new Set(countries).size, countries.length);
    assert.equal(jurisdictions.eu.countries.length, 30);
  });

  it("leave a region of a country that no one is served in without a jurisdiction", () => {
    assert.equal(jurisdictionOfRegion("ca-central-1"), undefined);
    assert.equal(jurisdictionOfRegion("ap-east-1"), undefined);
  });

  it("are not known by any other text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(isJurisdictionId(text), (jurisdictionIds as readonly string[]).includes(text));
        if (!(regionCodes as string[]).includes(text)) assert.equal(jurisdictionOfRegion(text), undefined);
      }),
    );
    assert.equal(isJurisdictionId("toString"), false);
  });
});
