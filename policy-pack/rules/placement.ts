import { jurisdictionOfRegion, regionsOf } from "../../components/residency/jurisdictions";
import type { ResidencyModel } from "../../components/residency/model";
import { globalTypes } from "../data/global-types";
import { standsThereOnly } from "../data/us-east-1-only";
import { fail, pass, show, undecided, type Result } from "../finding";
import { effectiveRegion } from "../graph/graph-index";
import { asList } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { ResourceRule } from "../rule";

/** Resources of both AWS providers, and the providers themselves. */
const providers = ["pulumi:providers:aws", "pulumi:providers:aws-native"];
const everything = ["aws:*", "aws-native:*", ...providers];

const res01: ResourceRule = {
  id: "RES-01",
  name: "res-01-region-in-jurisdiction",
  title: "Every resource stands in a region of the stack's jurisdiction",
  rationale:
    "A resource's own region argument beats its provider's, so only the effective region says where data will lie. Regions of one continent are not one legal zone.",
  remediation: "Take the region from the account's placement, or name one of the jurisdiction's regions.",
  severity: "critical",
  family: "residency",
  scope: "resource",
  types: everything,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 44" },
    { framework: "NIST 800-53", version: "r5", control: "SA-9(5)" },
    { framework: "NIST 800-53", version: "r5", control: "CM-12(1)" },
    { framework: "DORA", version: "2022/2554", control: "Art. 30(2)(b)" },
  ],
  reads: ["region", "provider.region"],
  check: checkRegion,
};

function checkRegion(resource: GraphResource, model: ResidencyModel): Result[] {
  if (globalTypes.has(resource.type)) return [];
  const region = effectiveRegion(resource);
  const path =
    typeof resource.props["region"] === "string" || providers.includes(resource.type)
      ? "region"
      : "provider.region";
  const found = region === undefined || region === UNKNOWN ? undefined : jurisdictionOfRegion(region);
  if (found === model.jurisdiction || standsThereOnly(resource, region)) return [pass(path)];
  const allowed = `use one of ${regionsOf(model.jurisdiction).join(", ")}`;
  if (region === undefined)
    return [undecided(path, "has no region of its own nor from its provider", allowed)];
  if (region === UNKNOWN) {
    return [notYetKnown(path, "has a region", allowed)];
  }
  const where = found === undefined ? "in no known jurisdiction" : `in jurisdiction ${found}`;
  return [
    fail(path, `is in region "${region}" (${where}), outside jurisdiction ${model.jurisdiction}`, allowed),
  ];
}

const res02: ResourceRule = {
  id: "RES-02",
  name: "res-02-explicit-provider-pinned-account",
  title: "Every resource has an explicit provider pinned to one account of the stack",
  rationale:
    "A default provider writes to whichever account the environment gives. Only a literal allowedAccountIds proves the account before a deploy.",
  remediation: "Open the account in accounts/scope.ts and pass its provider down.",
  severity: "critical",
  family: "residency",
  scope: "resource",
  types: everything,
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 32" },
    { framework: "NIST 800-53", version: "r5", control: "AC-4" },
  ],
  reads: ["allowedAccountIds", "provider.isDefault"],
  check: (resource, model) =>
    providers.includes(resource.type) ? checkPinned(resource, model) : checkExplicit(resource),
};

function checkExplicit(resource: GraphResource): Result[] {
  if (resource.provider !== undefined && !resource.provider.isDefault) return [pass("provider")];
  const name =
    resource.provider === undefined ? "no provider" : `default provider "${resource.provider.name}"`;
  return [fail("provider", `has ${name}`, "pass the provider of its account")];
}

function checkPinned(resource: GraphResource, model: ResidencyModel): Result[] {
  const path = "allowedAccountIds";
  const known = [...model.accounts].filter(([, account]) => account.jurisdiction === model.jurisdiction);
  const allowed = known.map(([id]) => id);
  const fix = `give exactly one of ${allowed.join(", ")}`;
  const raw = resource.props[path];
  const ids = raw === UNKNOWN ? [UNKNOWN] : asList(typeof raw === "string" ? parseList(raw) : raw);
  if (ids.includes(UNKNOWN)) return [notYetKnown(path, "has allowedAccountIds", fix, "are")];
  const [id] = ids;
  if (ids.length === 1 && typeof id === "string" && allowed.includes(id)) return [pass(path)];
  return [fail(path, `has allowedAccountIds ${show(resource, path, ids)}`, fix)];
}

/** Provider inputs arrive JSON-encoded; a bare text is kept as it is, so that the message can show it. */
function parseList(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const placementRules = [res01, res02];
