import assert from "node:assert/strict";
import { credentials, type Server } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { UNKNOWN } from "../../policy-pack/graph/types";
import { changedKeys, offlineService } from "./aws-provider";
import { ask } from "../../policy-pack/testing/ask";
import { listen } from "./serve";

const bucketType = "aws:s3/bucket:Bucket";
const urn = `urn:pulumi:dev::meridian::${bucketType}::lake`;
const struct = (value: Record<string, unknown>) => Struct.fromJavaScript(value as never);

describe("the stand-in AWS provider", () => {
  let server: Server;
  let client: ResourceProviderClient;
  before(async () => {
    const started = await listen(ResourceProviderService, offlineService("7.48.0"));
    server = started.server;
    client = new ResourceProviderClient(`127.0.0.1:${started.port}`, credentials.createInsecure());
    const request = new messages.ConfigureRequest();
    request.setArgs(struct({ region: "eu-central-1", allowedAccountIds: '["111122223333"]' }));
    const response = await ask<messages.ConfigureResponse>((done) => client.configure(request, done));
    assert.equal(response.getSupportspreview(), true);
    assert.equal(response.getAcceptsecrets(), false);
  });
  after(() => {
    client.close();
    server.forceShutdown();
  });

  const check = async (type: string, news: Record<string, unknown>) => {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setType(type);
    request.setName("lake");
    request.setNews(struct(news));
    return (await ask<messages.CheckResponse>((done) => client.check(request, done)))
      .getInputs()
      ?.toJavaScript();
  };
  const create = async (preview: boolean, properties: Record<string, unknown>) => {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setType(bucketType);
    request.setName("lake");
    request.setPreview(preview);
    request.setProperties(struct(properties));
    const response = await ask<messages.CreateResponse>((done) => client.create(request, done));
    return {
      id: response.getId(),
      outputs: response.getProperties()?.toJavaScript() as Record<string, unknown>,
    };
  };

  it("fills the provider's region in where the type has one and the caller gave none", async () => {
    assert.deepEqual(await check(bucketType, { bucket: "b" }), { bucket: "b", region: "eu-central-1" });
    assert.deepEqual(await check(bucketType, { region: "eu-west-3" }), { region: "eu-west-3" });
    assert.deepEqual(await check("aws:iam/role:Role", { name: "r" }), { name: "r" });
  });

  it("knows inputs only in a preview, and deterministic ids and ARNs afterwards", async () => {
    const inputs = { bucket: "b", region: "eu-central-1", tags: { unknown: UNKNOWN } };
    assert.deepEqual(await create(true, inputs), { id: "", outputs: inputs });
    const created = await create(false, { bucket: "b" });
    assert.equal(created.id, "b");
    assert.equal(created.outputs["arn"], "arn:aws:s3:::b");
    assert.deepEqual(await create(false, { bucket: "b" }), created);
  });

  const diff = async (news: Record<string, unknown>) => {
    const request = new messages.DiffRequest();
    request.setType(bucketType);
    request.setOldInputs(struct({ bucket: "b", tags: { a: "1", b: "2" } }));
    request.setNews(struct(news));
    const response = await ask<messages.DiffResponse>((done) => client.diff(request, done));
    return {
      changes: response.getChanges(),
      diffs: response.getDiffsList(),
      replaces: response.getReplacesList(),
    };
  };

  it("names what changes, and replaces for another name or region", async () => {
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    const same = await diff({ tags: { b: "2", a: "1" }, bucket: "b" });
    assert.deepEqual(same, { changes: DIFF_NONE, diffs: [], replaces: [] });
    const tagged = await diff({ bucket: "b" });
    assert.deepEqual(tagged, { changes: DIFF_SOME, diffs: ["tags"], replaces: [] });
    const renamed = await diff({ bucket: "c", tags: { a: "1", b: "2" } });
    assert.deepEqual(renamed, { changes: DIFF_SOME, diffs: ["bucket"], replaces: ["bucket"] });
    assert.deepEqual(changedKeys({ a: UNKNOWN }, { a: "1", c: [1] }), ["a", "c"]);
  });

  const update = async (preview: boolean) => {
    const request = new messages.UpdateRequest();
    request.setUrn(urn);
    request.setType(bucketType);
    request.setName("lake");
    request.setPreview(preview);
    request.setOlds(struct({ bucket: "b", arn: "arn:aws:s3:::b" }));
    request.setNews(struct({ bucket: "b", tags: { a: "1" } }));
    const response = await ask<messages.UpdateResponse>((done) => client.update(request, done));
    return response.getProperties()?.toJavaScript() as Record<string, unknown>;
  };

  it("keeps computed outputs over an update", async () => {
    assert.deepEqual(await update(true), { bucket: "b", arn: "arn:aws:s3:::b", tags: { a: "1" } });
    const { arn, tags, tagsAll } = await update(false);
    assert.deepEqual(
      { arn, tags, tagsAll },
      { arn: "arn:aws:s3:::b", tags: { a: "1" }, tagsAll: { a: "1" } },
    );
  });

  it("reads what the state has", async () => {
    const request = new messages.ReadRequest();
    request.setId("b");
    request.setProperties(struct({ bucket: "b", arn: "x" }));
    request.setInputs(struct({ bucket: "b" }));
    const response = await ask<messages.ReadResponse>((done) => client.read(request, done));
    assert.equal(response.getId(), "b");
    assert.deepEqual(response.getProperties()?.toJavaScript(), { bucket: "b", arn: "x" });
    assert.deepEqual(response.getInputs()?.toJavaScript(), { bucket: "b" });
  });

  it("reads of what is imported its name, its place and what follows from them", async () => {
    const request = new messages.ReadRequest();
    request.setId("acme-lake");
    request.setUrn(urn);
    request.setType(bucketType);
    request.setName("lake");
    const response = await ask<messages.ReadResponse>((done) => client.read(request, done));
    assert.equal(response.getId(), "acme-lake");
    assert.deepEqual(response.getInputs()?.toJavaScript(), { bucket: "acme-lake", region: "eu-central-1" });
    const { bucket, arn } = response.getProperties()?.toJavaScript() as Record<string, unknown>;
    assert.deepEqual({ bucket, arn }, { bucket: "acme-lake", arn: "arn:aws:s3:::acme-lake" });
  });

  it("reads no name of what is imported and has none", async () => {
    const request = new messages.ReadRequest();
    request.setId("o-meridian01");
    request.setUrn(urn.replace(bucketType, "aws:organizations/organization:Organization"));
    request.setType("aws:organizations/organization:Organization");
    request.setName("organization");
    const response = await ask<messages.ReadResponse>((done) => client.read(request, done));
    assert.equal(response.getId(), "o-meridian01");
    assert.deepEqual(response.getInputs()?.toJavaScript(), {});
  });

  it("answers the functions of the embedded engine and refuses others by name", async () => {
    const request = new messages.InvokeRequest();
    request.setTok("aws:index/getCallerIdentity:getCallerIdentity");
    const answer = await ask<messages.InvokeResponse>((done) => client.invoke(request, done));
    const identity = answer.getReturn()?.toJavaScript() as Record<string, unknown>;
    assert.equal(identity["accountId"], "111122223333");
    request.setTok("aws:ec2/getAmi:getAmi");
    await assert.rejects(
      ask<messages.InvokeResponse>((done) => client.invoke(request, done)),
      /function aws:ec2\/getAmi:getAmi has no answer offline; pin what it needs/,
    );
  });
});
