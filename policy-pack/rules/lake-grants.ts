import { parseArn } from "../../components/residency/arn";
import { parseClassification } from "../../components/facts/classification";
import { mayRead } from "../../components/facts/visibility";
import { fail, pass, show, undecided, type Result } from "../finding";
import { filterOf, grantedColumns } from "../graph/columns";
import { accountOf, type GraphIndex } from "../graph/graph-index";
import { lakeOf } from "../graph/lake-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown, read } from "../known";
import type { GraphRule } from "../rule";
import { grantsOf, type Personal } from "./lake-personal";

const permissions = "aws:lakeformation/permissions:Permissions";
const everything: ReadonlySet<unknown> = new Set(["ALL", "SUPER", "SUPER_USER"]);
const writing: ReadonlySet<unknown> = new Set(["INSERT", "DELETE", "ALTER"]);

const lf06: GraphRule = {
  id: "LF-06",
  name: "lf-06-grant-granularity",
  title: "Grants name who gets what, and only administrators pass them on",
  rationale:
    "Lake Formation adds grants up: one broad grant undoes every narrow one beside it. With the grant option a role, or whoever administers an account, becomes an owner of what it may read.",
  remediation:
    "Grant single permissions to the roles that read, also of other accounts; give the grant option to the catalog's administrators only; grant restricted tables one by one or by tags.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [permissions],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
    { framework: "BCBS 239", version: "2013", control: "Principle 1" },
  ],
  reads: ["principal", "permissions[]", "permissionsWithGrantOptions", "table.wildcard"],
  check: (grant, { index }) => [
    checkOrganization(grant),
    checkEverything(grant),
    checkGrantOption(grant, index),
    ...checkWildcard(grant, index),
  ],
};

function checkOrganization(grant: GraphResource): Result {
  const principal = grant.props["principal"];
  const isPart = (who: unknown) =>
    typeof who !== "string" || !/^arn:[^:]*:organizations::[^:]*:(?:organization|root)\//.test(who);
  return read(grant, "principal").is(isPart, {
    has: "grants to a principal",
    what: `grants to ${show(grant, "principal", principal)}`,
    fix: "grant to roles, accounts or OUs",
  });
}

const granted = (grant: GraphResource, path = "permissions") =>
  readPath(grant.props, `${path}[]`).map(({ value }) => value);

/** Account ids in a principal: of an ARN, or itself. */
function accountIn(principal: unknown): string | undefined {
  if (typeof principal !== "string") return undefined;
  return /^\d{12}/.exec(principal)?.[0] ?? parseArn(principal)?.account;
}

const targets = ["table", "tableWithColumns", "database", "lfTagPolicy", "lfTag", "dataLocation"] as const;

function ownerOf(grant: GraphResource): unknown {
  const nested = targets
    .map((path) => readOne(grant.props, `${path}.catalogId`))
    .find((id) => id !== undefined);
  return nested ?? grant.props["catalogId"] ?? accountOf(grant);
}

function checkEverything(grant: GraphResource): Result {
  const [all] = granted(grant).filter((each) => everything.has(each));
  const fix = "name the permissions that are needed";
  if (granted(grant).includes(UNKNOWN)) return notYetKnown("permissions", "grants permissions", fix, "are");
  const [owner, other] = [ownerOf(grant), accountIn(grant.props["principal"])];
  if (all === undefined || other === undefined || other === owner) return pass("permissions");
  return fail("permissions", `grants ${JSON.stringify(all)} to another account (${other})`, fix);
}

function checkGrantOption(grant: GraphResource, index: GraphIndex): Result {
  const path = "permissionsWithGrantOptions";
  const options = granted(grant, path);
  const principal = grant.props["principal"];
  const fix = "leave it empty, and grant to each role that reads";
  if (options.length === 0) return pass(path);
  if (options.includes(UNKNOWN)) return notYetKnown(path, `has ${path}`, fix, "are");
  // A principal that is not known yet is asked about above.
  if (principal === UNKNOWN || grantsOf(index).admins.has(principal)) return pass(path);
  return fail(path, `lets ${show(grant, "principal", principal)} pass on ${JSON.stringify(options)}`, fix);
}

function checkWildcard(grant: GraphResource, index: GraphIndex): Result[] {
  if (readOne(grant.props, "table.wildcard") !== true || !reads(grant)) return [];
  const database = grantsOf(index).catalog.find(grant, { path: "table" });
  const fix = "grant its tables one by one, or by tags";
  if (database === UNKNOWN) return [notYetKnown("table", "grants every table of a database", fix)];
  const known = database === undefined ? undefined : classificationsOf(database, index);
  const restricted = known === undefined || known.length === 0 || known.includes("restricted");
  const name = show(grant, "table", readOne(grant.props, "table.databaseName"));
  return [
    restricted ? fail("table", `grants every table of restricted database ${name}`, fix) : pass("table"),
  ];
}

/** What the LF-tag and the tag of a database say; nothing counts as restricted. */
function classificationsOf(database: GraphResource, index: GraphIndex): string[] {
  const tags = [...(lakeOf(index).databaseTags.get(database.urn)?.get("classification") ?? [])];
  const own = readOne(database.props["tags"], "dp:classification");
  return [...tags, ...(typeof own === "string" ? [own] : [])].map(
    (each) => parseClassification(each) ?? "restricted",
  );
}

const reads = (grant: GraphResource) =>
  granted(grant).some((each) => each === "SELECT" || everything.has(each));

const lf08: GraphRule = {
  id: "LF-08",
  name: "lf-08-restricted-needs-cell-filter",
  title:
    "Personal and restricted columns are read through a filter, by tags or by name, never along with the rest",
  rationale:
    "A grant on a whole table hands out columns that its readers do not need, and those that are added later. Roles that write a table have to see all of it.",
  remediation:
    "Grant a data-cells filter, a tag expression that says which pii values, or the needed columns by name.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [permissions],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 5(1)(c)" },
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
    { framework: "HIPAA", version: "45 CFR", control: "164.502(b)" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.100(c)" },
  ],
  reads: [
    "permissions[]",
    "lfTagPolicy.expressions[].key",
    "tableWithColumns.columnNames",
    "tableWithColumns.excludedColumnNames",
  ],
  check: (grant, { index }) => {
    if (granted(grant).includes(UNKNOWN))
      return [notYetKnown("permissions", "grants permissions", useFilter, "are")];
    if (!reads(grant) || granted(grant).some((each) => writing.has(each))) return [];
    return [
      ...checkFilter(grant, index),
      ...checkTags(grant, index),
      ...checkTable(grant, index),
      ...checkColumns(grant, index),
    ];
  },
};

const useFilter = "grant a data-cells filter, a tag expression on pii, or the needed columns by name";

/** A filter has to filter: by naming columns, or by leaving out the personal and restricted ones. */
function checkFilter(grant: GraphResource, index: GraphIndex): Result[] {
  const path = "dataCellsFilter";
  if (grant.props[path] === undefined) return [];
  const { catalog, personalOf } = grantsOf(index);
  const filter = filterOf(grant, index);
  const data = filter === undefined || filter === UNKNOWN ? UNKNOWN : filter.props["tableData"];
  if (filter === undefined || filter === UNKNOWN || data === UNKNOWN) return [notDescribed(path)];
  if (readPath(data, "columnNames[]").length > 0) return [pass(path)];
  const table = catalog.find(filter, { path: "tableData", name: "tableName" });
  if (table === undefined || table === UNKNOWN) return [notDescribed(path)];
  const excluded = readPath(data, "columnWildcard.excludedColumnNames[]").map(({ value }) => value);
  const left = leftOver(personalOf.get(table.urn), new Set(excluded));
  if (left === undefined) return [pass(path)];
  return excluded.includes(UNKNOWN)
    ? [notDescribed(path)]
    : [
        fail(
          path,
          `reads through a filter of all columns that leaves in ${left}, which is personal or restricted`,
          useFilter,
        ),
      ];
}

function checkTags(grant: GraphResource, index: GraphIndex): Result[] {
  const path = "lfTagPolicy";
  if (grant.props[path] === undefined) return [];
  const keys = readPath(grant.props, `${path}.expressions[].key`).map(({ value }) => value);
  if (keys.includes("pii")) return [checkTaggedColumns(grant, index)];
  return keys.includes(UNKNOWN) || grant.props[path] === UNKNOWN
    ? [notYetKnown(path, "grants SELECT by tags", useFilter, "are")]
    : [fail(path, "grants SELECT by tags that do not say which personal data (pii)", useFilter)];
}

/** Tags reach columns one by one: none that only a statement of its contract opens may be among them. */
function checkTaggedColumns(grant: GraphResource, index: GraphIndex): Result {
  const path = "lfTagPolicy.expressions";
  const tables = grantedColumns(grant, index);
  if (tables === undefined) return notYetKnown(path, "grants SELECT by tags", useFilter, "are");
  for (const { table, columns } of tables) {
    const shut = columns.find((column) => !mayRead(column, "restricted"));
    if (shut === undefined) continue;
    const what = `${shut.name} of ${String(table.props["name"])}`;
    return fail(
      path,
      `grants SELECT by tags on ${what}, which is ${shut.classification} with pii ${shut.pii}`,
      useFilter,
    );
  }
  return pass(path);
}

function checkTable(grant: GraphResource, index: GraphIndex): Result[] {
  if (grant.props["table"] === undefined) return [];
  const { catalog, personalIn, personalOf } = grantsOf(index);
  const whole = readOne(grant.props, "table.wildcard") === true;
  const found = catalog.find(grant, whole ? { path: "table" } : { path: "table", name: "name" });
  if (found === undefined || found === UNKNOWN) return [notDescribed("table")];
  const personal = whole ? personalIn.has(found.urn) : personalOf.has(found.urn);
  if (!personal) return [lakeOf(index).unplaced.has("lfTags") ? notDescribed("table") : pass("table")];
  const what = whole ? "every table of a database" : "a whole table";
  return [fail("table", `reads ${what} that has personal or restricted columns`, useFilter)];
}

const notDescribed = (path: string) =>
  undecided(path, "reads a table whose columns are not known before the deploy", useFilter);

function checkColumns(grant: GraphResource, index: GraphIndex): Result[] {
  const path = "tableWithColumns";
  if (grant.props[path] === undefined) return [];
  const named = readPath(grant.props, `${path}.columnNames[]`);
  if (named.length > 0 && named.every(({ value }) => value !== UNKNOWN)) return [pass(path)];
  const { catalog, personalOf } = grantsOf(index);
  const table = catalog.find(grant, { path, name: "name" });
  if (table === undefined || table === UNKNOWN || named.length > 0) return [notDescribed(path)];
  const excluded = readPath(grant.props, `${path}.excludedColumnNames[]`).map(({ value }) => value);
  const left = leftOver(personalOf.get(table.urn), new Set(excluded));
  if (left === undefined) return [lakeOf(index).unplaced.has("lfTags") ? notDescribed(path) : pass(path)];
  return excluded.includes(UNKNOWN)
    ? [notDescribed(path)]
    : [
        fail(
          path,
          `reads all columns of a table but ${excluded.length}, and ${left} is personal or restricted`,
          useFilter,
        ),
      ];
}

/** A personal column that is not excluded; undefined when there is none. */
function leftOver(personal: Personal | undefined, excluded: ReadonlySet<unknown>): string | undefined {
  if (personal === undefined) return undefined;
  const column = [...personal.columns].sort().find((each) => !excluded.has(each));
  return column === undefined ? (personal.all ? "the whole table" : undefined) : JSON.stringify(column);
}

export const lakeGrantRules = [lf06, lf08];
