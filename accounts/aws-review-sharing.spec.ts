import { describeFindings, types, type Row, type Subject } from "../tools/testing/reviewed-plan";

/** Findings about who is granted what: 1, 2 and 15. */
function findings(at: Subject): Row[] {
  const { reader, domain, region } = at;
  const reads = `arn:aws:iam::${reader.account}:role/meridian/${reader.role}`;
  const database = `meridian_${domain}_silver_${at.suffix.replace("-", "_")}`;
  const granted = { region, catalogId: at.governance, principal: reads, permissionsWithGrantOptions: [] };
  const tagged = (resourceType: string, expression: Readonly<Record<string, readonly string[]>>) => ({
    catalogId: at.governance,
    resourceType,
    expressions: Object.entries(expression).map(([key, values]) => ({ key, values })),
  });
  const filter = `${at.table}_${reader.name.replace("-", "_")}`;
  return [
    [
      "1",
      "governance grants a filter to the role that reads, by name and without grant option",
      (plan) => plan.only("grant", `${reader.name}-filters-${filter}`).props,
      {
        ...granted,
        permissions: ["SELECT"],
        dataCellsFilter: {
          tableCatalogId: at.governance,
          databaseName: database,
          tableName: at.table,
          name: filter,
        },
      },
    ],
    [
      "1",
      "governance grants tables by LF-tags to the role that reads, where it may see them whole",
      (plan) =>
        plan
          .names("grant", ({ name }) => name === `${reader.name}-share-table`)
          .map((name) => plan.only("grant", name).props),
      at.tables === undefined
        ? []
        : [{ ...granted, permissions: ["DESCRIBE", "SELECT"], lfTagPolicy: tagged("TABLE", at.tables) }],
    ],
    [
      "1",
      "nothing is granted to an account, and nobody passes anything on",
      (plan) =>
        plan.names(
          "grant",
          ({ props }) =>
            !String(props["principal"]).includes(":role/") ||
            JSON.stringify(props["permissionsWithGrantOptions"]) !== "[]",
        ),
      [],
    ],
    [
      "1",
      "the grant waits for the role",
      (plan) =>
        plan.waitsFor(["grant", `${reader.name}-share-${domain}-silver`], ["role", `${reader.name}-analyst`]),
      true,
    ],
    [
      "1",
      "the reader's account grants its role links and its own default database, and no table",
      (plan) =>
        plan.resources
          .filter(
            ({ type, provider }) => type === types.grant && provider?.accountIds?.[0] === reader.account,
          )
          .map(({ props }) => [props["permissions"], Object.keys(props).sort()]),
      [...at.pairs, "default"].map(() => [
        ["DESCRIBE"],
        ["catalogId", "database", "permissions", "permissionsWithGrantOptions", "principal", "region"],
      ]),
    ],
    [
      "1",
      "a link bears exactly its target's name",
      (plan) => {
        const { name, targetDatabase } = plan.only("database", `${reader.name}-links-${database}`).props;
        return { name, targetDatabase };
      },
      { name: database, targetDatabase: { catalogId: at.governance, databaseName: database, region } },
    ],
    [
      "2a",
      "the role sees the target database in the owner's catalog",
      (plan) => plan.only("grant", `${reader.name}-share-${domain}-silver`).props,
      {
        ...granted,
        permissions: ["DESCRIBE"],
        lfTagPolicy: tagged("DATABASE", { domain: [domain], layer: ["silver"] }),
      },
    ],
    [
      "2b",
      "the reader's account has a default database",
      (plan) => plan.input("database", `${reader.name}-default`, "name"),
      "default",
    ],
    [
      "2b",
      "the role sees it, once it is there",
      (plan) => [
        plan.input("grant", `${reader.name}-links-default`, "database"),
        plan.waitsFor(["grant", `${reader.name}-links-default`], ["database", `${reader.name}-default`]),
      ],
      [{ catalogId: reader.account, name: "default" }, true],
    ],
    [
      "2c",
      "the optimizers' role sees its domain's databases",
      (plan) => {
        const { permissions, lfTagPolicy } = plan.only("grant", `${domain}-optimizer-database`).props;
        return { permissions, lfTagPolicy };
      },
      { permissions: ["DESCRIBE"], lfTagPolicy: tagged("DATABASE", { domain: [domain] }) },
    ],
    [
      "15",
      "one grant shows one database: only pairs of domain and layer that are shared",
      (plan) =>
        plan.resources
          .filter(
            ({ type, props }) =>
              type === types.grant &&
              props["principal"] === reads &&
              (props["lfTagPolicy"] as { resourceType: string } | undefined)?.resourceType === "DATABASE",
          )
          .map(({ props }) =>
            (props["lfTagPolicy"] as { expressions: { values: string[] }[] }).expressions.flatMap(
              ({ values }) => values,
            ),
          ),
      at.pairs,
    ],
  ];
}

describeFindings("who is granted what", findings);
