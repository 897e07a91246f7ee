import assert from "node:assert/strict";

import { UNKNOWN } from "../graph/types";
import { devModel } from "../testing/describe-rule";
import { evaluate } from "../run";
import { emulatorRules } from "./emulator";
import { made } from "../testing/fixtures/build";

/** What is found about a provider of stage dev, as `<kind> <level>: <message>`. */
function inDev(props: Record<string, unknown>): string[] {
  const resources = [made("pulumi:providers:aws", "producer", props)];
  return evaluate({ stack: "dev", resources }, devModel, emulatorRules).findings.map(
    ({ kind, level, message }) => `${kind} ${level}: ${message}`,
  );
}

const forms =
  "http://localhost:4566, a loopback address, a name without a dot, or one under .localhost, .local, .docker.internal or .containers.internal";

describe("policy-pack/rules/emulator", () => {
  describe("in stage dev", () => {
    it("accepts an emulator on this machine, with what it needs", () => {
      const endpoints = '[{"s3":"http://localhost:4566","sts":"http://host.docker.internal:4566"}]';
      assert.deepEqual(
        inDev({ endpoints, skipCredentialsValidation: "true", skipMetadataApiCheck: "true" }),
        [],
      );
    });

    it("reports an address that is not on this machine, and only that", () => {
      const endpoints = '[{"s3":"http://localhost:4566","sts":"https://sts.evil.example"}]';
      assert.deepEqual(inDev({ endpoints }), [
        `violation mandatory: pulumi:providers:aws "producer" has endpoints ["https://sts.evil.example"] in stage "dev"; use ${forms}.`,
      ]);
    });

    it("reports endpoints that are no addresses", () => {
      assert.deepEqual(inDev({ endpoints: [{ s3: 7 }] }), [
        `violation mandatory: pulumi:providers:aws "producer" has endpoints [7] in stage "dev"; use ${forms}.`,
      ]);
    });

    it("cannot decide an address that is computed", () => {
      assert.deepEqual(inDev({ endpoints: [{ s3: "http://localhost:4566", sts: UNKNOWN }] }), [
        `undecided advisory: pulumi:providers:aws "producer" has endpoints that are not known before the deploy; use ${forms}.`,
      ]);
    });
  });
});
