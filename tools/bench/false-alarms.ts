import type { GraphIndex } from "../../policy-pack/graph/graph-index";
import { loggingSide, sidesOf, type SideKind } from "../../policy-pack/rules/bucket-sides";

export const awsguardVersion = "0.3.1";

/** True when another resource of the plan does for the bucket what the policy misses. */
type Refutes = (urn: string, index: GraphIndex) => boolean;

/** The provider has split buckets since version 4; awsguard reads only the bucket's own inputs. */
const hasSide =
  (kind: SideKind): Refutes =>
  (urn, index) => {
    const bucket = index.byUrn.get(urn);
    return bucket !== undefined && Array.isArray(sidesOf(bucket, index, kind));
  };

/** awsguard's policy → how the plan shows that a violation of it is false. Policies that are not here are not judged. */
export const falseAlarms: Readonly<Record<string, Refutes>> = {
  "s3-bucket-logging-enabled": hasSide(loggingSide),
};
