import assert from "node:assert/strict";

import { isReviewed, reviews, type InputKind } from "../data/reviewed-inputs";
import { made } from "../testing/fixtures/build";
import { propsAt } from "../testing/fixtures/rows";
import { rules } from "../rules";
import { evaluate } from "../run";
import { fixtureModel } from "../testing/describe-rule";
import { readSdkInputs, type SdkInput } from "../testing/sdk-inputs";
import { kindOf } from "./input-kind";

/** A value of each kind that is nobody's of the stack. */
const foreign: Readonly<Record<InputKind, string>> = {
  arn: "arn:aws:sqs:us-east-1:999999999999:orders",
  region: "us-east-1",
  bucket: "somebody-elses",
  account: "999999999999",
  principal: "arn:aws:iam::999999999999:role/reader",
  address: "https://in.vendor.example/orders",
  replica: "somebody-elses",
};

const judging = rules.filter(
  ({ id, family }) =>
    (family === "residency" || family === "sharing" || id === "LF-09") && id !== "RES-01" && id !== "RES-02",
);

/** Flags that let something into or out of other regions and accounts when they are on. */
const opening =
  /(?:^a|A)llRegions$|(?:^m|M)ultiRegion|(?:^c|C)rossRegion|(?:^a|A)llow(?:External|FullTable)|^retainSharing|EntireAccount$/;

const isPlace = ({ path, name, holds }: SdkInput) =>
  holds === "flag" ? opening.test(name) : path !== "region" && kindOf(name) !== undefined;

/** True when a foreign value at the input, and nothing else, makes a residency or sharing rule fire there. */
function isJudged(input: SdkInput): boolean {
  const { type, path } = input;
  const resource = made(type, "orders", propsAt(path, foreignValue(input)));
  return evaluate({ stack: "prod-eu", resources: [resource] }, fixtureModel, judging).findings.some(
    (finding) => finding.kind === "violation" && finding.path?.replace(/\[\d+\]/g, "[]") === path,
  );
}

function foreignValue({ name, holds }: SdkInput): unknown {
  if (holds === "flag") return true;
  const kind = kindOf(name);
  return kind === "address" && /s3/i.test(name) ? "s3://somebody-elses/x" : foreign[kind ?? "arn"];
}

/** Inputs whose names say that they may hold a place, and that nothing judges and nobody has reviewed. */
const holesIn = (inputs: readonly SdkInput[]): string[] =>
  inputs
    .filter(isPlace)
    .filter(({ type, path, name }) => !isReviewed(type, path, name))
    .filter((input) => !isJudged(input))
    .map(({ type, path }) => `${type} ${path}`);

describe("policy-pack/sinks, against every input of the installed SDK", function () {
  this.timeout(120_000);
  const inputs = readSdkInputs();

  it("reads them all", () => {
    const types = new Set(inputs.map(({ type }) => type));
    assert.ok(types.size > 1700 && inputs.length > 20_000, `${types.size} types, ${inputs.length} inputs`);
    const paths = new Set(inputs.map(({ type, path }) => `${type} ${path}`));
    assert.ok(paths.has("aws:s3/bucketReplicationConfig:BucketReplicationConfig rules[].destination.bucket"));
    assert.ok(paths.has("aws:dynamodb/table:Table replicas[].regionName"));
  });

  it("judges every input that looks like a place, or has it reviewed", () => {
    assert.deepEqual(
      holesIn(inputs),
      [],
      "add a row to policy-pack/sinks/, or a reason to policy-pack/data/reviewed-inputs.ts",
    );
  });

  it("would notice one that neither judges nor reviews", () => {
    const planted = {
      type: "aws:sqs/queue:Queue",
      path: "replicateTo",
      name: "replicateTo",
      holds: "text",
    } as const;
    assert.deepEqual(holesIn([planted]), ["aws:sqs/queue:Queue replicateTo"]);
  });

  it("reviews only inputs that exist and look like a place, each once", () => {
    const matched = (short: string, path: string) =>
      inputs.some(
        (input) =>
          isPlace(input) &&
          (short === "*"
            ? input.name === path
            : input.path === path && input.type.startsWith(`aws:${short.replace("*", "")}`)),
      );
    const lines = reviews.flatMap(({ inputs: entries }) => entries);
    const entries = lines.flatMap((line) => {
      const [short = "", ...paths] = line.split(" ");
      return paths.map((path) => ({ short, path }));
    });
    assert.deepEqual(
      entries.filter(({ short, path }) => !matched(short, path)),
      [],
    );
    const keys = entries.map(({ short, path }) => `${short} ${path}`);
    assert.deepEqual(keys, [...new Set(keys)]);
  });
});
