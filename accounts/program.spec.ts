import assert from "node:assert/strict";

import { requiredTagKeys } from "../components/naming/tags";
import { isJurisdictionId, regionsOf } from "../components/residency/jurisdictions";
import { globalTypes } from "../policy-pack/data/global-types";
import { taggableTypes } from "../policy-pack/data/taggable-types";
import { evaluate } from "../policy-pack/run";
import { plannedStack, today } from "../tools/engine/testing";
import type { Plan, PlannedResource } from "../tools/engine/types";
import { stacksWithForm } from "../tools/golden/forms";
import {
  goldenDifferences,
  goldenPlan,
  goldensOf,
  orphanedGoldens,
  readGoldens,
} from "../tools/golden/golden";
import { projectRoot } from "../components/project/root";
import { isPlatform, modelOf, readStacks, stackNames } from "../tools/stacks";
import { accountsOf } from "./config";

const root = projectRoot();

const isAws = ({ type }: PlannedResource) => type.startsWith("aws:");
const shown = (resources: readonly PlannedResource[]) => resources.map(({ urn }) => urn);

it("the project has its five stacks", () => {
  assert.deepEqual(stackNames(root), ["dev", "org", "prod-apac", "prod-eu", "prod-us"]);
});

const goldens = readGoldens(root);

it("the golden plans are of these stacks and of nothing else", () => {
  assert.deepEqual(orphanedGoldens(stackNames(root), goldens), []);
  assert.deepEqual(
    stacksWithForm.filter((name) => !stackNames(root).includes(name)),
    [],
  );
});

it("the golden plans can be read by people: at most 40,000 lines", () => {
  const lines = [...goldens.values()].reduce((sum, text) => sum + text.split("\n").length - 1, 0);
  assert.ok(lines <= 40_000, `${lines} lines`);
});

for (const stack of readStacks(root, stackNames(root), today)) {
  describe(`stack ${stack.name}`, () => {
    const accounts = accountsOf(stack.settings);
    const { jurisdiction } = stack.settings;
    assert.ok(isJurisdictionId(jurisdiction));
    let plan: Plan;
    let aws: PlannedResource[];
    before(async () => {
      plan = await plannedStack(stack.name, "resolved");
      aws = plan.graph.resources.filter(isAws);
    });

    it("holds every configured account, each with at least ten resources", () => {
      const counts = new Map<string | undefined, number>();
      for (const { provider } of aws) {
        const account = provider?.accountIds?.[0];
        counts.set(account, (counts.get(account) ?? 0) + 1);
      }
      assert.deepEqual([...counts.keys()].sort(), accounts.map(({ id }) => id).sort());
      for (const [account, count] of counts) assert.ok(count >= 10, `${String(account)} has ${count}`);
    });

    it("gives every resource an explicit provider that is pinned to one configured account", () => {
      const ids = new Set(accounts.map(({ id }) => id));
      const strays = aws.filter(
        ({ provider }) =>
          provider === undefined ||
          provider.isDefault ||
          provider.accountIds?.length !== 1 ||
          !ids.has(provider.accountIds[0]!),
      );
      assert.deepEqual(shown(strays), []);
    });

    it("gives every regional resource an explicit region inside the jurisdiction, and global ones none", () => {
      const allowed = new Set(regionsOf(jurisdiction));
      const regional = aws.filter(({ type }) => !globalTypes.has(type));
      assert.deepEqual(shown(regional.filter(({ props }) => !allowed.has(String(props["region"])))), []);
      assert.deepEqual(
        shown(aws.filter(({ type, props }) => globalTypes.has(type) && "region" in props)),
        [],
      );
    });

    it("names every child after its component", () => {
      const byUrn = new Map(plan.graph.resources.map((resource) => [resource.urn, resource]));
      const odd = aws.filter(({ name, parent }) => {
        const component = parent === undefined ? undefined : byUrn.get(parent);
        return (
          component !== undefined &&
          component.type.startsWith("meridian:") &&
          !name.startsWith(component.name)
        );
      });
      assert.deepEqual(shown(odd), []);
    });

    it("stands wholly under components: no AWS resource is declared by an account itself", () => {
      const loose = aws.filter(
        ({ parent }) => parent === undefined || parent.includes("pulumi:pulumi:Stack::"),
      );
      assert.deepEqual(shown(loose), []);
    });

    it("registers no arguments of components: what they are is said by their children", () => {
      const components = plan.graph.resources.filter(({ type }) => type.startsWith("meridian:"));
      assert.ok(components.length > 0);
      assert.deepEqual(shown(components.filter(({ inputs }) => Object.keys(inputs).length > 0)), []);
    });

    it("tags everything that can be tagged with the whole required set", () => {
      const untagged = aws.filter(({ type, props }) => {
        if (!taggableTypes.has(type)) return false;
        const tags = (props["tags"] ?? {}) as Record<string, unknown>;
        return requiredTagKeys.some((key) => typeof tags[key] !== "string" || tags[key] === "");
      });
      assert.deepEqual(shown(untagged), []);
    });

    it("protects stateful resources in prod and only there", () => {
      const stateful = [
        "aws:s3/bucket:Bucket",
        "aws:dynamodb/table:Table",
        "aws:kms/key:Key",
        "aws:glue/catalogTable:CatalogTable",
        "aws:lakeformation/dataLakeSettings:DataLakeSettings",
        "aws:organizations/organization:Organization",
      ];
      const data = aws.filter(({ type }) => stateful.includes(type));
      assert.ok(data.length > 0);
      assert.deepEqual(
        shown(data.filter(({ options }) => (options.protect === true) !== (stack.settings.stage === "prod"))),
        [],
      );
    });

    for (const mode of ["resolved", "faithful"] as const) {
      it(`passes the policy pack with nothing undecided in ${mode} mode`, async () => {
        const { graph } = await plannedStack(stack.name, mode);
        const { findings, undecided, decidedRatio, flows } = evaluate(graph, modelOf(stack, today));
        assert.deepEqual(findings, []);
        assert.deepEqual(undecided, []);
        assert.equal(decidedRatio, 1);
        assert.deepEqual(
          flows.filter(({ verdict }) => verdict !== "allow"),
          [],
        );
        assert.equal(
          flows.some(({ crosses }) => crosses === "account"),
          isPlatform(stack),
          "shares across accounts are seen as flows",
        );
      });
    }

    it("is the golden plan; a wanted change is made with npm run plan:update and reviewed", async () => {
      const actual = await goldenPlan(root, stack.name, today);
      assert.deepEqual(goldenDifferences(goldensOf(stack.name, goldens), actual), []);
    });
  });
}
