import assert from "node:assert/strict";

import { UNKNOWN } from "../../../policy-pack/graph/types";
import type { Properties } from "../wire";
import { componentOutputs } from "./components";
import { resolveOutputs } from "./resolve";

const type = "awsx:ec2:Vpc";
const subject = (inputs: Properties, name = "network") => ({
  urn: `urn:pulumi:dev::fixture::${type}::${name}`,
  type,
  name,
  inputs,
  region: "eu-central-1",
  account: "111111111111",
});
const counts = (inputs: Properties) => {
  const outputs = componentOutputs[type]!(subject(inputs));
  const lists = Object.entries(outputs).filter(([, value]) => Array.isArray(value));
  return Object.fromEntries(lists.map(([name, value]) => [name, (value as unknown[]).length]));
};

describe("tools/engine/outputs: remote components", () => {
  it("gives a VPC that is told nothing three zones of public and private subnets with a gateway each", () => {
    const { publicSubnetIds, privateSubnetIds, isolatedSubnetIds, natGateways, subnets } = counts({});
    assert.deepEqual(
      [publicSubnetIds, privateSubnetIds, isolatedSubnetIds, natGateways, subnets],
      [3, 3, 0, 3, 6],
    );
    assert.ok("internetGateway" in componentOutputs[type]!(subject({})));
  });

  it("follows subnet specifications, zones and the gateways' strategy", () => {
    const isolated = { subnetSpecs: [{ type: "Isolated" }], numberOfAvailabilityZones: 2 };
    const { isolatedSubnetIds, publicSubnetIds, natGateways, routeTables } = counts(isolated);
    assert.deepEqual([isolatedSubnetIds, publicSubnetIds, natGateways, routeTables], [2, 0, 0, 2]);
    assert.equal("internetGateway" in componentOutputs[type]!(subject(isolated)), false);
    assert.equal(counts({ natGateways: { strategy: "Single" } })["natGateways"], 1);
    const named = componentOutputs[type]!(subject({ ...isolated, availabilityZoneNames: ["eu-central-1c"] }));
    assert.deepEqual(
      (named["subnets"] as { availabilityZone: string }[]).map(({ availabilityZone }) => availabilityZone),
      ["eu-central-1c"],
    );
  });

  it("gives the same component the same ids, another one others, and uses defaults for what is unknown", () => {
    const idOf = (name: string, inputs: Properties = {}) =>
      componentOutputs[type]!(subject(inputs, name))["vpcId"];
    assert.equal(idOf("network"), idOf("network"));
    assert.notEqual(idOf("network"), idOf("other"));
    assert.equal(counts({ numberOfAvailabilityZones: UNKNOWN })["subnets"], 6);
  });

  it("needs region and account for ARNs only", () => {
    const { region, account, ...bare } = subject({});
    assert.equal(`${region} ${account}`, "eu-central-1 111111111111");
    const [subnet] = componentOutputs[type]!(bare)["subnets"] as Record<string, unknown>[];
    assert.deepEqual(Object.keys(subnet ?? {}), ["id", "vpcId"]);
  });
});

describe("tools/engine/outputs: types that only aws-native has", () => {
  it("have the id and the ARN of their CloudFormation schema", () => {
    const native = (name: string, inputs: Properties) =>
      resolveOutputs({ ...subject(inputs), type: `aws-native:${name}` });
    assert.deepEqual(native("entityresolution:SchemaMapping", { schemaName: "customers" }), {
      id: "customers",
      outputs: { schemaArn: "arn:aws:entityresolution:eu-central-1:111111111111:schemamapping/customers" },
    });
    const arn = "arn:aws:personalize:eu-central-1:111111111111:dataset-group/people";
    assert.deepEqual(native("personalize:DatasetGroup", { name: "people" }), {
      id: arn,
      outputs: { datasetGroupArn: arn },
    });
  });
});
