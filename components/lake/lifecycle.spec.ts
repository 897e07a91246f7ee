import * as assert from "node:assert/strict";

import * as fc from "fast-check";

import { lifecycleRules, lifecycles, type LifecycleKind } from "./lifecycle";

const kinds = Object.keys(lifecycles) as LifecycleKind[];
interface PlainRule {
  id: string;
  filter: { prefix: string };
  transitions?: { days: number; storageClass: string }[];
  expiration?: { days?: number; expiredObjectDeleteMarker?: boolean };
  noncurrentVersionExpiration?: { noncurrentDays: number };
  abortIncompleteMultipartUpload?: { daysAfterInitiation: number };
}
const plain = (kind: LifecycleKind, days: number) => lifecycleRules(kind, days) as unknown as PlainRule[];

describe("lifecycleRules", () => {
  it("archives bronze at 30, 90 and 365 days and expires it after its seven years", () => {
    const [retention] = plain("bronze", 2557);
    assert.deepEqual(retention?.transitions, [
      { days: 30, storageClass: "STANDARD_IA" },
      { days: 90, storageClass: "GLACIER_IR" },
      { days: 365, storageClass: "DEEP_ARCHIVE" },
    ]);
    assert.deepEqual(retention?.expiration, { days: 2557 });
    assert.deepEqual(retention?.noncurrentVersionExpiration, { noncurrentDays: 14 });
  });

  it("never expires or archives what Iceberg tables refer to", () => {
    const [retention] = plain("table", 1096);
    assert.equal(retention?.expiration, undefined);
    assert.deepEqual(retention?.transitions, [{ days: 0, storageClass: "INTELLIGENT_TIERING" }]);
  });

  it("expires query results after their days and replaced versions a day later", () => {
    const [retention] = plain("results", 7);
    assert.equal(retention?.transitions, undefined);
    assert.deepEqual(retention?.expiration, { days: 7 });
    assert.deepEqual(retention?.noncurrentVersionExpiration, { noncurrentDays: 1 });
  });

  it("gives S3 what it accepts for every kind and length: a filter, markers apart from ages, classes before the expiry", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 36_500 }), (kind, days) => {
        const [retention, markers, ...more] = plain(kind, days);
        assert.deepEqual(more, []);
        assert.deepEqual([retention?.filter, markers?.filter], [{ prefix: "" }, { prefix: "" }]);
        assert.deepEqual(markers?.expiration, { expiredObjectDeleteMarker: true });
        assert.deepEqual(retention?.abortIncompleteMultipartUpload, { daysAfterInitiation: 7 });
        const ages = (retention?.transitions ?? []).map((transition) => transition.days);
        assert.deepEqual(
          ages,
          [...new Set(ages)].sort((a, b) => a - b),
        );
        const expiry = retention?.expiration?.days;
        if (expiry !== undefined) assert.ok(ages.every((age) => age < expiry));
        assert.ok((retention?.noncurrentVersionExpiration?.noncurrentDays ?? 99) <= 14);
      }),
    );
  });
});
