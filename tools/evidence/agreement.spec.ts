import assert from "node:assert/strict";

import { projectRoot } from "../../components/project/root";
import { rules } from "../../policy-pack/rules";
import { answerKinds, readFrameworks } from "./frameworks";

describe("policy-pack/frameworks", () => {
  it("agree with the rules, both ways, and have no control without an answer", () => {
    const frameworks = readFrameworks(projectRoot(), rules);
    assert.deepEqual(frameworks.map(({ framework }) => framework).sort(), [
      "BCBS 239",
      "CCPA/CPRA",
      "Control Tower",
      "DORA",
      "GDPR",
      "HIPAA",
      "MiFID II",
      "NIST 800-53",
      "SOX",
    ]);
    const silent = frameworks.flatMap(({ controls }) =>
      controls.filter(
        (each) =>
          each.rules === undefined &&
          each.computed === undefined &&
          answerKinds.every((kind) => each[kind] === undefined),
      ),
    );
    assert.deepEqual(silent, []);
  });
});
