import * as assert from "node:assert/strict";

import { Role } from "@pulumi/aws/iam";
import { Bucket } from "@pulumi/aws/s3";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import { ofType, only, record } from "./record";

describe("record", () => {
  it("keeps type, logical name, inputs and provider of each registration", async () => {
    const recorded = await record(() => {
      const provider = new Provider("eu", { region: "eu-west-1" });
      new Bucket("raw", { bucket: "lake-raw", region: "eu-west-1" }, { provider });
    });
    const bucket = only(recorded, "aws:s3/bucket:Bucket");
    assert.equal(bucket.name, "raw");
    assert.deepEqual(bucket.inputs, { bucket: "lake-raw", region: "eu-west-1" });
    assert.match(bucket.provider, /::pulumi:providers:aws::eu::eu-id$/);
    assert.equal(bucket.custom, true);
  });

  it("waits for registrations that depend on other resources' outputs", async () => {
    const recorded = await record(() => {
      const role = new Role("first", { assumeRolePolicy: "{}" });
      new Role("second", { assumeRolePolicy: "{}", description: pulumi.interpolate`after ${role.arn}` });
    });
    assert.equal(
      only(recorded, "aws:iam/role:Role", "second").inputs["description"],
      "after arn:aws:mock:::first",
    );
  });

  it("starts afresh on every call", async () => {
    await record(() => new Bucket("one", {}));
    const again = await record(() => new Bucket("two", {}));
    assert.deepEqual(
      again.map(({ name }) => name),
      ["two"],
    );
  });

  it("names what there is when the asked resource is missing", async () => {
    const recorded = await record(() => new Bucket("raw", {}));
    assert.throws(() => only(recorded, "aws:s3/bucket:Bucket", "cured"), {
      message: 'record: 0 resources of aws:s3/bucket:Bucket named "cured"; there are raw.',
    });
    assert.deepEqual(ofType(recorded, "aws:iam/role:Role"), []);
  });
});
