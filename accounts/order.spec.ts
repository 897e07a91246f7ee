import assert from "node:assert/strict";

import { plannedStack, today } from "../tools/engine/testing";
import type { PlannedResource } from "../tools/engine/types";
import { parseArn } from "../components/residency/arn";
import { projectRoot } from "../components/project/root";
import { isPlatform, readStacks, stackNames } from "../tools/stacks";

const root = projectRoot();

const permissions = "aws:lakeformation/permissions:Permissions";
const settings = "aws:lakeformation/dataLakeSettings:DataLakeSettings";

/** Made in a catalog: what is there before the settings keeps the open defaults, and only the settings let the deployer in. */
const catalogTypes = new Set([
  permissions,
  "aws:glue/catalogDatabase:CatalogDatabase",
  "aws:glue/catalogTable:CatalogTable",
  "aws:lakeformation/lfTag:LfTag",
  "aws:lakeformation/resource:Resource",
  "aws:lakeformation/resourceLfTags:ResourceLfTags",
  "aws:lakeformation/dataCellsFilter:DataCellsFilter",
]);

const providerAccount = ({ provider }: PlannedResource) => provider?.accountIds?.[0] ?? "";

for (const stack of readStacks(root, stackNames(root), today).filter(isPlatform)) {
  describe(`order of a first deploy of stack ${stack.name}`, () => {
    let resources: readonly PlannedResource[];
    const byUrn = new Map<string, PlannedResource>();
    const known = new Map<string, ReadonlySet<string>>();
    /** URNs of everything that stands before a resource. */
    function standsBefore(urn: string): ReadonlySet<string> {
      const found = known.get(urn);
      if (found) return found;
      const all = new Set<string>();
      known.set(urn, all);
      for (const dependency of byUrn.get(urn)?.dependencies ?? []) {
        all.add(dependency);
        for (const further of standsBefore(dependency)) all.add(further);
      }
      return all;
    }
    const waitsFor = (resource: PlannedResource, wanted: (each: PlannedResource) => boolean) =>
      [...standsBefore(resource.urn)].some((urn) => {
        const each = byUrn.get(urn);
        return each !== undefined && wanted(each);
      });
    const waitsForSettings = (resource: PlannedResource, account: string) =>
      waitsFor(resource, (each) => each.type === settings && providerAccount(each) === account);
    const grants = () => resources.filter(({ type }) => type === permissions);
    const names = (found: readonly PlannedResource[]) => found.map(({ name }) => name);

    before(async () => {
      resources = (await plannedStack(stack.name, "resolved")).graph.resources;
      for (const resource of resources) byUrn.set(resource.urn, resource);
    });

    it("a catalog's settings come before all that is in it", () => {
      const inCatalogs = resources.filter(({ type }) => catalogTypes.has(type));
      assert.ok(inCatalogs.length > 0);
      assert.deepEqual(
        names(inCatalogs.filter((each) => !waitsForSettings(each, providerAccount(each)))),
        [],
      );
    });

    it("a grant waits for the settings of the account that receives it: both sides must share alike", () => {
      const received = grants().map((grant) => ({
        grant,
        account: parseArn(String(grant.props["principal"]))!.account,
      }));
      const across = received.filter(({ grant, account }) => account !== providerAccount(grant));
      assert.ok(across.length > 0);
      const early = across.filter(({ grant, account }) => !waitsForSettings(grant, account));
      assert.deepEqual(names(early.map(({ grant }) => grant)), []);
    });

    it("a grant to a role waits for the role: Lake Formation refuses principals that do not exist", () => {
      const toRoles = grants().filter(({ props }) => String(props["principal"]).includes(":role/"));
      assert.ok(toRoles.length > 0);
      const isRole =
        (principal: unknown) =>
        (each: PlannedResource): boolean =>
          each.type === "aws:iam/role:Role" &&
          String(principal) ===
            `arn:aws:iam::${providerAccount(each)}:role${String(each.props["path"])}${String(each.props["name"])}`;
      assert.deepEqual(
        names(toRoles.filter((grant) => !waitsFor(grant, isRole(grant.props["principal"])))),
        [],
      );
    });

    it("a contract's object waits until somebody listens: nobody is told of what was there before", () => {
      const objects = resources.filter(({ type }) => type === "aws:s3/bucketObjectv2:BucketObjectv2");
      assert.ok(objects.length > 0);
      const listeners = [
        "aws:s3/bucketNotification:BucketNotification",
        "aws:sqs/queuePolicy:QueuePolicy",
        "aws:lambda/eventSourceMapping:EventSourceMapping",
        "aws:dynamodb/table:Table",
      ];
      for (const listener of listeners) {
        const early = objects.filter((each) => !waitsFor(each, ({ type }) => type === listener));
        assert.deepEqual(names(early), [], listener);
      }
    });

    it("what is granted to readers, in the owner's catalog and in their own, does not run at the same time", () => {
      const readers = new Set(
        resources
          .filter(
            ({ type, name }) => type === "aws:athena/workgroup:Workgroup" && !name.endsWith("-evolution"),
          )
          .map(providerAccount),
      );
      const local = grants().filter(({ props }) =>
        readers.has(parseArn(String(props["principal"]))!.account),
      );
      assert.deepEqual(
        new Set(local.map(providerAccount)).size,
        readers.size + 1,
        "in each reader's catalog and in governance's",
      );
      assert.ok(local.length > 0);
      const free = local.flatMap((one, index) =>
        local
          .slice(index + 1)
          .filter(
            (other) =>
              providerAccount(one) === providerAccount(other) &&
              !standsBefore(one.urn).has(other.urn) &&
              !standsBefore(other.urn).has(one.urn),
          )
          .map((other) => `${one.name} and ${other.name}`),
      );
      assert.deepEqual(free, []);
    });
  });
}
