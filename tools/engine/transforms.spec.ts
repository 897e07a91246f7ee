import assert from "node:assert/strict";

import { ProgramError } from "./errors";
import { find, placeOf, planFixture, textOf } from "./testing";
import type { Plan, PlanTransport } from "./types";

const bucketType = "aws:s3/bucket:Bucket";
const of = (name: string, transport: PlanTransport = "in-process") =>
  planFixture("programs", {
    config: { "fixture:case": name },
    transport,
    stackReferences: { "organization/other/dev": {} },
  });

async function refusalOf(name: string, transport: PlanTransport): Promise<string> {
  const failure: unknown = await of(name, transport).catch((error: unknown) => error);
  assert.ok(failure instanceof ProgramError, String(failure));
  return failure.message;
}

describe("tools/engine: transforms of the program", () => {
  let plan: Plan;
  before(async () => {
    plan = await of("transforms");
  });

  it("change what the stack's, a component's and a resource's own say, in this order from the inside", () => {
    assert.deepEqual(find(plan, "aws:kms/key:Key", "key").props, {
      description: "hidden",
      tags: { by: "stack" },
    });
    assert.deepEqual(find(plan, "aws:kms/key:Key", "key").secretProps, ["description"]);
    assert.equal(find(plan, "aws:kms/key:Key", "key").options.protect, true);
    for (const name of ["nest", "nest-2"]) {
      assert.equal((find(plan, bucketType, name).props["tags"] as Record<string, string>)["by"], "component");
    }
    assert.equal(find(plan, "aws:ssm/parameter:Parameter", "own").props["description"], "first second");
  });

  it("change provider, dependencies and other options", () => {
    const own = find(plan, "aws:ssm/parameter:Parameter", "own");
    assert.equal(own.provider?.name, "other");
    assert.equal(own.effectiveRegion, "eu-west-3");
    assert.deepEqual(own.dependencies, [find(plan, bucketType, "nest").urn]);
    assert.deepEqual(own.options["ignoreChanges"], ["value"]);
    const { aliases } = own.options as { aliases: { name: string }[] };
    assert.deepEqual(
      aliases.map(({ name }) => name),
      ["own-old"],
    );
  });

  it("change the arguments of functions", () => {
    assert.equal(plan.outputs["region"], "eu-west-2");
    assert.deepEqual(
      plan.invokes.map(({ args }) => args),
      [{ region: "eu-west-2" }],
    );
  });

  it("give the identical plan through gRPC", async () => {
    assert.equal(textOf(plan), textOf(await of("transforms", "grpc")));
  }).timeout(60_000);

  for (const transport of ["in-process", "grpc"] as const) {
    it(`stop the plan where they throw, ${transport}`, async () => {
      const at = placeOf("programs", 'new s3.Bucket("transformed"');
      const text = "transform failed: Error: transformed on purpose";
      assert.equal(await refusalOf("throwing transform", transport), `${at}: ${text}`);
    }).timeout(60_000);
  }

  it("stop the plan when a function's throws", async () => {
    const text = "stack dev: transform failed: Error: asked on purpose";
    assert.equal(await refusalOf("throwing function transform", "in-process"), text);
  });
});

describe("tools/engine: hooks, inheritance and what the engine refuses", () => {
  it("keeps the names of hooks", async () => {
    assert.deepEqual(find(await of("options"), bucketType, "hooked").options["hooks"], {
      beforeCreate: ["moment"],
      afterDelete: ["moment"],
    });
  });

  it("hands retention, deletion and protection down from components, unless a child says otherwise", async () => {
    const plan = await of("inheritance");
    for (const name of ["kept", "kept-2"]) {
      assert.equal(find(plan, bucketType, name).options.retainOnDelete, true);
      assert.equal(find(plan, bucketType, name).options["deletedWith"], find(plan, bucketType, "one").urn);
    }
    assert.equal(find(plan, bucketType, "many").options.protect, true);
    assert.equal("protect" in find(plan, bucketType, "override").options, false);
  });

  const refused: [name: string, marker: string | undefined, text: string][] = [
    [
      "hook in previews",
      undefined,
      'hook "early" asks to run in previews, which a plan cannot do; leave onDryRun out.',
    ],
    [
      "invalid alias",
      'new s3.Bucket("renamed"',
      'alias "its-old-name" of "renamed" cannot be read; give a whole URN, or { name } and what else has changed.',
    ],
    [
      "invalid timeout",
      'new s3.Bucket("slow"',
      'timeout "5 minutes" of "slow" cannot be read; write a duration such as 5m or 1h30m.',
    ],
    [
      "invalid type",
      'new Untyped("odd"',
      'type "nonsense" is not a valid type token; write package:module:Name.',
    ],
    ["run error", 'new pulumi.RunError("told plainly")', "told plainly"],
  ];
  for (const [name, marker, text] of refused) {
    it(`refuses "${name}" with its place`, async () => {
      const at = marker === undefined ? "stack dev" : placeOf("programs", marker);
      assert.equal(await refusalOf(name, "in-process"), `${at}: ${text}`);
    });
  }
});

describe("tools/engine: remote components", () => {
  const remote = (mode: "faithful" | "resolved", transport: PlanTransport = "in-process") =>
    planFixture("programs", { config: { "fixture:case": "remote" }, mode, transport });

  it("are one resource with the plugin's default provider and what transforms make of it", async () => {
    const vpc = find(await remote("faithful"), "awsx:ec2:Vpc", "network");
    assert.equal(vpc.custom, false);
    assert.equal(vpc.provider, undefined);
    assert.deepEqual(vpc.props["tags"], { by: "transform" });
    assert.equal(find(await remote("faithful"), "pulumi:providers:awsx", "default_3_9_0").custom, true);
  });

  it("have outputs in resolved mode, from the region and account of the provider they are given", async () => {
    const plan = await remote("resolved");
    assert.match(String(plan.outputs["vpcId"]), /^vpc-[0-9a-f]{17}$/);
    assert.match(
      String(plan.outputs["vpcArn"]),
      /^arn:aws:ec2:eu-central-1:111111111111:vpc\/vpc-[0-9a-f]{17}$/,
    );
    const value = String(find(plan, "aws:ssm/parameter:Parameter", "subnets").props["value"]);
    const { subnets } = JSON.parse(value) as { subnets: string[] };
    assert.deepEqual(
      subnets.map((id) => id.slice(0, 7)),
      ["subnet-", "subnet-"],
    );
    assert.equal(textOf(plan), textOf(await remote("resolved", "grpc")));
  }).timeout(60_000);
});
