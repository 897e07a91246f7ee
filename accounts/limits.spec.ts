import assert from "node:assert/strict";

import { plannedStack, today } from "../tools/engine/testing";
import type { PlannedResource } from "../tools/engine/types";
import { projectRoot } from "../components/project/root";
import { quotas } from "../policy-pack/data/quotas";
import { isPlatform, readStacks, stackNames, type Stack } from "../tools/stacks";

const root = projectRoot();

/** Inline policies of one role together, and attached ones, in IAM's default quotas. */
const inlineCharacters = 10_240;
const attachments = 10;

/** What IAM, the strictest of the services used here, takes as the value of a tag. */
const tagValue = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

function sizeOf(value: unknown): number {
  assert.ok(typeof value === "string" || Array.isArray(value), `no size: ${JSON.stringify(value)}`);
  return value.length;
}

/** Sum of `size` over the resources that belong to one role. */
function perRole(resources: readonly PlannedResource[], size: (resource: PlannedResource) => number) {
  const sums = new Map<string, number>();
  for (const resource of resources) {
    const role = `${String(resource.provider?.accountIds?.[0])} ${String(resource.props["role"])}`;
    sums.set(role, (sums.get(role) ?? 0) + size(resource));
  }
  return sums;
}

const over = (sums: ReadonlyMap<string, number>, most: number) => [...sums].filter(([, sum]) => sum > most);

/** The quotas of organization policies are the organization's, all others a platform's. */
const quotasOf = ({ settings: { kind } }: Stack) =>
  quotas.filter(({ type }) => type.startsWith("aws:organizations/") === (kind === "organization"));

for (const stack of readStacks(root, stackNames(root), today)) {
  describe(`limits of stack ${stack.name}`, () => {
    let resources: readonly PlannedResource[];
    const ofType = (type: string) => resources.filter((resource) => resource.type === type);
    before(async () => {
      resources = (await plannedStack(stack.name, "resolved")).graph.resources;
    });

    for (const { type, property, most } of quotasOf(stack)) {
      it(`${type.split(":")[2]}.${property} is at most ${most}`, () => {
        const found = ofType(type);
        assert.ok(found.length > 0, `${type}: none planned`);
        const given = found.filter(({ props }) => props[property] !== undefined);
        assert.ok(given.length > 0, `${type}: none has ${property}`);
        const tooLarge = given
          .map(({ name, props }) => [name, sizeOf(props[property])] as const)
          .filter(([, size]) => size > most);
        assert.deepEqual(tooLarge, []);
      });
    }

    if (!isPlatform(stack)) return;
    it(`roles carry at most ${inlineCharacters} inline characters and ${attachments} managed policies`, () => {
      const inline = ofType("aws:iam/rolePolicy:RolePolicy");
      const attached = ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
      const characters = perRole(inline, ({ props }) => sizeOf(props["policy"]));
      assert.ok(characters.size > 0 && attached.length > 0);
      assert.deepEqual(over(characters, inlineCharacters), []);
      assert.deepEqual(
        over(
          perRole(attached, () => 1),
          attachments,
        ),
        [],
      );
    });

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
        ...ofType("aws:athena/workgroup:Workgroup").map(({ props }) => resultsBucket(props)),
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

function resultsBucket(props: Readonly<Record<string, unknown>>): string {
  const { resultConfiguration } = props["configuration"] as {
    resultConfiguration: { outputLocation: string };
  };
  return new URL(resultConfiguration.outputLocation).host;
}
