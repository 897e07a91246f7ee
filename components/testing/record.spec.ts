import * as assert from "node:assert/strict";

import { Role } from "@pulumi/aws/iam";
import { Provider } from "@pulumi/aws/provider";
import { Bucket } from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";

import { only } from "./assert-account";
import { record } from "./record";

describe("record", () => {
  it("keeps type, logical name, inputs and provider of each registration", async () => {
    const seen = await record(() => {
      const provider = new Provider("eu", { region: "eu-west-1" });
      new Bucket("raw", { bucket: "lake-raw", region: "eu-west-1" }, { provider });
    });
    const bucket = only(seen, "aws:s3/bucket:Bucket");
    assert.equal(bucket.name, "raw");
    assert.deepEqual(bucket.inputs, { bucket: "lake-raw", region: "eu-west-1" });
    assert.match(bucket.provider ?? "", /::pulumi:providers:aws::eu::eu-id$/);
    assert.equal(bucket.custom, true);
  });

  it("shows a resource that was left to a default provider as having none", async () => {
    const seen = await record(() => new Bucket("raw", {}));
    assert.equal(only(seen, "aws:s3/bucket:Bucket").provider, undefined);
  });

  it("waits for registrations that depend on other resources' outputs", async () => {
    const seen = await record(() => {
      const role = new Role("first", { assumeRolePolicy: "{}" });
      new Role("second", { assumeRolePolicy: "{}", description: pulumi.interpolate`after ${role.arn}` });
    });
    assert.equal(only(seen, "aws:iam/role:Role", "second").inputs["description"], "after arn:mock:first");
  });

  it("starts afresh on every call", async () => {
    await record(() => new Bucket("one", {}));
    const again = await record(() => new Bucket("two", {}));
    assert.deepEqual(
      again.map(({ name }) => name),
      ["two"],
    );
  });
});
