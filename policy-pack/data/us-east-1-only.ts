import type { ArnParts } from "../../components/residency/arn";
import { isRecord, readOne } from "../graph/read";
import type { GraphResource } from "../graph/types";
import { tokenOf } from "./tokens";

/** The region in which AWS keeps what it offers worldwide, and where its events arrive. */
const home = "us-east-1";

type Condition = (props: Readonly<Record<string, unknown>>) => boolean;

const isPublic: Condition = (props) => readOne(props["tags"], "dp:classification") === "Public";
const ofCloudFront: Condition = (props) => props["scope"] === "CLOUDFRONT" && isPublic(props);

/** Services whose events arrive in us-east-1 and nowhere else. */
const worldwideSources: ReadonlySet<unknown> = new Set([
  ...["aws.signin", "aws.iam", "aws.organizations", "aws.route53", "aws.cloudfront", "aws.trustedadvisor"],
]);

/** What matches nothing but events of those services; a pattern with any other source would gather data there. */
const matchesWorldwideEvents: Condition = ({ eventPattern, eventBusName, scheduleExpression }) => {
  if (scheduleExpression !== undefined || (eventBusName ?? "default") !== "default") return false;
  const sources = readOne(parsed(eventPattern), "source");
  return Array.isArray(sources) && sources.length > 0 && sources.every((each) => worldwideSources.has(each));
};

/** A target of the account's own bus there, to something known: RES-12 judges where, and lets it go home only. */
const sendsOn: Condition = ({ arn, eventBusName }) =>
  typeof arn === "string" && arn.startsWith("arn:aws:") && (eventBusName ?? "default") === "default";

interface Exception {
  /** What AWS demands, and where it says so. */
  source: string;
  types: readonly string[];
  when: Condition;
}

/** Resources that AWS lets stand in us-east-1 only and that hold no data. Edge services serve what is public (RES-21), so these do. */
const exceptions: readonly Exception[] = [
  {
    source: "CloudFront Developer Guide, requirements for using SSL/TLS certificates: AWS Region",
    types: ["acm/certificate"],
    when: isPublic,
  },
  {
    source: "the same: waits for the certificate and makes nothing",
    types: ["acm/certificateValidation"],
    when: () => true,
  },
  {
    source: "WAF Developer Guide, using AWS WAF with CloudFront: scope CLOUDFRONT",
    types: ["wafv2/webAcl", "wafv2/ipSet", "wafv2/regexPatternSet", "wafv2/ruleGroup"],
    when: ofCloudFront,
  },
  {
    source:
      "Route 53 Developer Guide, customer managed keys for DNSSEC: a signing key, which encrypts nothing",
    types: ["kms/key"],
    when: ({ keyUsage, customerMasterKeySpec }) =>
      keyUsage === "SIGN_VERIFY" && customerMasterKeySpec === "ECC_NIST_P256",
  },
  {
    source: "EventBridge User Guide, events from AWS services: events of global services",
    types: ["cloudwatch/eventRule"],
    when: matchesWorldwideEvents,
  },
  { source: "the same", types: ["cloudwatch/eventTarget"], when: sendsOn },
];

const byType: ReadonlyMap<string, Condition> = new Map(
  exceptions.flatMap(({ types, when }) => types.map((type) => [tokenOf(type), when] as const)),
);

/** True for a resource in us-east-1 that AWS lets stand nowhere else and that keeps no data there: it is its account's, as global ones are. */
export const standsThereOnly = ({ type, props }: GraphResource, region: string | undefined): boolean =>
  region === home && byType.get(type)?.(props) === true;

/** Type → services whose things in us-east-1 it has to name. */
const references: ReadonlyMap<string, readonly string[]> = new Map(
  (
    [
      ["cloudfront/distribution", ["acm", "wafv2"]],
      ["cloudfront/distributionTenant", ["acm", "wafv2"]],
      ["cloudfront/multitenantDistribution", ["acm", "wafv2"]],
      ["cognito/userPoolDomain", ["acm"]],
      ["route53/keySigningKey", ["kms"]],
    ] as const
  ).map(([type, services]) => [tokenOf(type), services] as const),
);

const forms: Readonly<Record<string, RegExp>> = {
  acm: /^certificate\//,
  wafv2: /^global\/webacl\//,
  kms: /^key\//,
};

/** True where a resource of this type names what AWS lets stand in us-east-1 only. */
export const isNamedThere = (type: string, { partition, service, region, resource }: ArnParts): boolean =>
  partition === "aws" &&
  region === home &&
  references.get(type)?.includes(service) === true &&
  forms[service]?.test(resource) === true;

function parsed(pattern: unknown): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = typeof pattern === "string" ? JSON.parse(pattern) : pattern;
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
