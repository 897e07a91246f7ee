import type { GraphResource, ResourceGraph } from "../../policy-pack/graph/types";

export const awsguardVersion = "0.3.1";

/** True when another resource of the plan does for the bucket what the policy misses. */
type Refutes = (urn: string, graph: ResourceGraph) => boolean;

/** A resource of that type for the same bucket: the provider has split buckets since version 4. */
const sideOf =
  (type: string): Refutes =>
  (urn, { resources }) => {
    const bucket = resources.find((resource) => resource.urn === urn);
    return resources.some(
      (side: GraphResource) =>
        side.type === type &&
        (side.propertyDependencies["bucket"]?.includes(urn) === true ||
          (bucket !== undefined && side.props["bucket"] === bucket.props["bucket"])),
    );
  };

/** awsguard's policy → how the plan shows that a violation of it is false. Policies that are not here are not judged. */
export const falseAlarms: Readonly<Record<string, Refutes>> = {
  "s3-bucket-logging-enabled": sideOf("aws:s3/bucketLogging:BucketLogging"),
};
