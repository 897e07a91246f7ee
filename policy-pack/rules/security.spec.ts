import assert from "node:assert/strict";

import { readInventory } from "../data/sdk-inventory";
import { tokenOf } from "../data/tokens";
import { problemWith } from "../testing/sdk-paths";
import { rules } from ".";

/** Types beside a rule's own that it joins: their inputs are among what it reads. */
const joined = [
  "s3/bucketServerSideEncryptionConfiguration",
  "s3/bucketPolicy",
  "s3/bucketOwnershipControls",
  "s3/bucketVersioning",
  "s3/bucketLogging",
  "s3/bucketObjectLockConfiguration",
  "s3/bucketLifecycleConfiguration",
  "ec2/flowLog",
  "backup/selection",
].map(tokenOf);
const tags = /^tags\./;

describe("policy-pack/rules, the security baseline", () => {
  const baseline = rules.filter(({ id }) => /^(?:ENC|TLS|PUB|NET|LOG|BCK|VER)-/.test(id));

  it("has the rules of the catalogue, folded", () => {
    assert.deepEqual(baseline.map(({ id }) => id).sort(), [
      ...["BCK-01", "BCK-02", "BCK-06", "ENC-01", "ENC-02", "ENC-03", "ENC-04", "ENC-05", "ENC-06"],
      ...["LOG-01", "LOG-02", "LOG-03", "LOG-04", "LOG-05", "NET-01", "NET-02", "NET-04", "NET-05"],
      ...["PUB-01", "PUB-02", "PUB-03", "TLS-01", "TLS-02", "TLS-03", "VER-01"],
    ]);
  });

  it("names only types that the SDK has", () => {
    const known = new Set([...readInventory().all, "pulumi:providers:aws"]);
    const types = [...baseline.flatMap((rule) => rule.types), ...joined];
    assert.deepEqual(
      types.filter((type) => !known.has(type)),
      [],
    );
  });

  it("reads only inputs that one of its types has", () => {
    const unread = baseline.flatMap(({ id, types, reads }) =>
      reads
        .filter((path) => !tags.test(path))
        .filter((path) => [...types, ...joined].every((type) => problemWith(type, path, true) !== undefined))
        .map((path) => `${id} ${path}`),
    );
    assert.deepEqual(unread, []);
  });
});
