import type { s3 as inputs } from "@pulumi/aws/types/input";

export type LifecycleRule = inputs.BucketLifecycleConfigurationRule;

/**
 * What a bucket's objects are, for retention: `bronze` raw files; `record` the same under a legal duty, held by Object Lock;
 * `table` Iceberg data of silver, gold and features; `report` data sets handed to regulators and boards; `results` query
 * output; `audit` logs; `document` what the platform itself keeps current, such as contracts.
 */
export type LifecycleKind = keyof typeof lifecycles;

interface Lifecycle {
  /** Days after creation → storage class, days ascending. */
  readonly transitions: readonly (readonly [days: number, storageClass: string])[];
  /** Whether current objects expire by age. Never under Iceberg: a manifest still names the file. */
  readonly expires: boolean;
  /** Days that replaced or deleted versions live on. 14 keeps an erasure inside its 30 days. */
  readonly noncurrentDays: number;
}

const archived = [
  [30, "STANDARD_IA"],
  [90, "GLACIER_IR"],
  [365, "DEEP_ARCHIVE"],
] as const;

/** The one retention table of the lake's buckets. Under Object Lock a version outlives `noncurrentDays` until its lock ends. */
export const lifecycles = {
  bronze: { transitions: archived, expires: true, noncurrentDays: 14 },
  record: { transitions: archived, expires: true, noncurrentDays: 1 },
  table: { transitions: [[0, "INTELLIGENT_TIERING"]], expires: false, noncurrentDays: 14 },
  report: { transitions: [[90, "GLACIER_IR"]], expires: true, noncurrentDays: 14 },
  results: { transitions: [], expires: true, noncurrentDays: 1 },
  audit: {
    transitions: [
      [90, "GLACIER_IR"],
      [365, "DEEP_ARCHIVE"],
    ],
    expires: true,
    noncurrentDays: 1,
  },
  document: { transitions: [], expires: false, noncurrentDays: 14 },
} satisfies Record<string, Lifecycle>;

/**
 * The lifecycle rules of a bucket. `days` is its retention; kinds that do not expire by age carry it in their tags only, and
 * table maintenance does the deleting. Transitions that would come after the expiry are left out: S3 refuses them.
 */
export function lifecycleRules(kind: LifecycleKind, days: number): LifecycleRule[] {
  const { transitions, expires, noncurrentDays }: Lifecycle = lifecycles[kind];
  const everything = { status: "Enabled", filter: { prefix: "" } };
  const kept = transitions.filter(([after]) => !expires || after < days);
  return [
    {
      ...everything,
      id: "retention",
      ...(kept.length > 0 && {
        transitions: kept.map(([after, storageClass]) => ({ days: after, storageClass })),
      }),
      ...(expires && { expiration: { days } }),
      noncurrentVersionExpiration: { noncurrentDays },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
    // S3 refuses this together with an age in one rule.
    { ...everything, id: "delete-markers", expiration: { expiredObjectDeleteMarker: true } },
  ];
}
