import { tokenOf } from "../data/tokens";

/**
 * An input that opens or closes a channel without naming a place. The value must be one of `only`, or none of `never`;
 * where the input is left out, `absent` says what the provider's default amounts to.
 */
export interface Setting {
  type: string;
  path: string;
  rule: string;
  /** Number of the channel in the domain reference §4.3. */
  channel: number;
  only?: readonly unknown[];
  never?: readonly unknown[];
  absent: "good" | "bad";
  /** A tag whose presence, with any value, makes another value acceptable. */
  unlessTag?: string;
  /** What to do; completes `…; <fix>.` */
  fix: string;
}

type Entry = Omit<Setting, "rule" | "channel" | "type"> & { types: readonly string[] };

const settingsOf = (rule: string, channel: number, entries: readonly Entry[]): Setting[] =>
  entries.flatMap(({ types, ...rest }) =>
    types.map((type) => ({ type: tokenOf(type), rule, channel, ...rest })),
  );

/** `only: []`: the input must not be there at all. */
const forbidden = (fix: string) => ({ only: [], absent: "good" as const, fix });
const listed = { never: ["ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED"], absent: "bad" as const };
const notAll = { only: [false], absent: "good" as const, fix: "list the jurisdiction's regions instead" };
const publicOnly = {
  path: "tags.dp:classification",
  only: ["Public"],
  absent: "bad" as const,
  fix: "serve the data from a region of the jurisdiction, or publish it and tag it Public",
};

/** Settings of the residency rules, each read once by its spec's fixtures. Sources: domain reference §4.3 and §5.1. */
export const settings: readonly Setting[] = [
  ...settingsOf("RES-03", 2, [
    {
      types: ["s3/bucket"],
      path: "replicationConfiguration",
      ...forbidden("use aws.s3.BucketReplicationConfig"),
    },
    {
      types: ["s3/bucketV2"],
      path: "replicationConfigurations",
      ...forbidden("use aws.s3.BucketReplicationConfig"),
    },
  ]),
  ...settingsOf("RES-09", 11, [
    {
      types: ["kms/key", "kms/externalKey"],
      path: "multiRegion",
      only: [false],
      absent: "good",
      unlessTag: "dp:mrk-approved",
      fix: "make a key in each region, or tag it dp:mrk-approved with the approval",
    },
  ]),
  ...settingsOf("RES-15", 20, [
    {
      types: ["athena/workgroup"],
      path: "configuration.enforceWorkgroupConfiguration",
      only: [true],
      absent: "good",
      fix: "enforce the workgroup's settings, or clients choose where results go",
    },
  ]),
  ...settingsOf("RES-17", 51, [
    {
      types: ["securityhub/findingAggregator"],
      path: "linkingMode",
      ...listed,
      fix: "use SPECIFIED_REGIONS and list the jurisdiction's regions",
    },
    {
      types: ["securityhub/aggregatorV2"],
      path: "regionLinkingMode",
      ...listed,
      fix: "use SPECIFIED_REGIONS and list the jurisdiction's regions",
    },
  ]),
  ...settingsOf("RES-17", 52, [
    { types: ["cfg/configurationAggregator"], path: "accountAggregationSource.allRegions", ...notAll },
    { types: ["cfg/configurationAggregator"], path: "organizationAggregationSource.allRegions", ...notAll },
  ]),
  ...settingsOf("RES-17", 55, [
    {
      types: ["observabilityadmin/telemetryRule", "observabilityadmin/telemetryRuleForOrganization"],
      path: "rule.allRegions",
      ...notAll,
    },
    { types: ["observabilityadmin/telemetryEvaluationForOrganization"], path: "allRegions", ...notAll },
  ]),
  ...settingsOf("RES-20", 6, [
    {
      types: ["s3/accessPoint"],
      path: "vpcConfiguration.vpcId",
      never: [""],
      absent: "bad",
      fix: "bind the access point to a VPC",
    },
  ]),
  ...settingsOf("RES-20", 43, [
    {
      types: ["transfer/server"],
      path: "endpointType",
      only: ["VPC"],
      absent: "bad",
      fix: "use an endpoint of type VPC",
    },
  ]),
  ...settingsOf("RES-20", 47, [
    {
      types: ["sagemaker/domain"],
      path: "appNetworkAccessType",
      only: ["VpcOnly"],
      absent: "bad",
      fix: "use VpcOnly",
    },
  ]),
  ...settingsOf("RES-21", 7, [
    {
      types: ["s3/bucketAccelerateConfiguration", "s3/bucketAccelerateConfigurationV2"],
      path: "status",
      only: ["Suspended"],
      absent: "bad",
      fix: "suspend acceleration: uploads would pass through edge locations of the whole world",
    },
    {
      types: ["s3/bucket", "s3/bucketV2"],
      path: "accelerationStatus",
      only: ["Suspended"],
      absent: "good",
      fix: "suspend acceleration: uploads would pass through edge locations of the whole world",
    },
    { types: ["cloudfront/distribution", "cloudfront/multitenantDistribution"], ...publicOnly },
  ]),
  ...settingsOf("RES-21", 57, [
    { types: ["globalaccelerator/accelerator", "globalaccelerator/customRoutingAccelerator"], ...publicOnly },
  ]),
  ...settingsOf("RES-21", 8, [
    { types: ["s3/bucket"], path: "website", ...forbidden("serve nothing from the bucket itself") },
    { types: ["s3/bucketV2"], path: "websites", ...forbidden("serve nothing from the bucket itself") },
  ]),
  ...settingsOf("RES-21", 38, [
    {
      types: ["apigateway/restApi", "apigateway/domainName"],
      path: "endpointConfiguration.types",
      only: ["REGIONAL", "PRIVATE"],
      absent: "bad",
      fix: "use REGIONAL or PRIVATE: EDGE answers from edge locations of the whole world",
    },
  ]),
];

/** A type that opens a channel by being there at all. */
export interface Refusal {
  type: string;
  rule: string;
  channel: number;
  what: string;
  fix: string;
}

const websites = ["s3/bucketWebsiteConfiguration", "s3/bucketWebsiteConfigurationV2"];

/** Types without a lawful form. */
export const refusals: readonly Refusal[] = [
  ...websites.map((type) => ({
    type: tokenOf(type),
    rule: "RES-21",
    channel: 8,
    what: "makes a bucket a public website",
    fix: "remove it",
  })),
  {
    type: tokenOf("dynamodb/globalTable"),
    rule: "RES-05",
    channel: 25,
    what: "is a version-1 global table",
    fix: "use replicas of aws.dynamodb.Table",
  },
  {
    type: tokenOf("iam/outboundWebIdentityFederation"),
    rule: "RES-25",
    channel: 60,
    what: "lets roles of the account sign in to systems outside AWS",
    fix: "remove it, or document which systems and where they are",
  },
];
