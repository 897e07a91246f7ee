import assert from "node:assert/strict";

import { projectRoot } from "../components/project/root";
import { indexGraph } from "../policy-pack/graph/graph-index";
import type { GraphResource } from "../policy-pack/graph/types";
import { plannedStack, today } from "../tools/engine/testing";
import type { Plan } from "../tools/engine/types";
import { sensitiveGrants } from "../tools/evidence/granted-columns";
import { isPlatform, readStacks, stackNames } from "../tools/stacks";
import { readerRoles } from "./readers";

const root = projectRoot();
const permissions = "aws:lakeformation/permissions:Permissions";
const filterType = "aws:lakeformation/dataCellsFilter:DataCellsFilter";

for (const stack of readStacks(root, stackNames(root), today).filter(isPlatform)) {
  describe(`columns that readers have in stack ${stack.name}`, () => {
    let plan: Plan;
    const intended = {
      contracts: stack.contracts,
      readers: readerRoles(stack.settings),
      naming: stack.settings,
    };
    before(async () => {
      plan = await plannedStack(stack.name, "resolved");
    });
    const listed = (resources: readonly GraphResource[]) =>
      sensitiveGrants(indexGraph({ stack: stack.name, resources }), intended);

    it("are open to their clearance or by a statement of the contract, without exception", () => {
      const all = listed(plan.graph.resources);
      assert.ok(all.length > 10);
      assert.deepEqual(
        all.filter(({ stated }) => !stated),
        [],
      );
      const names = new Set(intended.readers.map(({ name }) => name));
      assert.deepEqual(
        all.filter(({ reader }) => !names.has(reader)),
        [],
      );
    });

    it("are seen when a filter gives one more than the contract says", () => {
      const grant = plan.graph.resources.find(
        ({ type, props }) => type === permissions && props["dataCellsFilter"] !== undefined,
      )!;
      const { tableName } = grant.props["dataCellsFilter"] as Record<string, string>;
      const planted: GraphResource[] = plan.graph.resources.map((resource) => {
        const data = resource.props["tableData"] as Record<string, unknown> | undefined;
        if (resource.type !== filterType || data?.["tableName"] !== tableName) return resource;
        const every = { ...data, columnNames: undefined, columnWildcard: {} };
        return { ...resource, props: { ...resource.props, tableData: every } };
      });
      assert.ok(listed(planted).some(({ stated, table }) => !stated && table === tableName));
    });

    it("come through filters that somebody is granted: none is made for nobody", () => {
      const ofType = (type: string) => plan.graph.resources.filter((resource) => resource.type === type);
      const key = (value: unknown) => {
        const { databaseName, tableName, name } = value as Record<string, string>;
        return `${databaseName}/${tableName}/${name}`;
      };
      const granted = new Set(
        ofType(permissions).flatMap(({ props }) =>
          props["dataCellsFilter"] ? [key(props["dataCellsFilter"])] : [],
        ),
      );
      const made = ofType(filterType).map(({ props }) => key(props["tableData"]));
      assert.ok(made.length > 0);
      assert.deepEqual(
        made.filter((each) => !granted.has(each)),
        [],
      );
    });
  });
}
