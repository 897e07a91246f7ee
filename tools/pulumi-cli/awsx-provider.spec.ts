import assert from "node:assert/strict";
import { credentials, type Server } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { UNKNOWN } from "../../policy-pack/graph/types";
import { ask } from "../../policy-pack/testing/ask";
import { componentOutputs } from "../engine/outputs/components";
import { awsxService } from "./awsx-provider";
import { listen, unary } from "./serve";

const type = "awsx:ec2:Vpc";
const urn = `urn:pulumi:dev::fixture::${type}::network`;
const aws = "urn:pulumi:dev::fixture::pulumi:providers:aws::account";
const struct = (value: Record<string, unknown>) => Struct.fromJavaScript(value as never);

describe("the stand-in awsx plugin", () => {
  const servers: Server[] = [];
  const registered: resource.RegisterResourceRequest[] = [];
  let monitor: number;
  let client: ResourceProviderClient;
  before(async () => {
    const started = await listen(ResourceMonitorService, {
      registerResource: unary((request: resource.RegisterResourceRequest) => {
        registered.push(request);
        return new resource.RegisterResourceResponse().setUrn(urn);
      }),
      registerResourceOutputs: unary(() => new Empty()),
      invoke: unary((request: resource.ResourceInvokeRequest) => {
        assert.deepEqual(request.getArgs()?.toJavaScript(), { urn: aws });
        const state = { region: "eu-central-1", allowedAccountIds: '["111111111111"]' };
        return new provider.InvokeResponse().setReturn(struct({ urn: aws, id: "id", state }));
      }),
    });
    monitor = started.port;
    const plugin = await listen(ResourceProviderService, awsxService());
    servers.push(started.server, plugin.server);
    client = new ResourceProviderClient(`127.0.0.1:${plugin.port}`, credentials.createInsecure());
  });
  after(() => {
    client.close();
    servers.forEach((server) => server.forceShutdown());
  });

  const construct = async (dryRun: boolean, asked = type) => {
    const request = new provider.ConstructRequest();
    request.setMonitorendpoint(`127.0.0.1:${monitor}`).setDryrun(dryRun);
    request.setType(asked).setName("network").setProtect(true).setDependenciesList(["urn:before"]);
    request.setInputs(struct({ cidrBlock: "10.0.0.0/16" }));
    request.getProvidersMap().set("aws", `${aws}::id`);
    const from = new provider.ConstructRequest.PropertyDependencies().setUrnsList(["urn:before"]);
    request.getInputdependenciesMap().set("cidrBlock", from);
    return ask<provider.ConstructResponse>((done) => client.construct(request, done));
  };

  it("registers the component with what it was asked for", async () => {
    assert.equal((await construct(true)).getUrn(), urn);
    const [component] = registered;
    assert.deepEqual(component?.getObject()?.toJavaScript(), { cidrBlock: "10.0.0.0/16" });
    assert.equal(component?.getCustom(), false);
    assert.equal(component?.getProtect(), true);
    assert.deepEqual(component?.getDependenciesList(), ["urn:before"]);
    assert.deepEqual(component?.getPropertydependenciesMap().get("cidrBlock")?.getUrnsList(), ["urn:before"]);
    assert.equal(component?.getProvidersMap().get("aws"), `${aws}::id`);
  });

  it("knows no output in a preview, and the embedded engine's afterwards", async () => {
    const inputs = { cidrBlock: "10.0.0.0/16" };
    const place = { region: "eu-central-1", account: "111111111111" };
    const expected = componentOutputs[type]!({ urn, type, name: "network", inputs, ...place });
    assert.deepEqual((await construct(false)).getState()?.toJavaScript(), expected);
    const preview = (await construct(true)).getState()?.toJavaScript() ?? {};
    assert.deepEqual(Object.keys(preview).sort(), Object.keys(expected).sort());
    assert.deepEqual([...new Set(Object.values(preview))], [UNKNOWN]);
  });

  it("refuses components that the table does not have", async () => {
    await assert.rejects(
      construct(true, "awsx:lb:ApplicationLoadBalancer"),
      /component awsx:lb:ApplicationLoadBalancer has no stand-in; add its outputs to .* \(known: awsx:ec2:Vpc\)\./,
    );
  });
});
