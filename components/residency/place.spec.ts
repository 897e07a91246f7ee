import assert from "node:assert/strict";

import { jurisdictionIds, regionsOf } from "./jurisdictions";
import { place } from "./place";
import { regionCodes } from "./regions";

describe("place", () => {
  it("accepts exactly the regions of the jurisdiction", () => {
    for (const jurisdiction of jurisdictionIds) {
      for (const region of regionCodes) {
        if (regionsOf(jurisdiction).includes(region)) {
          assert.deepEqual(place(jurisdiction, region), { jurisdiction, region });
        } else {
          assert.throws(() => place(jurisdiction, region), /is outside jurisdiction/);
        }
      }
    }
  });

  it("keeps the replica region when it is another one of the jurisdiction", () => {
    assert.deepEqual(place("jp", "ap-northeast-1", "ap-northeast-3"), {
      jurisdiction: "jp",
      region: "ap-northeast-1",
      replicaRegion: "ap-northeast-3",
    });
  });

  it("names the region, the jurisdiction and what is allowed", () => {
    assert.throws(() => place("jp", "us-east-1"), {
      message:
        'place: region "us-east-1" is outside jurisdiction "jp"; use one of ap-northeast-1, ap-northeast-3.',
    });
    assert.throws(() => place("apac", "ap-northeast-1"), {
      message: 'place: unknown jurisdiction "apac"; use one of us, eu, uk, ch, jp, sg, au, in, kr.',
    });
  });

  it("refuses a replica outside, offering every region but home", () => {
    assert.throws(() => place("jp", "ap-northeast-1", "us-east-1"), {
      message: 'place: replica region "us-east-1" is outside jurisdiction "jp"; use one of ap-northeast-3.',
    });
    assert.throws(() => place("uk", "eu-west-2", "eu-west-1"), {
      message:
        'place: replica region "eu-west-1" is outside jurisdiction "uk"; leave it out: there is no other.',
    });
  });

  it("refuses a replica at home", () => {
    assert.throws(() => place("jp", "ap-northeast-1", "ap-northeast-1"), {
      message: 'place: replica region "ap-northeast-1" is also the home region; use one of ap-northeast-3.',
    });
    assert.throws(() => place("sg", "ap-southeast-1", "ap-southeast-1"), {
      message:
        'place: replica region "ap-southeast-1" is also the home region; leave it out: there is no other.',
    });
  });
});
