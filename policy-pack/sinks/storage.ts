import { rows, type Sink } from "./row";

const replica = "rules[].destination";
const inlineOne = "replicationConfiguration.rules[].destination";
const inlineMany = "replicationConfigurations[].rules[].destinations[]";
const lens = "storageLensConfiguration";
const lensTargets = [`${lens}.dataExport`, `${lens}.expandedPrefixesDataExport`].map(
  (each) => `${each}.s3BucketDestination`,
);
const analytics = "storageClassAnalysis.dataExport.destination.s3BucketDestination";

/** Object storage: replicas, multi-region access points, inventories, access points (channels 2 to 7). */
export const storageSinks: readonly Sink[] = [
  ...rows({ rule: "RES-03", channel: 2, mechanism: "replication" }, [
    ["s3/bucketReplicationConfig", "P4", `${replica}.bucket`],
    ["s3/bucketReplicationConfig", "P5", `${replica}.account`],
    ["s3/bucket", "P4", `${inlineOne}.bucket`],
    ["s3/bucket", "P5", `${inlineOne}.accountId`],
    ["s3/bucketV2", "P4", `${inlineMany}.bucket`],
    ["s3/bucketV2", "P5", `${inlineMany}.accountId`],
    ["s3tables/tableBucketReplication", "P3", "rule.destinations[].destinationTableBucketArn"],
    ["s3tables/tableReplication", "P3", "rule.destinations[].destinationTableBucketArn"],
  ]),
  ...rows({ rule: "RES-15", channel: 3, mechanism: "copy" }, [
    ["s3/inventory", "P4", "destination.bucket.bucketArn"],
    ["s3/inventory", "P5", "destination.bucket.accountId"],
    ["s3/analyticsConfiguration", "P4", `${analytics}.bucketArn`],
    ["s3/analyticsConfiguration", "P5", `${analytics}.bucketAccountId`],
    ["s3control/storageLensConfiguration", "P4", ...lensTargets.map((target) => `${target}.arn`)],
    ["s3control/storageLensConfiguration", "P5", ...lensTargets.map((target) => `${target}.accountId`)],
  ]),
  ...rows({ rule: "RES-17", channel: 3, mechanism: "log" }, [
    ["s3control/storageLensConfiguration", "P1", `${lens}.include.regions[]`],
    ["s3control/storageLensConfiguration", "P5", `${lens}.awsOrg.arn`],
  ]),
  ...rows({ rule: "RES-16", channel: 4, mechanism: "log" }, [
    ["s3/bucketLogging", "P4", "targetBucket"],
    ["s3/bucketLoggingV2", "P4", "targetBucket"],
    ["s3/bucket", "P4", "logging.targetBucket"],
    ["s3/bucketV2", "P4", "loggings[].targetBucket"],
  ]),
  ...rows({ rule: "RES-04", channel: 5, mechanism: "endpoint" }, [
    ["s3control/multiRegionAccessPoint", "P4", "details.regions[].bucket"],
    ["s3control/multiRegionAccessPoint", "P1", "details.regions[].region"],
    ["s3control/multiRegionAccessPoint", "P5", "details.regions[].bucketAccountId"],
    ["s3control/multiRegionAccessPointRoutes", "P4", "routes[].bucket"],
    ["s3control/multiRegionAccessPointRoutes", "P1", "routes[].region"],
  ]),
  ...rows({ rule: "RES-24", channel: 6, mechanism: "grant" }, [["s3/accessPoint", "P5", "bucketAccountId"]]),
  ...rows({ rule: "RES-24", channel: 6, mechanism: "grant", bare: "here" }, [
    ["s3control/accessGrant", "P5", "grantee.granteeIdentifier"],
  ]),
  ...rows({ rule: "RES-21", channel: 7, mechanism: "endpoint" }, [
    ["lightsail/distribution", "P1", "origin.regionName"],
  ]),
];
