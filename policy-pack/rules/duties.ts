import { fail, hidden, pass, undecided, type Result } from "../finding";
import type { GraphIndex } from "../graph/graph-index";
import { readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { dutiesIn, rolesNamedBy, type Duty } from "../iam/duties";
import { resourcePolicies } from "../iam/held";
import { allowances, identitiesOf } from "../iam/identity-index";
import { notYetKnown } from "../known";
import type { GraphRule } from "../rule";

const role = "aws:iam/role:Role";
const settings = "aws:lakeformation/dataLakeSettings:DataLakeSettings";
const grants = "aws:lakeformation/permissions:Permissions";
const keyTypes = ["aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy", "aws:kms/replicaKey:ReplicaKey"];

/** Duties that one role must not have together, and how a message says them. */
const conflicts: readonly { one: Duty; other: Duty; what: string }[] = [
  { one: "keys", other: "data", what: "administers keys" },
  { one: "trail", other: "data", what: "can stop the audit trail" },
];

const iam07: GraphRule = {
  id: "IAM-07",
  name: "iam-07-separation-of-duties",
  title: "Who administers keys, trails or the lake does not use the data",
  rationale:
    "Whoever can both change who may decrypt and decrypt, or read and stop the record of reading, answers to nobody. What a role's own, inline and attached policies of the stack and the key policies that name it allow counts; denials and boundaries do not excuse it.",
  remediation:
    "Split the role: one that administers, one that uses; let another principal administer the lake.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [role, settings],
  controls: [
    { framework: "SOX", version: "15 U.S.C.", control: "404" },
    { framework: "NIST 800-53", version: "r5", control: "AC-5" },
    { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(3)(i)" },
  ],
  reads: ["admins[]"],
  check: (resource, { index }) =>
    resource.type === role ? checkRole(resource, index) : checkAdmins(resource, index),
};

function checkRole(resource: GraphResource, index: GraphIndex): Result[] {
  const duties = dutiesOf(resource, index);
  const fix = "split it into a role that administers and a role that uses the data";
  if (duties === "not known")
    return [undecided(undefined, "has policies that are not all known before the deploy", fix)];
  const broken = conflicts.flatMap(({ one, other, what }): Result[] => {
    const [admin, use] = [duties.get(one), duties.get(other)];
    if (admin === undefined || use === undefined) return [];
    return [fail(undefined, `${what} (${admin}) and uses data (${use})`, fix)];
  });
  return broken.length > 0 ? broken : [pass()];
}

/** What a role may do by its own policies and by the key policies that name it. */
function dutiesOf(resource: GraphResource, index: GraphIndex): ReadonlyMap<Duty, string> | "not known" {
  const { policiesOf, unplaced } = identitiesOf(index);
  const allowed = allowances(policiesOf.get(resource.urn) ?? []);
  if (allowed === "not known" || unplaced) return "not known";
  return new Map([...(lakeOf(index).byKeys.get(resource.urn) ?? []), ...dutiesIn(allowed)]);
}

function checkAdmins(resource: GraphResource, index: GraphIndex): Result[] {
  const fix = "let a principal administer the lake that is granted no data";
  return readPath(resource.props, "admins[]").map(({ path, value }) => {
    if (value === UNKNOWN) return notYetKnown(path, `has ${path}`, fix);
    const arn = String(value);
    const known = identitiesOf(index).roleByArn.get(arn);
    const duties = known === undefined ? undefined : dutiesOf(known, index);
    const granted = lakeOf(index).readers.has(arn) || (duties instanceof Map && duties.has("data"));
    if (!granted) return pass(path);
    const who = resource.secretProps?.includes("admins") === true ? hidden : JSON.stringify(arn);
    return fail(path, `is administered by ${who}, which also uses data`, fix);
  });
}

/** What grants and key policies of a graph say of roles; built once for a graph. */
interface Lake {
  /** Principals of Lake Formation grants that let them use data. */
  readers: ReadonlySet<string>;
  /** Role URN → duties that key policies give it. */
  byKeys: ReadonlyMap<string, ReadonlyMap<Duty, string>>;
}

const built = new WeakMap<GraphIndex, Lake>();

function lakeOf(index: GraphIndex): Lake {
  let lake = built.get(index);
  if (lake === undefined)
    built.set(index, (lake = { readers: readersIn(index), byKeys: keyDutiesIn(index) }));
  return lake;
}

const dataPermissions: ReadonlySet<unknown> = new Set(["ALL", "SUPER", "SELECT", "INSERT", "DELETE"]);

function readersIn(index: GraphIndex): Set<string> {
  const readers = new Set<string>();
  for (const { props } of index.byType.get(grants) ?? []) {
    const principal = props["principal"];
    const reads = readPath(props, "permissions[]").some(({ value }) => dataPermissions.has(value));
    if (reads && typeof principal === "string" && principal !== UNKNOWN) readers.add(principal);
  }
  return readers;
}

function keyDutiesIn(index: GraphIndex): Map<string, Map<Duty, string>> {
  const byKeys = new Map<string, Map<Duty, string>>();
  const { roleByArn } = identitiesOf(index);
  for (const holder of keyTypes.flatMap((type) => index.byType.get(type) ?? [])) {
    for (const { document } of resourcePolicies(holder)) {
      for (const statement of document.kind === "parsed" ? document.statements : []) {
        const given = dutiesIn([statement]);
        for (const arn of given.size > 0 ? rolesNamedBy(statement) : []) {
          const urn = roleByArn.get(arn)?.urn;
          if (urn !== undefined) byKeys.set(urn, new Map([...(byKeys.get(urn) ?? []), ...given]));
        }
      }
    }
  }
  return byKeys;
}

export const dutyRules = [iam07];
