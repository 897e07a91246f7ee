import assert from "node:assert/strict";

import { plannedStack, today } from "../tools/engine/testing";
import type { PlannedResource } from "../tools/engine/types";
import { projectRoot } from "../components/project/root";
import { quotas } from "../policy-pack/data/quotas";
import { limitUses, nearestLimits, subjectOf, warnedShare } from "../policy-pack/limits";
import { isPlatform, readStacks, stackNames } from "../tools/stacks";

const root = projectRoot();

/** What IAM, the strictest of the services used here, takes as the value of a tag. */
const tagValue = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

for (const stack of readStacks(root, stackNames(root), today)) {
  describe(`limits of stack ${stack.name}`, () => {
    let resources: readonly PlannedResource[];
    const ofType = (type: string) => resources.filter((resource) => resource.type === type);
    before(async () => {
      resources = (await plannedStack(stack.name, "resolved")).graph.resources;
    });

    it("nothing is beyond a quota, nor nearer to one than 80 %", () => {
      const near = limitUses(resources).filter(
        ({ quota, share }) => share > (quota.grows === false ? 1 : warnedShare),
      );
      assert.deepEqual(near.map(subjectOf), []);
    });

    it("every quota of a type that is planned measures something", () => {
      const measured = new Set(limitUses(resources).map(({ quota }) => quota));
      const planned = quotas.filter(({ type, when }) => when === undefined && ofType(type).length > 0);
      assert.ok(planned.length > 0);
      assert.deepEqual(
        planned.filter((quota) => !measured.has(quota)),
        [],
      );
    });

    it("lists the nearest limits, one of each quota, the nearest first", () => {
      const nearest = nearestLimits(resources);
      assert.ok(nearest.length > 0 && nearest.length <= 5);
      const shares = nearest.map(({ share }) => share);
      assert.deepEqual(
        shares,
        [...shares].sort((a, b) => b - a),
      );
      assert.equal(new Set(nearest.map(({ quota }) => quota)).size, nearest.length);
    });

    if (!isPlatform(stack)) return;
    it("statement ids are letters and digits, each once in its document", () => {
      const documents = resources.flatMap(({ name, props }) =>
        ["policy", "assumeRolePolicy"].flatMap((property) => {
          const text = props[property];
          return typeof text === "string" ? [{ name, sids: sidsOf(text) }] : [];
        }),
      );
      assert.ok(documents.length > 0);
      assert.deepEqual(
        documents.filter(({ sids }) => sids.some((sid) => !/^[A-Za-z0-9]+$/.test(sid))),
        [],
      );
      assert.deepEqual(
        documents.filter(({ sids }) => new Set(sids).size !== sids.length),
        [],
      );
    });

    it("tag values are in the alphabet of IAM", () => {
      const values = resources.flatMap(({ name, props }) =>
        Object.entries((props["tags"] ?? {}) as Record<string, string>).map(([key, value]) => ({
          name,
          key,
          value,
        })),
      );
      assert.ok(values.length > 0);
      assert.deepEqual(
        values.filter(({ value }) => !tagValue.test(value)),
        [],
      );
    });

    it("every LF-tag that is set or granted has its value in the ontology", () => {
      const ontology = new Set(
        ofType("aws:lakeformation/lfTag:LfTag").flatMap(({ props }) =>
          (props["values"] as string[]).map((value) => `${String(props["key"])}=${value}`),
        ),
      );
      const set = ofType("aws:lakeformation/resourceLfTags:ResourceLfTags").flatMap(({ props }) =>
        (props["lfTags"] as { key: string; value: string }[]).map(({ key, value }) => `${key}=${value}`),
      );
      const granted = ofType("aws:lakeformation/permissions:Permissions").flatMap(({ props }) => {
        const policy = props["lfTagPolicy"] as
          { expressions: { key: string; values: string[] }[] } | undefined;
        return (policy?.expressions ?? []).flatMap(({ key, values }) =>
          values.map((value) => `${key}=${value}`),
        );
      });
      assert.ok(set.length > 0 && granted.length > 0);
      const used = [...new Set([...set, ...granted])];
      assert.deepEqual(
        used.filter((tag) => !ontology.has(tag)),
        [],
      );
    });

    it("no bucket with a default retention takes deliveries of a service that refuses one", () => {
      const locked = new Set(
        ofType("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").map(({ props }) =>
          String(props["bucket"]),
        ),
      );
      const refusing = [
        ...ofType("aws:cfg/deliveryChannel:DeliveryChannel").map(({ props }) => props["s3BucketName"]),
        ...ofType("aws:s3/bucketLogging:BucketLogging").map(({ props }) => props["targetBucket"]),
        ...ofType("aws:athena/workgroup:Workgroup").flatMap(({ props }) => resultsBucket(props)),
      ].map(String);
      assert.ok(locked.size > 0 && refusing.length > 0);
      assert.deepEqual(
        refusing.filter((bucket) => locked.has(bucket)),
        [],
      );
    });
  });
}

function sidsOf(text: string): string[] {
  const { Statement } = JSON.parse(text) as { Statement: { Sid: string }[] };
  return Statement.map(({ Sid }) => Sid);
}

/** The bucket of a workgroup's results; none where Athena keeps them itself. */
function resultsBucket(props: Readonly<Record<string, unknown>>): string[] {
  const { resultConfiguration } = props["configuration"] as {
    resultConfiguration?: { outputLocation: string };
  };
  return resultConfiguration === undefined ? [] : [new URL(resultConfiguration.outputLocation).host];
}
