import assert from "node:assert/strict";

import type { ServiceTable } from "../../components/residency/service-types";
import { checkServices } from "./checks/services";
import { declaredGaps, isOffered } from "./gaps";
import { parsePlatform, prodEu, edit, linesOf, reportsEach, today, type Mistake } from "./testing";

const optimizer = "AWS::Glue::TableOptimizer";
const confirmation = (region: string, changes: Record<string, string> = {}) => {
  const given = {
    service: optimizer,
    region,
    available: "true",
    confirmed: '"2026-11-20"',
    by: "platform@example.com",
    ...changes,
  };
  const pairs = Object.entries(given).map(([key, value]) => `${key}: ${value}`);
  return `regionConfirmations: [{ ${pairs.join(", ")} }]`;
};
/** The EU's stack with another home region, and confirmations under it. */
const moved = (region: string, more = "") =>
  edit(prodEu, "homeRegion: eu-west-1", `homeRegion: ${region}${more === "" ? "" : `\n    ${more}`}`);

const having = "eu-central-1, eu-north-1, eu-west-1";
const mistakes: readonly Mistake[] = [
  [
    "a home region of which nobody can tell",
    "homeRegion: eu-west-1",
    "homeRegion: ^eu-west-3",
    `^ platform.homeRegion: "eu-west-3" has perhaps no ${optimizer} (cfn-lint 1.58.0 of 2026-10-20 cannot tell); look it up and add it to regionConfirmations, or use one of ${having}`,
  ],
];

describe("a home region and its services", () => {
  reportsEach(mistakes);

  it("takes a region of which somebody confirmed what is open", () => {
    assert.deepEqual(linesOf(moved("eu-west-3", confirmation("eu-west-3"))), []);
  });

  const lineOf = (region: string, changes: Record<string, string> = {}) =>
    linesOf(moved("eu-west-3", confirmation(region, changes))).map((line) => line.replace(/^\S+ /, ""));

  it("refuses a confirmation of another region, of the future, of an unknown service and of a clear case", () => {
    assert.deepEqual(lineOf("eu-west-3", { confirmed: '"2026-11-22"' }), [
      'platform.regionConfirmations[0].confirmed: "2026-11-22" is still to come (today is 2026-11-21); use the day on which it was looked up',
    ]);
    assert.ok(
      lineOf("eu-south-1").includes(
        'platform.regionConfirmations[0].region: "eu-south-1" is not the stack\'s homeRegion; use eu-west-3 or remove it',
      ),
    );
    assert.ok(
      lineOf("eu-west-3", { service: "AWS::KMS::Kye" }).some((line) =>
        line.startsWith(
          'platform.regionConfirmations[0].service: "AWS::KMS::Kye" is not a service of this platform; use one of ',
        ),
      ),
    );
    assert.ok(
      lineOf("eu-west-3", { service: "AWS::KMS::Key" }).includes(
        'platform.regionConfirmations[0].region: "eu-west-3" has it by cfn-lint 1.58.0 of 2026-10-20; remove it',
      ),
    );
  });

  const table: ServiceTable = {
    source: "a list",
    schemas: "2026-01-01",
    regions: ["eu-west-1", "eu-central-1", "ap-southeast-1"],
    rows: [
      { type: "AWS::LakeFormation::Tag", tokens: [], no: ["eu-west-1"] },
      { type: "AWS::KMS::Key", tokens: [], no: ["ap-southeast-1"] },
      { type: optimizer, tokens: [], no: ["eu-west-1"] },
    ],
  };

  it("refuses a region without what a stack cannot do without, and says which has it", () => {
    assert.deepEqual(checkServices({ jurisdiction: "eu", homeRegion: "eu-west-1" }, today, table), [
      {
        path: ["homeRegion"],
        message:
          '"eu-west-1" has no AWS::LakeFormation::Tag, which the stack cannot do without; use one of eu-central-1',
      },
    ]);
    assert.deepEqual(
      checkServices({ jurisdiction: "sg", homeRegion: "ap-southeast-1" }, today, table).map(
        ({ message }) => message,
      ),
      ['"ap-southeast-1" has no AWS::KMS::Key, which the stack cannot do without; no region of sg has it'],
    );
    assert.deepEqual(checkServices({ jurisdiction: "eu", homeRegion: "eu-central-1" }, today, table), []);
  });

  it("leaves a region outside the jurisdiction to its own message", () => {
    assert.deepEqual(checkServices({ jurisdiction: "eu", homeRegion: "us-east-1" }, today, table), []);
  });
});

describe("declaredGaps", () => {
  it("names what a platform is without, and none where everything is there", () => {
    const [gap, ...others] = declaredGaps(
      parsePlatform(moved("eu-south-2"), "Pulumi.prod-eu.yaml", "prod-eu", today),
    );
    assert.deepEqual(others, []);
    assert.deepEqual(
      [gap?.service, gap?.region, gap?.rules, gap?.source],
      [
        optimizer,
        "eu-south-2",
        ["LF-10"],
        'AWS Glue Developer Guide, "Supported Regions for table optimizers"; cfn-lint 1.58.0 of 2026-10-20',
      ],
    );
    assert.deepEqual(declaredGaps(parsePlatform(prodEu, "Pulumi.prod-eu.yaml", "prod-eu", today)), []);
  });

  it("names who confirmed that something is missing", () => {
    const text = moved("eu-west-3", confirmation("eu-west-3", { available: "false" }));
    const platform = parsePlatform(text, "Pulumi.prod-eu.yaml", "prod-eu", today);
    assert.equal(isOffered(optimizer, platform), false);
    assert.equal(declaredGaps(platform)[0]?.source, "confirmed on 2026-11-20 by platform@example.com");
  });

  it("is empty for an organization, which has no tables", () => {
    assert.deepEqual(declaredGaps({ kind: "organization", homeRegion: "eu-south-2" }), []);
  });
});
