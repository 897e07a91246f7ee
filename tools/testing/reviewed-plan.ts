import assert from "node:assert/strict";

import type { PolicyStatement } from "../../components/identity/statement";
import { plannedStack } from "../engine/testing";
import type { PlannedResource } from "../engine/types";

export const types = {
  alias: "aws:kms/alias:Alias",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  channel: "aws:cfg/deliveryChannel:DeliveryChannel",
  database: "aws:glue/catalogDatabase:CatalogDatabase",
  encryption: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  grant: "aws:lakeformation/permissions:Permissions",
  key: "aws:kms/key:Key",
  lock: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
  optimizer: "aws:glue/catalogTableOptimizer:CatalogTableOptimizer",
  policy: "aws:iam/policy:Policy",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  trail: "aws:cloudtrail/trail:Trail",
} as const;
export type Type = keyof typeof types;

/**
 * What a review of the plans by AWS's own documentation asked for. The tables of `accounts/aws-review*.spec.ts` say what answers each
 * finding, but 3, 4 and 5 (regions, quotas and saved queries have tests of their own) and 11 (the organization's guardrails).
 */

/** A reader that sees one table through a filter, and one domain that it sees it of. */
export interface Subject {
  readonly stack: string;
  readonly region: string;
  readonly suffix: string;
  readonly governance: string;
  readonly security: string;
  readonly producer: string;
  readonly reader: { readonly name: string; readonly account: string; readonly role: string };
  readonly domain: string;
  readonly table: string;
  /** Pairs of domain and layer that the reader sees, and no other. */
  readonly pairs: readonly (readonly [domain: string, layer: string])[];
  /** What the tag grant on tables says, where there is one. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
}

const subjects: readonly Subject[] = [
  {
    stack: "dev",
    region: "us-east-1",
    suffix: "us-dev",
    governance: "999900000001",
    security: "999900000002",
    producer: "999900000003",
    reader: {
      name: "care-analytics",
      account: "999900000005",
      role: "meridian-care-analytics-analyst-8e59766f-us-dev",
    },
    domain: "clinical",
    table: "encounters",
    pairs: [
      ["clinical", "silver"],
      ["devices", "silver"],
    ],
  },
  {
    stack: "prod-eu",
    region: "eu-west-1",
    suffix: "eu-prod",
    governance: "222200000001",
    security: "222200000002",
    producer: "222200000004",
    reader: {
      name: "regulatory-reporting",
      account: "222200000011",
      role: "meridian-regulatory-reporting-analyst-508c1fd6-eu-prod",
    },
    domain: "trading",
    table: "trades",
    pairs: [
      ["compliance", "gold"],
      ["corebanking", "silver"],
      ["risk", "gold"],
      ["trading", "silver"],
    ],
    tables: {
      product: ["risk.exposures"],
      classification: ["public", "internal", "confidential"],
      pii: ["none", "quasi"],
      shareable: ["true"],
    },
  },
];

/** Finds in a plan what answers a finding, by type and name. */
export class ReviewedPlan {
  private readonly byUrn: ReadonlyMap<string, PlannedResource>;

  constructor(readonly resources: readonly PlannedResource[]) {
    this.byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  }

  only(type: Type, name: string): PlannedResource {
    const found = this.resources.filter((each) => each.type === types[type] && each.name === name);
    assert.equal(found.length, 1, `${type} ${name}: ${found.length} planned`);
    return found[0]!;
  }

  input(type: Type, name: string, property: string): unknown {
    return this.only(type, name).props[property];
  }

  statements(type: Type, name: string): PolicyStatement[] {
    return (JSON.parse(String(this.input(type, name, "policy"))) as { Statement: PolicyStatement[] })
      .Statement;
  }

  statement(type: Type, name: string, sid: string): PolicyStatement | undefined {
    return this.statements(type, name).find(({ Sid }) => Sid === sid);
  }

  /** Names of the resources of a type that `keep` says yes of. */
  names(type: Type, keep: (each: PlannedResource) => boolean): string[] {
    return this.resources.filter((each) => each.type === types[type] && keep(each)).map(({ name }) => name);
  }

  /** Whether one stands before the other in a first deploy. */
  waitsFor(later: readonly [Type, string], earlier: readonly [Type, string]): boolean {
    const { urn: wanted } = this.only(...earlier);
    const seen = new Set<string>();
    const next = [this.only(...later).urn];
    for (let urn = next.pop(); urn !== undefined; urn = next.pop()) {
      if (urn === wanted) return true;
      if (!seen.has(urn)) next.push(...(this.byUrn.get(urn)?.dependencies ?? []));
      seen.add(urn);
    }
    return false;
  }
}

/** A finding's number, what answers it, where that is in the plan, and what it has to be. */
export type Row = readonly [
  finding: string,
  what: string,
  actual: (plan: ReviewedPlan) => unknown,
  answer: unknown,
];

/** A test for each row of each subject. */
export function describeFindings(what: string, rowsOf: (at: Subject) => readonly Row[]): void {
  for (const at of subjects) {
    describe(`what a review of stack ${at.stack} found about ${what}, and what answers it`, () => {
      let plan: ReviewedPlan;
      before(async () => {
        plan = new ReviewedPlan((await plannedStack(at.stack, "resolved")).graph.resources);
      });
      for (const [finding, title, actual, answer] of rowsOf(at)) {
        it(`${finding}: ${title}`, () => assert.deepEqual(actual(plan), answer));
      }
    });
  }
}
