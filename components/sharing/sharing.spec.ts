import * as assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only } from "../testing/assert-account";
import { groundOf } from "../testing/home";
import { record } from "../testing/record";
import { FilterGrants } from "./filter-grants";
import { ResourceLinks } from "./resource-links";
import { TagGrants } from "./tag-grants";
import { WriteBack } from "./write-back";

const owner = "222200000001";
const receiver = "222200000009";
const permissionsType = "aws:lakeformation/permissions:Permissions";
const at = { region: "eu-west-1" };

const role = `arn:aws:iam::${receiver}:role/meridian/analyst`;
/** What every grant of the owner to the reader's role says. */
const granted = { ...at, catalogId: owner, principal: role, permissionsWithGrantOptions: [] };

const tagGrants = (tables?: Record<string, string[]>) =>
  record(
    () =>
      new TagGrants("risk-tags", {
        owner: groundOf(owner),
        ownerProvider: new Provider("governance"),
        roleArn: role,
        databases: [
          { domain: "customer", layer: "gold" },
          { domain: "trading", layer: "silver" },
        ],
        tables,
        after: [],
      }),
  );

describe("TagGrants", () => {
  const expression = {
    product: ["trading.trades"],
    classification: ["public", "internal"],
    shareable: ["true"],
  };

  it("grants in the owner's account and region, under its own name", async () => {
    const token = "meridian:sharing:TagGrants";
    assertAccount(await tagGrants(expression), {
      provider: "governance",
      ...at,
      component: "risk-tags",
      token,
    });
  });

  it("lets the reader's role see each database by its own tags and read tables by theirs, and pass nothing on", async () => {
    const seen = await tagGrants(expression);
    for (const [domain, layer] of [
      ["customer", "gold"],
      ["trading", "silver"],
    ] as const) {
      assert.deepEqual(only(seen, permissionsType, `risk-tags-${domain}-${layer}`).inputs, {
        ...granted,
        permissions: ["DESCRIBE"],
        lfTagPolicy: {
          catalogId: owner,
          resourceType: "DATABASE",
          expressions: [
            { key: "domain", values: [domain] },
            { key: "layer", values: [layer] },
          ],
        },
      });
    }
    assert.deepEqual(only(seen, permissionsType, "risk-tags-table").inputs, {
      ...granted,
      permissions: ["DESCRIBE", "SELECT"],
      lfTagPolicy: {
        catalogId: owner,
        resourceType: "TABLE",
        expressions: [
          { key: "product", values: ["trading.trades"] },
          { key: "classification", values: ["public", "internal"] },
          { key: "shareable", values: ["true"] },
        ],
      },
    });
  });

  it("makes several grants of more values than one takes, each after the one before", async () => {
    const products = Array.from({ length: 51 }, (_, index) => `trading.p${index}`);
    const seen = (await tagGrants({ product: products })).filter(({ type }) => type === permissionsType);
    const sizes = seen.map(({ name, inputs }) => {
      const { expressions } = inputs["lfTagPolicy"] as { expressions: { values: string[] }[] };
      return [name, expressions.map(({ values }) => values.length)] as const;
    });
    assert.deepEqual(
      sizes.toSorted(([one], [other]) => (one < other ? -1 : 1)),
      [
        ["risk-tags-customer-gold", [1, 1]],
        ["risk-tags-table", [50]],
        ["risk-tags-table-2", [1]],
        ["risk-tags-trading-silver", [1, 1]],
      ],
    );
  });

  it("grants no table by tags to a role that reads through filters only", async () => {
    const names = (await tagGrants()).filter(({ type }) => type === permissionsType).map(({ name }) => name);
    assert.deepEqual(names, ["risk-tags-customer-gold", "risk-tags-trading-silver"]);
  });
});

describe("FilterGrants", () => {
  const profiles = [{ database: "mrd_customer_gold", table: "profiles", filter: "profiles_masked" }];
  const run = (filters = profiles) =>
    record(
      () =>
        new FilterGrants("risk-filters", {
          owner: groundOf(owner),
          ownerProvider: new Provider("governance"),
          roleArn: role,
          filters,
          after: [],
        }),
    );

  it("grants in the owner's account and region, under its own name", async () => {
    const token = "meridian:sharing:FilterGrants";
    assertAccount(await run(), { provider: "governance", ...at, component: "risk-filters", token });
  });

  it("names filters of one name on tables of two databases with their databases", async () => {
    const filters = ["mrd_customer_gold", "mrd_risk_gold"].map((database) => ({
      database,
      table: "profiles",
      filter: "profiles_masked",
    }));
    const seen = (await run(filters)).filter(({ type }) => type === permissionsType);
    assert.deepEqual(
      seen.map(({ name }) => name),
      ["risk-filters-mrd_customer_gold.profiles_masked", "risk-filters-mrd_risk_gold.profiles_masked"],
    );
  });

  it("lets the reader's role read a table through its filter only, and pass nothing on", async () => {
    assert.deepEqual(only(await run(), permissionsType).inputs, {
      ...granted,
      permissions: ["SELECT"],
      dataCellsFilter: {
        tableCatalogId: owner,
        databaseName: "mrd_customer_gold",
        tableName: "profiles",
        name: "profiles_masked",
      },
    });
  });
});

describe("ResourceLinks", () => {
  const run = () =>
    record(
      () =>
        new ResourceLinks("risk-links", {
          receiver: groundOf(receiver),
          receiverProvider: new Provider("consumer"),
          ownerAccount: owner,
          roleArn: role,
          databases: ["mrd_trading_silver"],
          after: [],
          tags: { "dp:layer": "platform" },
        }),
    );

  it("links in the receiver's account and region, under its own name", async () => {
    const token = "meridian:sharing:ResourceLinks";
    assertAccount(await run(), { provider: "consumer", ...at, component: "risk-links", token });
  });

  it("links to the owner's database in the same region, under exactly its name", async () => {
    assert.deepEqual(only(await run(), "aws:glue/catalogDatabase:CatalogDatabase").inputs, {
      ...at,
      catalogId: receiver,
      name: "mrd_trading_silver",
      targetDatabase: { catalogId: owner, databaseName: "mrd_trading_silver", region: "eu-west-1" },
      tags: { "dp:layer": "platform" },
    });
  });

  it("lets the local role see the link and the default database, and grants nothing of what is behind", async () => {
    const grants = (await run()).filter(({ type }) => type === permissionsType).map(({ inputs }) => inputs);
    assert.deepEqual(
      grants,
      ["mrd_trading_silver", "default"].map((name) => ({
        ...at,
        catalogId: receiver,
        principal: role,
        permissions: ["DESCRIBE"],
        permissionsWithGrantOptions: [],
        database: { catalogId: receiver, name },
      })),
    );
  });
});

describe("WriteBack", () => {
  const role = "arn:aws:iam::222200000004:role/meridian/etl";
  const run = () =>
    record(
      () =>
        new WriteBack("trading-write", {
          owner: groundOf(owner),
          ownerProvider: new Provider("governance"),
          roleArn: role,
          databases: { mrd_trading_silver: "mrd-trading-silver" },
          tables: { domain: ["trading"], layer: ["silver"] },
          after: [],
        }),
    );

  it("grants in the owner's account and region, under its own name", async () => {
    const token = "meridian:sharing:WriteBack";
    assertAccount(await run(), { provider: "governance", ...at, component: "trading-write", token });
  });

  it("lets the producer's role create and write tables at the domain's location, and pass nothing on", async () => {
    const grants = (await run()).filter(({ type }) => type === permissionsType).map(({ inputs }) => inputs);
    const local = { ...at, catalogId: owner, principal: role, permissionsWithGrantOptions: [] };
    assert.deepEqual(grants, [
      {
        ...local,
        permissions: ["ALTER", "CREATE_TABLE", "DESCRIBE"],
        database: { catalogId: owner, name: "mrd_trading_silver" },
      },
      {
        ...local,
        permissions: ["DATA_LOCATION_ACCESS"],
        dataLocation: { catalogId: owner, arn: "arn:aws:s3:::mrd-trading-silver" },
      },
      {
        ...local,
        permissions: ["ALTER", "DELETE", "DESCRIBE", "INSERT", "SELECT"],
        lfTagPolicy: {
          catalogId: owner,
          resourceType: "TABLE",
          expressions: [
            { key: "domain", values: ["trading"] },
            { key: "layer", values: ["silver"] },
          ],
        },
      },
    ]);
  });
});
