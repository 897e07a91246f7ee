import type { ResidencyModel } from "../../components/residency/model";
import { fail, pass, show, type Result } from "../finding";
import type { GraphIndex } from "../graph/graph-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { ask, notYetKnown, read } from "../known";
import type { GraphContext, GraphRule, ResourceRule } from "../rule";

const settings = "aws:lakeformation/dataLakeSettings:DataLakeSettings";
const versionPath = "parameters.CROSS_ACCOUNT_VERSION";
/** Versions under which shares go to single principals and through few RAM shares. */
const versions: readonly unknown[] = ["4", "5"];

const lf02: GraphRule = {
  id: "LF-02",
  name: "lf-02-cross-account-version",
  title: "Every catalog shares with the same, current cross-account version",
  rationale:
    "Version 1, the default of a new account, makes one share per object; between accounts of different versions tag grants fail or are not seen.",
  remediation: "Set parameters.CROSS_ACCOUNT_VERSION to 4 or 5, the same in every account of the stack.",
  severity: "medium",
  family: "security",
  scope: "graph",
  types: [settings],
  controls: [{ framework: "NIST 800-53", version: "r5", control: "CM-6" }],
  reads: [versionPath],
  check: checkVersion,
};

function checkVersion(resource: GraphResource, { index }: GraphContext): Result[] {
  const version = readOne(resource.props, versionPath);
  const fix = `set it to one of ${versions.join(", ")}`;
  if (version === UNKNOWN) return [notYetKnown(versionPath, `has ${versionPath}`, fix)];
  if (!versions.includes(version))
    return [fail(versionPath, `has ${versionPath} ${show(resource, versionPath, version)}`, fix)];
  // Whoever is behind is told; the newest in the stack is what the others should have.
  const newest = newestIn(index);
  if (version === newest) return [pass(versionPath)];
  const behind = `has ${versionPath} ${show(resource, versionPath, version)} while the stack has ${JSON.stringify(newest)}`;
  return [fail(versionPath, behind, "use the same version in every account")];
}

const newestOf = new WeakMap<GraphIndex, unknown>();

function newestIn(index: GraphIndex): unknown {
  let newest = newestOf.get(index);
  if (newest === undefined) {
    const found = (index.byType.get(settings) ?? []).map(({ props }) => readOne(props, versionPath));
    newest = found
      .filter((each) => versions.includes(each))
      .sort()
      .at(-1);
    newestOf.set(index, newest);
  }
  return newest;
}

const lf05: ResourceRule = {
  id: "LF-05",
  name: "lf-05-hybrid-only-with-expiry",
  title: "Hybrid access is a way out of IAM access, not a state",
  rationale:
    "In hybrid mode whoever has IAM rights reads past Lake Formation. It is for moving in: a waiver says who needs it and until when.",
  remediation: "Leave hybridAccessEnabled off, or file a waiver that expires.",
  severity: "medium",
  family: "security",
  level: "advisory",
  scope: "resource",
  types: ["aws:lakeformation/resource:Resource"],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
  ],
  reads: ["hybridAccessEnabled"],
  check: (resource) => [
    checkOff(resource, "hybridAccessEnabled", "leave it off or file a waiver that expires"),
  ],
};

/** Off, as the provider has it by default. */
function checkOff(resource: GraphResource, path: string, fix: string): Result {
  const isOff = (each: unknown) => each === undefined || each === false || each === "false";
  return read(resource, path).is(isOff, { fix });
}

const lf09: ResourceRule = {
  id: "LF-09",
  name: "lf-09-external-engine-off",
  title: "No engine outside the platform filters, or skips filtering, for us",
  rationale:
    "Full-table access gives an engine all rows and columns and leaves filtering to it; external filtering trusts whatever runs in the listed accounts.",
  remediation:
    "Leave allowFullTableExternalDataAccess off; allow external filtering only for listed accounts of the stack.",
  severity: "critical",
  family: "security",
  scope: "resource",
  types: [settings],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-4" },
    { framework: "GDPR", version: "2016/679", control: "Art. 25" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(1)" },
  ],
  reads: [
    "allowFullTableExternalDataAccess",
    "allowExternalDataFiltering",
    "externalDataFilteringAllowLists[]",
  ],
  check: (resource, model) => [
    checkOff(resource, "allowFullTableExternalDataAccess", "leave it off"),
    ...checkFiltering(resource, model),
  ],
};

function checkFiltering(resource: GraphResource, model: ResidencyModel): Result[] {
  const path = "allowExternalDataFiltering";
  const list = readPath(resource.props, "externalDataFilteringAllowLists[]");
  const fix = `list accounts of the stack (${[...model.accounts.keys()].join(", ")})`;
  const isOurs = (account: unknown) => typeof account === "string" && model.accounts.has(account);
  const accounts = list.map((reading) => ask(resource, reading).is(isOurs, { fix }));
  const off = checkOff(resource, path, "leave it off");
  // Switched on, it holds for whoever is listed: nobody listed means that it was meant for somebody else.
  return off.verdict === "fail" && list.length > 0 ? accounts : [off, ...accounts];
}

export const lakeSettingRules = [lf02, lf05, lf09];
