import assert from "node:assert/strict";

import { projectRoot } from "../components/project/root";
import type { GraphResource } from "../policy-pack/graph/types";
import { evaluate } from "../policy-pack/run";
import { planStack } from "../tools/engine/run";
import { today } from "../tools/engine/testing";
import { modelOf, readStacks } from "../tools/stacks";

const root = projectRoot();
const databaseType = "aws:glue/catalogDatabase:CatalogDatabase";
const tagsType = "aws:lakeformation/resourceLfTags:ResourceLfTags";

describe("a stack that keeps silver and gold longer", () => {
  const [dev] = readStacks(root, ["dev"], today);
  let resources: readonly GraphResource[];
  before(async () => {
    const platform = structuredClone(dev!.config["meridian:platform"]) as {
      retention: Record<string, number>;
    };
    Object.assign(platform.retention, { silverDays: 2557, goldDays: 2190 });
    const config = { ...dev!.config, "meridian:platform": platform };
    resources = (await planStack({ root, stack: "dev", mode: "resolved", config })).graph.resources;
  });
  const judged = (all: readonly GraphResource[]) =>
    evaluate({ stack: "dev", resources: all }, modelOf(dev!, today)).findings;
  const lfTag = ({ props }: GraphResource) =>
    (props["lfTags"] as { key: string; value: string }[]).find(({ key }) => key === "retention")?.value;
  const named = (type: string, name: string) =>
    resources.find((each) => each.type === type && each.name === name)!;

  it("says so in the tags of buckets and databases, in LF-tags, and where a contract says nothing", () => {
    const tagOf = ({ props }: GraphResource) => (props["tags"] as Record<string, string>)["dp:retention"];
    for (const [layer, days] of [
      ["silver", "2557d"],
      ["gold", "2190d"],
    ] as const) {
      assert.equal(tagOf(named("aws:s3/bucket:Bucket", `devices-${layer}`)), days);
      assert.equal(tagOf(named(databaseType, `devices-${layer}`)), days);
      assert.equal(lfTag(named(tagsType, `devices-${layer}`)), "7y");
    }
    // The contract of readings leaves its retention to the stack.
    assert.equal(lfTag(named(tagsType, "devices-readings-readings")), "7y");
  });

  it("is clean", () => {
    assert.deepEqual(judged(resources), []);
  });

  it("is a finding where one place says another number", () => {
    const planted = resources.map((each): GraphResource => {
      if (each.type !== tagsType || each.name !== "devices-gold") return each;
      const tags = each.props["lfTags"] as { key: string; value: string }[];
      const lfTags = tags.map((tag) => (tag.key === "retention" ? { ...tag, value: "3y" } : tag));
      return { ...each, props: { ...each.props, lfTags } };
    });
    assert.deepEqual(
      judged(planted).map(({ rule, urn }) => [rule, urn.split("::").at(-1)]),
      [["RET-06", "devices-gold"]],
    );
  });
});
