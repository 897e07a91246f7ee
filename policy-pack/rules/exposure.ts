import { publicEndpointRequirements } from "../data/public-endpoints";
import { fail, pass, show, type Result } from "../finding";
import { bucketTypes } from "../graph/graph-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import { baseline } from "../requirements";
import type { GraphRule, ResourceRule } from "../rule";
import { checkSides, ownershipSide, publicAccessSide } from "./bucket-sides";

const endpoints = baseline(publicEndpointRequirements);

const pub02: ResourceRule = {
  id: "PUB-02",
  name: "pub-02-no-public-endpoint",
  title: "No store, stream, warehouse, notebook or function answers to the internet",
  rationale:
    "A public address is one leaked password away from the data. Partners and people come in through gateways that are meant for it.",
  remediation: "Set the input that the message names, and reach the service through its VPC endpoint.",
  severity: "critical",
  family: "security",
  scope: "resource",
  types: endpoints.types,
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "SC-7" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(e)(1)" },
  ],
  requirements: endpoints.rows,
  reads: endpoints.reads,
  check: (resource, model) => endpoints.check(resource, model),
};

const aclTypes = ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"];
const ownershipFix = "set objectOwnership to BucketOwnerEnforced";

const pub03: GraphRule = {
  id: "PUB-03",
  name: "pub-03-s3-owner-enforced",
  title: "Buckets have a public access block, own their objects and know no access lists",
  rationale:
    "An object that its writer owns, or that a list opens, escapes the bucket's policy: one document has to say who may read, and a block of its own that it is not the world.",
  remediation:
    "Give each bucket a BucketPublicAccessBlock and BucketOwnershipControls with BucketOwnerEnforced; remove its ACLs.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [...bucketTypes, ...aclTypes],
  controls: [{ framework: "NIST 800-53", version: "r5", control: "AC-3" }],
  reads: ["rule.objectOwnership"],
  check: (resource, { index }) =>
    aclTypes.includes(resource.type)
      ? [
          fail(
            undefined,
            "gives a bucket an access list",
            "remove it, and say in the bucket's policy who may read",
          ),
        ]
      : [
          // What the block blocks is rule PUB-01.
          ...checkSides(resource, index, publicAccessSide, () => [pass()]),
          ...checkSides(resource, index, ownershipSide, ({ props }) => [checkOwnership(props)]),
          ...checkInline(resource),
        ],
};

function checkOwnership(props: Readonly<Record<string, unknown>>): Result {
  const path = "rule.objectOwnership";
  const value = readOne(props, path);
  if (value === UNKNOWN) return notYetKnown(path, "has object ownership", ownershipFix);
  return value === "BucketOwnerEnforced"
    ? pass(path)
    : fail(path, `has object ownership ${JSON.stringify(value) ?? "nothing"}`, ownershipFix);
}

/** Access lists among the bucket's own inputs. `private` is what every bucket begins with. */
function checkInline(bucket: GraphResource): Result[] {
  const { acl } = bucket.props;
  const closed = acl === undefined || acl === "" || acl === "private";
  // A deployed bucket's outputs have one grant: its owner's.
  const grants = readPath(bucket.props, "grants[]");
  const open = grants.length > 1 || grants.some(({ value }) => readOne(value, "type") !== "CanonicalUser");
  return [
    ...(closed ? [] : [aclResult(bucket, acl)]),
    ...(open ? [fail("grants", "grants access by a list", "remove grants")] : []),
  ];
}

const aclResult = (bucket: GraphResource, acl: unknown): Result =>
  acl === UNKNOWN
    ? notYetKnown("acl", "has an acl", "remove acl")
    : fail("acl", `has acl ${show(bucket, "acl", acl)}`, "remove acl");

export const exposureRules = [pub02, pub03];
