import * as assert from "node:assert/strict";

import { homeOf } from "../testing/home";
import { keyUses } from "./key-uses";
import { serviceKeyUses, serviceStatements, type ServiceUse } from "./service-uses";
import { bucketAccess, ownStatements, type StoreUse } from "./store-uses";
import { bucketStore, namesOf, type Store } from "./stores";

type Zone = "raw" | "tables" | "results";
const store: Store<Zone> = {
  region: "eu-west-1",
  accountId: "222200000004",
  parts: {
    raw: { kind: "bucket", name: "b-raw", keyAlias: "alias/data" },
    tables: { kind: "bucket", name: "b-tables", keyAlias: "alias/data" },
    results: { kind: "bucket", name: "b-results", keyAlias: "alias/results" },
  },
};
const etl: StoreUse<Zone> = {
  sid: "Etl",
  roleArns: ["arn:aws:iam::222200000004:role/etl"],
  parts: { raw: "read", tables: "write" },
};
const replay: StoreUse<Zone> = {
  sid: "Replay",
  roleArns: ["arn:aws:iam::222200000004:role/replay"],
  parts: { raw: "restore" },
};
const creator: StoreUse<Zone> = {
  sid: "Creator",
  roleArns: ["arn:aws:iam::222200000001:role/deploy"],
  parts: { tables: "create" },
};

describe("a use of buckets", () => {
  it("opens the bucket of each part as it is used", () => {
    const none = { readers: [], restorers: [], writers: [], creators: [] };
    assert.deepEqual(bucketAccess([etl, replay, creator], "raw"), {
      ...none,
      readers: etl.roleArns,
      restorers: replay.roleArns,
    });
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
    const [read, write, buckets, readKeys, keys, ...more] = ownStatements(etl, store);
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
    const underKey = (bucket: string) => ({
      Resource: "arn:aws:kms:eu-west-1:222200000004:key/*",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        },
      },
    });
    assert.deepEqual(readKeys, {
      Sid: "EtlReadKeys",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      ...underKey("b-raw"),
    });
    assert.deepEqual(keys, {
      Sid: "EtlWriteKeys",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      ...underKey("b-tables"),
    });
  });

  it("lets who restores fetch back what is archived, and put nothing", () => {
    const [restore, , keys, ...more] = ownStatements(replay, store);
    assert.deepEqual(more, []);
    assert.deepEqual(restore, {
      Sid: "ReplayRestoreObjects",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:RestoreObject"],
      Resource: ["arn:aws:s3:::b-raw/*"],
    });
    assert.deepEqual([keys?.Sid, keys?.Action], ["ReplayReadKeys", ["kms:Decrypt"]]);
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

/** A registry: documents that a function reads, a table that it writes, and the queue that feeds it. */
type Part = "documents" | "entries" | "queue" | "worker";
const region = "eu-west-1";
const accountId = "222200000001";
const keyAlias = "alias/registry";
const mixed: Store<Part> = {
  region,
  accountId,
  parts: {
    documents: { kind: "bucket", name: "b-docs", keyAlias, folder: "contracts/", versions: true },
    entries: { kind: "table", name: "t-entries", keyAlias },
    queue: { kind: "queue", name: "q-changes", keyAlias },
    worker: { kind: "function", name: "f-registry", keyAlias },
  },
};
const queueArn = `arn:aws:sqs:${region}:${accountId}:q-changes`;
const tableArn = `arn:aws:dynamodb:${region}:${accountId}:table/t-entries`;
const conditions = { ArnEquals: { "lambda:SourceFunctionArn": "arn:aws:lambda:f" } };
const role = `arn:aws:iam::${accountId}:role/registry`;
const code: StoreUse<Part> = {
  sid: "Code",
  roleArns: [role],
  parts: { documents: "read", entries: "write" },
  conditions,
};
const feed: StoreUse<Part> = { sid: "Feed", roleArns: [role], parts: { queue: "read", worker: "read" } };
const deploy: StoreUse<Part> = {
  sid: "Deploy",
  roleArns: [`arn:aws:iam::${accountId}:role/deploy`],
  parts: { documents: "write", entries: "create", worker: "write" },
};

/** Statements as `Sid: actions on resources`, with `if` where they have the row's conditions. */
const said = (use: StoreUse<Part>) =>
  ownStatements(use, mixed).map(({ Sid, Action, Resource, Condition }) =>
    [`${Sid}:`, Action, "on", Resource, ...(Condition === conditions ? ["if"] : [])].flat().join(" "),
  );
const anyKey = `arn:aws:kms:${region}:${accountId}:key/*`;

describe("a use of any store", () => {
  it("gives a reader of documents its folder and what tells a gone version, a writer of a table its items, on the row's conditions", () => {
    assert.deepEqual(said(code), [
      "CodeReadObjects: s3:GetObject s3:GetObjectVersion on arn:aws:s3:::b-docs/contracts/* if",
      "CodeBuckets: s3:GetBucketLocation s3:ListBucket on arn:aws:s3:::b-docs if",
      "CodeVersions: s3:ListBucketVersions on arn:aws:s3:::b-docs if",
      `CodeReadKeys: kms:Decrypt on ${anyKey}`,
      `CodeWriteItems: dynamodb:PutItem dynamodb:UpdateItem on ${tableArn} if`,
      `CodeWriteTableKeys: kms:Decrypt on ${anyKey}`,
    ]);
  });

  it("gives a consumer its messages, a sender its sending, and a function its settings", () => {
    assert.deepEqual(said(feed), [
      `FeedReadMessages: sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on ${queueArn}`,
      `FeedReadQueueKeys: kms:Decrypt on ${anyKey}`,
      `FeedReadSettingsKeys: kms:Decrypt on ${anyKey}`,
    ]);
    assert.deepEqual(said({ ...feed, parts: { queue: "write" } }), [
      `FeedWriteMessages: sqs:SendMessage on ${queueArn}`,
      `FeedWriteQueueKeys: kms:Decrypt kms:GenerateDataKey on ${anyKey}`,
    ]);
  });

  it("opens the key to each through the service that has the part; only who makes table and function lends it", () => {
    assert.deepEqual(
      keyUses([code, feed, deploy], mixed, keyAlias).map(
        ({ sid, via, access, buckets = [], lends = false }) =>
          [sid, via, access, ...buckets, ...(lends ? ["lends"] : [])].join(" "),
      ),
      [
        "CodeRead s3 read b-docs",
        "CodeWriteTable dynamodb write",
        "FeedReadQueue sqs read",
        "FeedReadSettings lambda read",
        "DeployWrite s3 write b-docs",
        "DeployWriteTable dynamodb write lends",
        "DeployWriteSettings lambda write lends",
      ],
    );
    assert.deepEqual(keyUses([code, feed, deploy], mixed, "alias/other"), []);
  });

  it("refuses a use that the service does not have", () => {
    assert.throws(() => ownStatements({ ...feed, parts: { queue: "create" } }, mixed), {
      message: 'Use "create" of sqs: it has none; use read or write.',
    });
  });
});

describe("a use by an AWS service", () => {
  const notify: ServiceUse<Part> = {
    sid: "Notify",
    service: "s3",
    source: { accountId, arn: "arn:aws:s3:::b-docs" },
    parts: { queue: "write" },
  };
  const forSource = {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnEquals: { "aws:SourceArn": "arn:aws:s3:::b-docs" },
  };

  it("opens the part's policy, for its source only", () => {
    assert.deepEqual(serviceStatements([notify], mixed, "queue"), [
      {
        Sid: "NotifyWriteMessages",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: ["sqs:SendMessage"],
        Resource: queueArn,
        Condition: forSource,
      },
    ]);
    assert.deepEqual(serviceStatements([notify], mixed, "entries"), []);
  });

  it("opens the key of the part, for its source only", () => {
    assert.deepEqual(serviceKeyUses([notify], mixed, keyAlias), [
      {
        sid: "NotifyWriteQueue",
        service: "s3.amazonaws.com",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        conditions: forSource,
      },
    ]);
    assert.deepEqual(serviceKeyUses([notify], mixed, "alias/other"), []);
  });
});

describe("the buckets of a domain", () => {
  it("are named for their parts, each under the key that it is given", () => {
    const made = bucketStore(homeOf(accountId), "risk", { raw: "raw", results: "results" });
    assert.deepEqual(made, {
      region,
      accountId,
      parts: {
        raw: {
          kind: "bucket",
          name: "mrd-risk-raw-222200000001-eu-west-1-an",
          keyAlias: "alias/mrd-risk-raw-eu-prod",
        },
        results: {
          kind: "bucket",
          name: "mrd-risk-results-222200000001-eu-west-1-an",
          keyAlias: "alias/mrd-risk-results-eu-prod",
        },
      },
    });
    assert.deepEqual(namesOf(made), {
      raw: "mrd-risk-raw-222200000001-eu-west-1-an",
      results: "mrd-risk-results-222200000001-eu-west-1-an",
    });
  });
});
