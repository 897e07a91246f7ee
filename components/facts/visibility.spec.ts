import * as assert from "node:assert/strict";

import { classifications } from "./classification";
import { legalBases, legalBasisWords, opens, opensSomewhere } from "./legal-bases";
import { piiKinds } from "./personal-data";
import { mayRead, mayReadBy } from "./visibility";

describe("mayRead", () => {
  it("is decided by class and kind: within the clearance, below restricted, naming nobody", () => {
    const open = (clearance: (typeof classifications)[number]) =>
      classifications.flatMap((classification) =>
        piiKinds.flatMap((pii) =>
          mayRead({ classification, pii }, clearance) ? [`${classification} ${pii}`] : [],
        ),
      );
    const confidential = [
      "public none",
      "public quasi",
      "internal none",
      "internal quasi",
      "confidential none",
      "confidential quasi",
    ];
    assert.deepEqual(open("public"), confidential.slice(0, 2));
    assert.deepEqual(open("internal"), confidential.slice(0, 4));
    assert.deepEqual(open("confidential"), confidential);
    assert.deepEqual(open("restricted"), confidential);
  });
});

describe("mayReadBy", () => {
  const name = { classification: "confidential", pii: "direct" } as const;

  it("needs the clearance and a ground of the law that holds where the data is", () => {
    assert.equal(mayReadBy(name, "confidential", ["gdpr-6-1-c"], "eu"), true);
    assert.equal(mayReadBy(name, "internal", ["gdpr-6-1-c"], "eu"), false);
    assert.equal(mayReadBy(name, "confidential", ["gdpr-6-1-c"], "jp"), false);
    assert.equal(mayReadBy(name, "confidential", ["gdpr-6-1-c", "appi-18"], "jp"), true);
    assert.equal(mayReadBy(name, "confidential", [], "eu"), false);
  });

  it("opens health data on grounds about health only", () => {
    const able = legalBasisWords.filter((word) => opensSomewhere([word], "phi"));
    assert.deepEqual(able, ["gdpr-9-2-h", "gdpr-9-2-j", "hipaa-operations", "hipaa-research", "appi-27-1-1"]);
    assert.equal(opens(["gdpr-6-1-b"], "phi", "eu"), false);
  });

  it("opens nothing about people where the ground says that there is nobody", () => {
    assert.deepEqual(legalBases["not-personal"].opens, ["none"]);
    assert.equal(opens(["not-personal"], "quasi", "us"), false);
  });
});
