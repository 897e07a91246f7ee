import { fail, pass, show, undecided, type Result } from "../finding";
import { asList, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { read } from "../known";
import type { ResourceRule } from "../rule";

const settings = "aws:lakeformation/dataLakeSettings:DataLakeSettings";
const permissions = "aws:lakeformation/permissions:Permissions";
const defaultsOf: ReadonlyMap<string, readonly string[]> = new Map([
  [settings, ["createDatabaseDefaultPermissions", "createTableDefaultPermissions"]],
  ["aws:glue/catalogDatabase:CatalogDatabase", ["createTableDefaultPermissions"]],
  ["aws:glue/catalog:Catalog", ["createDatabaseDefaultPermissions", "createTableDefaultPermissions"]],
]);

const lf01: ResourceRule = {
  id: "LF-01",
  name: "lf-01-no-iam-allowed-principals",
  title: "Nothing in the catalog is open to whoever has IAM rights",
  rationale:
    "IAM_ALLOWED_PRINCIPALS switches Lake Formation off for an object: tags, filters and column grants then protect nothing.",
  remediation:
    "Leave the default permissions of settings, catalogs and databases empty and grant to named principals.",
  severity: "critical",
  family: "security",
  scope: "resource",
  types: [...defaultsOf.keys(), permissions],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(1)" },
    { framework: "NIST 800-53", version: "r5", control: "AC-3(7)" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.150" },
  ],
  reads: ["createDatabaseDefaultPermissions", "createTableDefaultPermissions", "principal"],
  check: (resource) => (resource.type === permissions ? checkGrant(resource) : checkDefaults(resource)),
};

function checkDefaults(resource: GraphResource): Result[] {
  return (defaultsOf.get(resource.type) ?? []).map((path) => {
    const value = resource.props[path];
    const fix = "leave it empty";
    const entries = asList(value).filter(grants);
    return read(resource, path).is(() => entries.length === 0, {
      what: `has ${path} ${show(resource, path, entries)}`,
      fix,
    });
  });
}

/** An entry without permissions (an unknown one reads as an unknown permission) is how the provider spells "none". */
function grants(entry: unknown): boolean {
  const permitted = readPath(entry, "permissions");
  return permitted.some(({ value }) => value === UNKNOWN || asList(value).length > 0);
}

function checkGrant(resource: GraphResource): Result[] {
  const path = "principal";
  const principal = resource.props[path];
  const isSomebody = (who: unknown) =>
    who !== "IAM_ALLOWED_PRINCIPALS" && !(typeof who === "string" && who.endsWith(":IAMPrincipals"));
  const answer = read(resource, path).is(isSomebody, {
    has: "grants to a principal",
    what: `grants to ${show(resource, path, principal)}`,
    fix: "grant to a role, account or OU by its ARN or id",
  });
  return [answer];
}

const lf03: ResourceRule = {
  id: "LF-03",
  name: "lf-03-no-slr-registration",
  title: "Locations are registered with a role of ours",
  rationale:
    "The service-linked role bypasses service control policies, cannot be edited and does not work with encrypted catalogs of other accounts.",
  remediation: "Give roleArn of a registration role and leave useServiceLinkedRole off.",
  severity: "critical",
  family: "security",
  scope: "resource",
  types: ["aws:lakeformation/resource:Resource"],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
    { framework: "NIST 800-53", version: "r5", control: "AC-4" },
  ],
  reads: ["useServiceLinkedRole", "roleArn"],
  check: checkRegistration,
};

function checkRegistration(resource: GraphResource): Result[] {
  const { useServiceLinkedRole: linked, roleArn } = resource.props;
  const fix = "give roleArn of a registration role and leave useServiceLinkedRole off";
  if (linked === UNKNOWN) return [undecided("useServiceLinkedRole", "may use the service-linked role", fix)];
  if (linked !== undefined && linked !== false) {
    return [fail("useServiceLinkedRole", "is registered with the service-linked role", fix)];
  }
  if (roleArn === undefined || roleArn === "") return [fail("roleArn", "is registered without a role", fix)];
  return [
    typeof roleArn === "string" && /:role\/aws-service-role\//.test(roleArn)
      ? fail("roleArn", `is registered with ${show(resource, "roleArn", roleArn)}`, fix)
      : pass("roleArn"),
  ];
}

export const lakeFormationRules = [lf01, lf03];
