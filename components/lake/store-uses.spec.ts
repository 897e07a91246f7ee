import * as assert from "node:assert/strict";

import { bucketAccess, keyUses, ownStatements, type BucketStore, type StoreUse } from "./store-uses";

const store: BucketStore<"raw" | "tables" | "results"> = {
  region: "eu-west-1",
  accountId: "222200000004",
  parts: {
    raw: { bucket: "b-raw", keyAlias: "alias/data" },
    tables: { bucket: "b-tables", keyAlias: "alias/data" },
    results: { bucket: "b-results", keyAlias: "alias/results" },
  },
};
const etl: StoreUse<keyof typeof store.parts> = {
  sid: "Etl",
  roleArns: ["arn:aws:iam::222200000004:role/etl"],
  parts: { raw: "read", tables: "write" },
};
const creator: StoreUse<keyof typeof store.parts> = {
  sid: "Creator",
  roleArns: ["arn:aws:iam::222200000001:role/deploy"],
  parts: { tables: "create" },
};

describe("a use of a store", () => {
  it("opens the bucket of each part as it is used", () => {
    const none = { readers: [], writers: [], creators: [] };
    assert.deepEqual(bucketAccess([etl, creator], "raw"), { ...none, readers: etl.roleArns });
    assert.deepEqual(bucketAccess([etl, creator], "tables"), {
      ...none,
      writers: etl.roleArns,
      creators: creator.roleArns,
    });
    assert.deepEqual(bucketAccess([etl, creator], "results"), none);
  });

  it("opens the key for the buckets under it, reading and writing apart", () => {
    assert.deepEqual(keyUses([etl, creator], store, "alias/data"), [
      { sid: "EtlRead", roleArns: etl.roleArns, access: "read", via: "s3", buckets: ["b-raw"] },
      { sid: "EtlWrite", roleArns: etl.roleArns, access: "write", via: "s3", buckets: ["b-tables"] },
      { sid: "CreatorWrite", roleArns: creator.roleArns, access: "write", via: "s3", buckets: ["b-tables"] },
    ]);
    assert.deepEqual(keyUses([etl, creator], store, "alias/results"), []);
  });

  it("gives the user's own side the same rights", () => {
    const [read, write, buckets, keys, ...more] = ownStatements(etl, store);
    assert.deepEqual(more, []);
    assert.deepEqual(read, {
      Sid: "EtlReadObjects",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      Resource: ["arn:aws:s3:::b-raw/*"],
    });
    assert.deepEqual(write, {
      Sid: "EtlWriteObjects",
      Effect: "Allow",
      Action: [
        "s3:GetObject",
        "s3:GetObjectVersion",
        "s3:PutObject",
        "s3:DeleteObject",
        "s3:AbortMultipartUpload",
        "s3:ListMultipartUploadParts",
      ],
      Resource: ["arn:aws:s3:::b-tables/*"],
    });
    assert.deepEqual(buckets, {
      Sid: "EtlBuckets",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket"],
      Resource: ["arn:aws:s3:::b-raw", "arn:aws:s3:::b-tables"],
    });
    assert.deepEqual(keys, {
      Sid: "EtlWriteKeys",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "arn:aws:kms:eu-west-1:222200000004:key/*",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/data"] },
      },
    });
  });

  it("keeps who only creates to the metadata", () => {
    assert.deepEqual(ownStatements(creator, store)[0], {
      Sid: "CreatorCreateObjects",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject"],
      Resource: ["arn:aws:s3:::b-tables/*/metadata/*"],
    });
  });
});
