import type * as pulumi from "@pulumi/pulumi";

import type { Naming } from "../naming/names";
import type { Placement } from "../residency/place";

/** An account before anything is laid in it: where it is, whose it is, and how what is made there is named. */
export interface Ground {
  readonly placement: Placement;
  /** 12 digits. */
  readonly accountId: string;
  /** `o-…`; nobody outside may do anything. */
  readonly organizationId: string;
  readonly naming: Naming;
  /** Protect and retain what holds data: true in prod. */
  readonly keep: boolean;
}

/** An account with its foundation: what a component that makes roles or holds data needs of it. */
export interface Home extends Ground {
  /** ARN of the permissions boundary that every working role of the account carries. */
  readonly boundaryArn: pulumi.Input<string>;
  /** Bucket that takes the access logs and inventories of the account's other buckets. */
  readonly logBucket: pulumi.Input<string>;
}
