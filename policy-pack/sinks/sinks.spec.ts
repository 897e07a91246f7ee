import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { appliesTo } from "../rule";
import { rules } from "../rules";
import { sinks, sinksByType } from ".";

const fromSdk = sinks.filter(({ type }) => type.startsWith("aws:"));
const sdk = dirname(require.resolve("@pulumi/aws/package.json"));

/** The inputs that the SDK declares for a type, or for a nested input type. */
function declarationOf(type: string, nested: string, service: string): string {
  if (nested === "") {
    const [, file = ""] = /^aws:([^:]+):/.exec(type) ?? [];
    // Some modules' files are all lower case although their tokens are not.
    const path = [file, file.toLowerCase()].map((each) => join(sdk, `${each}.d.ts`)).find(existsSync);
    if (path === undefined) return "";
    const text = readFileSync(path, "utf8");
    return text.slice(text.lastIndexOf("Args {"));
  }
  const inputs = (inputTypes ??= readFileSync(join(sdk, "types", "input.d.ts"), "utf8"));
  const start = inputs.indexOf(`interface ${nested} {`, inputs.indexOf(`namespace ${service} {`));
  return inputs.slice(start, inputs.indexOf("\n    }", start));
}
let inputTypes: string | undefined;

/** Why a path is not one of the type's inputs; undefined when it is. */
function problemWith(type: string, path: string): string | undefined {
  let [nested, service] = ["", ""];
  for (const step of path.split(".")) {
    const key = step.replace("[]", "");
    const text = declarationOf(type, nested, service);
    const [, declared] = new RegExp(`\\n\\s+${key}\\??: ([^\\n]*)`).exec(text) ?? [];
    if (declared === undefined) return `${key} is no input`;
    if (declared.endsWith("<{")) return undefined;
    if (declared.includes("[]") !== step.endsWith("[]")) return `${key} is ${declared}`;
    [, service = "", nested = ""] = /inputs\.(\w+)\.(\w+)/.exec(declared) ?? [];
  }
  return nested === "" ? undefined : "it ends at an object";
}

describe("policy-pack/sinks", () => {
  it("names only inputs that the SDK has, with lists where it has lists", () => {
    const problems = fromSdk.flatMap(({ type, path }) => {
      const problem = problemWith(type, path);
      return problem === undefined ? [] : [`${type} ${path}: ${problem}`];
    });
    assert.deepEqual(problems, []);
  });

  it("can tell a wrong path", () => {
    assert.equal(problemWith("aws:s3/bucketLogging:BucketLogging", "target"), "target is no input");
    assert.match(
      problemWith("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "rules.id") ?? "",
      /^rules is/,
    );
  });

  it("gives every row to a rule of the pack that looks at its type", () => {
    const unanswered = sinks.filter(
      ({ rule, type }) => !rules.some((each) => each.id === rule && appliesTo(each, type)),
    );
    assert.deepEqual(unanswered, []);
  });

  it("has no row twice and finds each by its type", () => {
    const keys = sinks.map(({ type, path }) => `${type} ${path}`);
    assert.deepEqual(keys, [...new Set(keys)]);
    assert.equal([...sinksByType.values()].flat().length, sinks.length);
    assert.deepEqual(sinksByType.get("aws:s3/bucketLogging:BucketLogging"), [
      {
        type: "aws:s3/bucketLogging:BucketLogging",
        path: "targetBucket",
        shape: "P4",
        mechanism: "log",
        rule: "RES-16",
        channel: 4,
      },
    ]);
  });
});
