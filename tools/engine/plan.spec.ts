import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { UNKNOWN } from "../../policy-pack/graph/types";
import { find, placeOf, planFixture, textOf } from "./testing";
import type { Plan, PlanMode, PlanOptions } from "./types";

const bucketType = "aws:s3/bucket:Bucket";
const upstream = {
  "organization/other/dev": { catalogArn: "arn:aws:glue:eu-central-1:222222222222:catalog" },
};

function everything(options: Partial<PlanOptions> = {}): Promise<Plan> {
  return planFixture("everything", {
    config: { "aws:region": "eu-north-1" },
    stackReferences: upstream,
    ...options,
  });
}

describe("tools/engine: what a plan keeps", () => {
  let plan: Plan;
  before(async () => {
    plan = await everything();
  });

  it("registers everything the program asks for, sorted by URN, and nothing else", () => {
    const urns = plan.graph.resources.map(({ urn }) => urn.replace("urn:pulumi:dev::fixture::", ""));
    assert.deepEqual(urns, [
      "aws:kms/key:Key::key",
      "aws:s3/bucket:Bucket::named",
      "aws:s3/bucket:Bucket::undeclared",
      "aws:s3/bucketPolicy:BucketPolicy::policy",
      "aws:ssm/parameter:Parameter::after",
      "fixture:lake:Pair$aws:s3/bucket:Bucket::pair",
      "fixture:lake:Pair$aws:s3/bucketVersioning:BucketVersioning::pair",
      "fixture:lake:Pair::pair",
      "pulumi:providers:aws::account",
      "pulumi:providers:aws::default_7_48_0",
      "pulumi:pulumi:Stack::fixture-dev",
    ]);
  });

  it("reads the account and the region of an explicit provider", () => {
    assert.deepEqual(find(plan, bucketType, "named").provider, {
      urn: "urn:pulumi:dev::fixture::pulumi:providers:aws::account",
      name: "account",
      region: "eu-central-1",
      accountIds: ["111111111111"],
      isDefault: false,
    });
  });

  it("makes a default provider up from the stack's config when the program names none", () => {
    const { provider } = find(plan, bucketType, "undeclared");
    assert.deepEqual(provider, {
      name: "default_7_48_0",
      region: "eu-north-1",
      accountIds: [],
      isDefault: true,
    });
  });

  it("takes the effective region from the resource before the provider, and none for components", () => {
    assert.equal(find(plan, bucketType, "pair").effectiveRegion, "eu-west-1");
    assert.equal(find(plan, bucketType, "named").effectiveRegion, "eu-central-1");
    assert.equal(find(plan, "pulumi:pulumi:Stack", "fixture-dev").effectiveRegion, undefined);
  });

  it("keeps parents and options", () => {
    const versioning = find(plan, "aws:s3/bucketVersioning:BucketVersioning", "pair");
    assert.equal(versioning.parent, find(plan, "fixture:lake:Pair", "pair").urn);
    assert.equal(versioning.options.protect, true);
    assert.equal(versioning.options.retainOnDelete, true);
    assert.deepEqual(find(plan, "aws:kms/key:Key", "key").options["ignoreChanges"], ["tags"]);
    assert.deepEqual(find(plan, bucketType, "undeclared").options["customTimeouts"], { create: "5m" });
    assert.equal("protect" in find(plan, bucketType, "named").options, false);
  });

  it("keeps aliases as specifications", () => {
    const { aliases } = find(plan, bucketType, "pair").options;
    assert.ok(Array.isArray(aliases));
    const names = aliases.map((alias: { name?: string }) => alias.name).filter((name) => name !== undefined);
    assert.deepEqual(names, ["pair-old"]);
  });

  it("says which resources a property comes from", () => {
    const policy = find(plan, "aws:s3/bucketPolicy:BucketPolicy", "policy");
    assert.deepEqual(policy.propertyDependencies["bucket"], [find(plan, bucketType, "named").urn]);
    assert.equal("region" in policy.propertyDependencies, false);
  });

  it("expands a dependency on a component to its children", () => {
    const { dependencies } = find(plan, "aws:ssm/parameter:Parameter", "after");
    assert.deepEqual(dependencies, [
      find(plan, bucketType, "pair").urn,
      find(plan, "aws:s3/bucketVersioning:BucketVersioning", "pair").urn,
    ]);
  });

  it("unwraps secrets for rules and says where they stand", () => {
    const key = find(plan, "aws:kms/key:Key", "key");
    assert.equal(key.props["description"], "hidden");
    assert.deepEqual(key.secretProps, ["description"]);
    assert.equal(find(plan, bucketType, "named").secretProps, undefined);
    assert.equal(plan.outputs["password"], "[secret]");
  });

  it("gives the place of each resource, innermost frame first", () => {
    const { frames, source } = find(plan, bucketType, "pair");
    const places = frames.map(({ file, line }) => `${file}:${line}`);
    assert.deepEqual(places, [
      placeOf("everything", "this.bucket = new s3.Bucket(name"),
      placeOf("everything", 'new Pair("pair"'),
    ]);
    assert.deepEqual(source, frames[0]);
    assert.equal(find(plan, "pulumi:pulumi:Stack", "fixture-dev").source, undefined);
  });

  it("answers functions from the provider they run on, and stack references from what it is given", () => {
    assert.equal(plan.outputs["account"], "111111111111");
    assert.equal(plan.outputs["region"], "eu-central-1");
    assert.equal(plan.outputs["upstream"], upstream["organization/other/dev"].catalogArn);
    assert.deepEqual(
      plan.reads.map(({ type, name }) => [type, name]),
      [["pulumi:pulumi:StackReference", "organization/other/dev"]],
    );
    assert.deepEqual(
      plan.invokes.map(({ token, provider }) => [token, provider?.name]),
      [
        ["aws:index/getCallerIdentity:getCallerIdentity", "account"],
        ["aws:index/getRegion:getRegion", "account"],
      ],
    );
  });
});

describe("tools/engine: modes", () => {
  const document = async (mode: PlanMode): Promise<[Plan, unknown]> => {
    const plan = await everything({ mode });
    return [plan, find(plan, "aws:s3/bucketPolicy:BucketPolicy", "policy").props["policy"]];
  };

  it("leaves computed outputs unknown in faithful mode, and does not run apply on them", async () => {
    const [plan, policy] = await document("faithful");
    assert.equal(policy, UNKNOWN);
    assert.equal(plan.outputs["keyArn"], UNKNOWN);
    assert.equal(plan.outputs["upper"], UNKNOWN);
    assert.equal(plan.outputs["literal"], "a-literal-name");
  });

  it("predicts ids and ARNs in resolved mode, and runs apply on them", async () => {
    const [plan, policy] = await document("resolved");
    const [, , , , , , , name] = /(arn):(aws):(s3)(:)(:)(:)(pair-[0-9a-f]{7})\/\*/.exec(String(policy)) ?? [];
    assert.ok(name, String(policy));
    assert.equal(plan.outputs["upper"], name.toUpperCase());
    assert.match(
      String(plan.outputs["keyArn"]),
      /^arn:aws:kms:eu-central-1:111111111111:key\/[0-9a-f-]{36}$/,
    );
    assert.equal(JSON.stringify(plan.graph).includes(UNKNOWN), false);
  });

  it("gives exact references in references mode, also inside strings", async () => {
    const [plan, policy] = await document("references");
    const { urn } = find(plan, bucketType, "pair");
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Resource: string }[] };
    assert.deepEqual(
      Statement.map(({ Resource }) => Resource),
      [`{{ref:${urn}#arn}}/*`],
    );
    assert.equal(plan.outputs["keyArn"], `{{ref:${find(plan, "aws:kms/key:Key", "key").urn}#arn}}`);
  });

  it("gives the same answers every time", async () => {
    assert.equal(
      textOf(await everything({ mode: "resolved" })),
      textOf(await everything({ mode: "resolved" })),
    );
  });
});

describe("tools/engine: transports", () => {
  for (const mode of ["faithful", "resolved", "references"] as const) {
    it(`gives the identical plan in process and through gRPC, ${mode}`, async () => {
      const [inProcess, grpc] = [await everything({ mode }), await everything({ mode, transport: "grpc" })];
      assert.equal(textOf(inProcess), textOf(grpc));
    });
  }

  it("gives the identical plan without the fast paths", async () => {
    assert.equal(textOf(await everything()), textOf(await everything({ fast: false })));
  });

  it("gives the identical plan of a hundred resources, whatever order they arrive in", async () => {
    const config = { "fixture:groups": 9 };
    const inProcess = await planFixture("synthetic", { config });
    const grpc = await planFixture("synthetic", { config, transport: "grpc" });
    assert.equal(inProcess.graph.resources.length, 3 + 9 * 11);
    assert.equal(textOf(inProcess), textOf(grpc));
  });

  it("leaves project, stack and config of the SDK as they were, whether the program ends well or not", async () => {
    pulumi.runtime.setAllConfig({ "before:key": "kept" });
    const seen = () => [pulumi.getProject(), pulumi.getStack(), pulumi.runtime.allConfig()];
    const before = seen();
    await planFixture("synthetic", { config: { "fixture:groups": 1 } });
    await assert.rejects(planFixture("broken", { config: { "fixture:case": "throws" } }));
    assert.deepEqual(seen(), before);
    assert.ok(before[1] !== "" && before[1] !== "dev");
  });

  it("plans several stacks at once without mixing them", async () => {
    const sizes = [1, 3, 2];
    const plans = await Promise.all(
      sizes.map((groups) =>
        planFixture("synthetic", { stack: `s${groups}`, config: { "fixture:groups": groups } }),
      ),
    );
    const counted = plans.map(({ stack, graph }) => [stack, graph.resources.length]);
    assert.deepEqual(counted, [
      ["s1", 14],
      ["s3", 36],
      ["s2", 25],
    ]);
  });
});
