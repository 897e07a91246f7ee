import { fail, pass, type Result } from "../finding";
import { accountOf, classificationOf, sourcesOf, type GraphIndex } from "../graph/graph-index";
import { isRecord, readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { GraphContext } from "../rule";

/** What a rule of the table judges besides rows and settings. */
export interface Extra {
  types: readonly string[];
  reads: readonly string[];
  check(resource: GraphResource, context: GraphContext): Result[];
}

const organization = "aws:organizations/organization:Organization";
const policy = "aws:organizations/policy:Policy";
const attachment = "aws:organizations/policyAttachment:PolicyAttachment";
const optOut = "AISERVICES_OPT_OUT_POLICY";

/**
 * AWS may keep what its AI services are given, also in other regions, unless the organization opts out (channel 49).
 * Only a stack that has the organization is asked; elsewhere it is somebody else's matter.
 */
const aiOptOut: Extra = {
  types: [organization, policy],
  reads: ["enabledPolicyTypes[]", "content"],
  check: (resource, { index }) =>
    resource.type === organization ? checkOrganization(resource, index) : checkContent(resource),
};

function checkOrganization(resource: GraphResource, index: GraphIndex): Result[] {
  const path = "enabledPolicyTypes";
  const enabled = readPath(resource.props, `${path}[]`).map(({ value }) => value);
  if (!enabled.includes(optOut)) {
    const fix = `enable ${optOut} and attach such a policy to the root`;
    return [
      enabled.includes(UNKNOWN)
        ? notYetKnown(path, `has ${path}`, fix, "are")
        : fail(path, "lets AI services of AWS keep what they are given", fix),
    ];
  }
  const policies = new Set((index.byType.get(policy) ?? []).filter(isOptOut).map(({ urn }) => urn));
  const atRoot = (index.byType.get(attachment) ?? []).some(
    (each) => isRoot(each, index) && sourcesOf(each, "policyId", index).some(({ urn }) => policies.has(urn)),
  );
  return [
    atRoot
      ? pass(path)
      : fail(
          path,
          "has no policy at its root that opts out of AI services",
          `attach a policy of type ${optOut} to it`,
        ),
  ];
}

/** By its id, or because the id comes from the organization itself. */
const isRoot = (each: GraphResource, index: GraphIndex) => {
  const target = each.props["targetId"];
  if (target !== UNKNOWN) return typeof target === "string" && target.startsWith("r-");
  return sourcesOf(each, "targetId", index).some(({ type }) => type === organization);
};

const isOptOut = ({ props }: GraphResource) => props["type"] === optOut;

function checkContent(resource: GraphResource): Result[] {
  if (!isOptOut(resource)) return [];
  const content = resource.props["content"];
  const fix = 'assign "optOut" to services.default.opt_out_policy';
  if (content === UNKNOWN) return [notYetKnown("content", "has content", fix)];
  const assigned = readOne(parsed(content), "services.default.opt_out_policy.@@assign");
  return [
    assigned === "optOut" ? pass("content") : fail("content", "does not opt out of every AI service", fix),
  ];
}

function parsed(text: unknown): unknown {
  try {
    const value: unknown = JSON.parse(String(text));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

const keys = "aws:quicksight/keyRegistration:KeyRegistration";

/** SPICE keeps a copy under a key of QuickSight's own unless the account has registered one (channel 46). */
const spice: Extra = {
  types: ["aws:quicksight/dataSet:DataSet"],
  reads: ["importMode"],
  check: (resource, { index }) => {
    const mode = resource.props["importMode"];
    const fix =
      "use DIRECT_QUERY, or register a default key for the account by aws.quicksight.KeyRegistration";
    if (mode === "DIRECT_QUERY" || classificationOf(resource, index) !== "restricted")
      return [pass("importMode")];
    if (mode === UNKNOWN) return [notYetKnown("importMode", "has importMode", fix)];
    const registered = (index.byType.get(keys) ?? []).some((each) => accountOf(each) === accountOf(resource));
    return [registered ? pass("importMode") : fail("importMode", "copies restricted data to SPICE", fix)];
  },
};

/** Rule id → what it judges besides the tables. */
export const extras: Readonly<Record<string, Extra>> = { "RES-18": aiOptOut, "RES-19": spice };
