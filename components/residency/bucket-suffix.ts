import { isRegionCode, regionCodes, type RegionCode } from "./regions";

/** What the end of every bucket name says. Bucket ARNs name neither region nor account, so the name has to. */
export interface BucketSuffix {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/**
 * `-<account>-<region>-an`, such as `-222200000004-eu-west-1-an`: the form that S3 asks of names in an account's own regional
 * namespace, in which nobody else can take them (SDK: s3/bucket.d.ts, `bucketNamespace`). Throws on an unknown region.
 */
export function bucketSuffix({ account, region }: BucketSuffix): string {
  if (!isRegionCode(region)) {
    throw new Error(`bucketSuffix: "${region}" is not an AWS region; use one of ${regionCodes.join(", ")}.`);
  }
  return `-${account}-${region}-an`;
}

const form = /-(\d{12})-([a-z]{2,4}(?:-[a-z]+)+-\d)-an(?![a-z0-9-])/g;

/** A suffix inside a text, and where it begins. */
export type FoundSuffix = BucketSuffix & { readonly region: RegionCode; readonly index: number };

/** Every such suffix in a text, a name or a whole policy; those of unknown regions are none. */
export function bucketSuffixesIn(text: string): FoundSuffix[] {
  return [...text.matchAll(form)].flatMap(({ index, 1: account = "", 2: region = "" }) =>
    isRegionCode(region) ? [{ account, region, index }] : [],
  );
}

/** Reads the suffix of a name back; undefined when it has none. */
export const parseBucketSuffix = (name: string): FoundSuffix | undefined =>
  name.endsWith("-an") ? bucketSuffixesIn(name).at(-1) : undefined;
