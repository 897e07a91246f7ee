import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import Ajv from "ajv";
import type { Log } from "sarif";

import { rules } from "../../policy-pack/rules";
import type { reportFormats } from "./formats";
import { reportFiles } from "./formats";
import { sampleReport, sampleWaiver } from "./testing";

const text = (format: (typeof reportFormats)[number], reports = [sampleReport()]) =>
  reportFiles([format], reports)[0]!.text;

describe("SARIF", () => {
  const log = () => JSON.parse(text("sarif")) as Log;
  const run = () => log().runs[0]!;

  it("is valid against the schema of 2.1.0", () => {
    const file = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    const schema = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    // Draft 4, of which it uses nothing that later drafts read otherwise but the keyword of its own name.
    delete schema["$schema"];
    delete schema["id"];
    const validate = new Ajv({
      strict: false,
      allErrors: true,
      validateFormats: false,
      unicodeRegExp: false,
    }).compile(schema);
    assert.equal(validate(log()), true, JSON.stringify(validate.errors));
    assert.equal(validate({ ...log(), version: "2.0.0" }), false);
    const all = sampleReport({ of: rules });
    assert.equal(validate(JSON.parse(text("sarif", [all]))), true, JSON.stringify(validate.errors));
  });

  it("is one run for the stack, with rules that results point at", () => {
    const { automationDetails, tool, results } = run();
    assert.equal(log().runs.length, 1);
    assert.equal(automationDetails?.id, "policy/prod-eu/");
    for (const { ruleId, ruleIndex } of results!) assert.equal(tool.driver.rules![ruleIndex!]!.id, ruleId);
    for (const { helpUri, properties, help } of tool.driver.rules!) {
      assert.ok(new URL(helpUri!).pathname.endsWith(".md"));
      assert.match(help!.text, /\.$/);
      assert.match(properties!["security-severity"] as string, /^(9\.5|8\.0|5\.5|3\.0)$/);
      assert.ok(properties!.tags!.length <= 10);
    }
  });

  it("stands on the line that declares the resource, with those that call it", () => {
    const result = run().results!.find(({ relatedLocations }) => relatedLocations !== undefined)!;
    const place = ({ physicalLocation }: NonNullable<typeof result.locations>[number]) =>
      `${physicalLocation?.artifactLocation?.uri}:${physicalLocation?.region?.startLine}`;
    assert.deepEqual(result.locations!.map(place), ["components/lake/hardened%20bucket.ts:41"]);
    assert.deepEqual(result.relatedLocations!.map(place), ["accounts/producer.ts:12"]);
    const other = run().results!.find(({ relatedLocations }) => relatedLocations === undefined)!;
    assert.deepEqual(other.locations!.map(place), ["Pulumi.prod-eu.yaml:1"]);
  });

  it("suppresses what is waived, with the reason", () => {
    const suppressed = run().results!.filter(({ suppressions }) => suppressions !== undefined);
    assert.deepEqual(
      suppressed.map(({ ruleId, level, suppressions }) => ({ ruleId, level, suppressions })),
      [
        {
          ruleId: "ENC-02",
          level: "warning",
          suppressions: [
            { kind: "external", status: "accepted", justification: `WVR-EU-0001: ${sampleWaiver.reason}` },
          ],
        },
      ],
    );
  });
});
