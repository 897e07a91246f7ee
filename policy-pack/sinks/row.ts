import type { Classification } from "../../components/facts/classification";
import type { Mechanism } from "../../components/residency/transfer";
import { tokenOf } from "../data/tokens";

/**
 * How a destination is written in a resource's inputs (domain reference §4.1):
 * P1 a region; P2 the source of something that comes to live here (region, ARN or account); P3 an ARN with region and account;
 * P4 a name or address without a region (bucket name or ARN, `s3://`, URL); P5 a principal (account, OU, organization, role).
 */
export type Shape = "P1" | "P2" | "P3" | "P4" | "P5";

/**
 * What a value means that is no ARN, URI, account or region: a `bucket` name (the default of P4), a `host` or several
 * with commas between them, the name of a thing in the resource's own account and region (`here`), a Bedrock `model` or
 * inference profile, a Pulumi `stack`, a `text` in which ARNs, URIs and regions are looked for, or the value that a
 * resource of the graph has at `key`. Without it, such a value cannot be located and is denied.
 */
export type Bare = "bucket" | "host" | "here" | "model" | "stack" | "text" | { type: string; key: string };

/** One place where data, or access to it, can leave: the `path` in the inputs of `type`. */
export interface Sink {
  type: string;
  path: string;
  shape: Shape;
  mechanism: Mechanism;
  /** Rule that reports a flow of this row when it is denied or cannot be decided. */
  rule: string;
  /** Number of the channel in the domain reference §4.3, 1 to 66. */
  channel: number;
  bare?: Bare;
  /** Of the data, where the resource's own tags do not say. Default: `restricted`. */
  classification?: Classification;
}

type Row = readonly [type: string, shape: Shape, ...paths: string[]];

/** Rows that share everything but type, shape and path. `s3/bucket` stands for `aws:s3/bucket:Bucket`. */
export function rows(shared: Omit<Sink, "type" | "path" | "shape">, list: readonly Row[]): Sink[] {
  return list.flatMap(([type, shape, ...paths]) =>
    paths.map((path) => ({ type: tokenOf(type), path, shape, ...shared })),
  );
}
