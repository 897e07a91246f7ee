import assert from "node:assert/strict";

import { quotas } from "./data/quotas";
import { readInventory } from "./data/sdk-inventory";
import { UNKNOWN } from "./graph/types";
import { limitUses, nearestLimits, subjectOf, unmeasured } from "./limits";
import { made } from "./testing/fixtures/build";

const inline = (name: string, length: number, role: unknown = "etl") =>
  made("iam/rolePolicy", name, { role, policy: "x".repeat(length) });
const shown = (uses: ReturnType<typeof limitUses>) =>
  uses.map((use) => [subjectOf(use), use.used, use.quota.most]);

describe("quotas", () => {
  it("are of types that the provider has", () => {
    const all = new Set(readInventory().all);
    assert.deepEqual(
      quotas.map(({ type }) => type).filter((type) => !all.has(type)),
      [],
    );
  });

  it("say each thing once, with a source and a number that is left to use", () => {
    const keys = quotas.map(({ type, property, per, when }) => JSON.stringify([type, property, per, when]));
    assert.deepEqual([...new Set(keys)], keys);
    assert.ok(quotas.every(({ most, source }) => most > 1 && source !== ""));
  });
});

describe("limitUses", () => {
  it("adds up what shares a quota, and measures alone what has one of its own", () => {
    const uses = limitUses([inline("a", 100), inline("b", 50), inline("c", 7, "analyst")]);
    const group = (role: string) =>
      `policy of all aws.iam.RolePolicy of account "200000000002", role "${role}"`;
    assert.deepEqual(shown(uses), [
      [group("etl"), 150, 10_240],
      [group("analyst"), 7, 10_240],
    ]);
    assert.equal(uses[0]?.resource.name, "b");
  });

  it("adds up what comes from one resource, whose name is not known yet", () => {
    const from = (urn: string) => ({ propertyDependencies: { role: [urn] } });
    const attached = ["etl", "etl", "analyst"].map((urn, index) =>
      made("iam/rolePolicyAttachment", `a${index}`, { role: UNKNOWN }, from(urn)),
    );
    assert.deepEqual(
      limitUses(attached).map(({ used }) => used),
      [2, 1],
    );
  });

  it("measures every list of an input, and texts of an object together", () => {
    const grant = made("lakeformation/permissions", "share", {
      lfTagPolicy: { expressions: [{ values: ["a", "b"] }, { values: ["c"] }] },
    });
    const worker = made("lambda/function", "w", { environment: { variables: { TABLE: "t" } } });
    assert.deepEqual(
      limitUses([grant, worker]).map(({ used }) => used),
      [2, 1, '{"TABLE":"t"}'.length],
    );
  });

  it("holds an organization policy against the quota of its type, which is SCP where none is given", () => {
    const policies = [undefined, "AISERVICES_OPT_OUT_POLICY", "RESOURCE_CONTROL_POLICY", "TAG_POLICY"].map(
      (type, index) => made("organizations/policy", `p${index}`, { type, content: "{}" }),
    );
    assert.deepEqual(
      limitUses(policies).map(({ resource, quota }) => [resource.name, quota.most]),
      [
        ["p0", 10_240],
        ["p2", 5120],
        ["p1", 2500],
        ["p3", 10_000],
      ],
    );
  });

  it("measures nothing that is not known, and says which paths those are", () => {
    const name = made("iam/role", "r", { name: UNKNOWN, assumeRolePolicy: UNKNOWN });
    const resources = [inline("a", 100, UNKNOWN), made("kms/key", "k", { policy: UNKNOWN }), name];
    assert.deepEqual(shown(limitUses(resources)), [
      ['all aws.iam.Role of account "200000000002"', 1, 1000],
      ['all aws.kms.Key of account "200000000002", region "eu-west-1"', 1, 100_000],
    ]);
    assert.deepEqual(resources.map(unmeasured), [[], ["policy"], ["assumeRolePolicy"]]);
    assert.deepEqual(unmeasured(inline("b", 1)), []);
  });
});

describe("nearestLimits", () => {
  it("gives the fullest use of each quota, the fullest first, and nothing of fixed size", () => {
    const name = made("iam/role", "r", { name: "x".repeat(64), assumeRolePolicy: "x".repeat(1024) });
    const nearest = nearestLimits([inline("a", 1024, "one"), inline("b", 2048, "two"), name], 2);
    assert.deepEqual(
      nearest.map(({ resource, share }) => [resource.name, share]),
      [
        ["r", 0.5],
        ["b", 0.2],
      ],
    );
  });
});
