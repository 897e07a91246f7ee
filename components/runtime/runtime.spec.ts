import assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { homeOf } from "../testing/home";
import { record } from "../testing/record";
import { QueueWorker, type QueueWorkerArgs } from "./queue-worker";
import { WorkQueue, type WorkQueueArgs } from "./work-queue";

const accountId = "222200000001";
const home = homeOf(accountId);
const at = { provider: "governance", region: "eu-west-1" };
const tags = { "dp:classification": "Internal", "dp:retention": "2557d" };
const queueArn = "arn:aws:sqs:eu-west-1:222200000001:work";
const failedArn = "arn:aws:sqs:eu-west-1:222200000001:work-failed";
const keyArn = "arn:aws:kms:eu-west-1:222200000001:key/k";

const sending = {
  Sid: "Send",
  Effect: "Allow",
  Principal: { Service: "s3.amazonaws.com" },
  Action: ["sqs:SendMessage"],
  Resource: queueArn,
} as const;

describe("WorkQueue", () => {
  const given: WorkQueueArgs = {
    home,
    queueName: "work",
    failedQueueName: "work-failed",
    keyArn,
    services: [sending],
    workerSeconds: 30,
    tags,
  };
  const run = () => record(() => new WorkQueue("work", given, { provider: new Provider("governance") }));

  it("registers its children in the region, under the account's provider and its own name", async () => {
    assertAccount(await run(), { ...at, component: "work", token: "meridian:runtime:WorkQueue" });
  });

  it("hides a message for six runs and takes it aside after five, into a queue that keeps it longer", async () => {
    const seen = await run();
    const { redrivePolicy, visibilityTimeoutSeconds, messageRetentionSeconds } = only(
      seen,
      "aws:sqs/queue:Queue",
      "work",
    ).inputs;
    const failed = only(seen, "aws:sqs/queue:Queue", "work-failed").inputs;
    assert.deepEqual(JSON.parse(redrivePolicy as string), {
      deadLetterTargetArn: failedArn,
      maxReceiveCount: 5,
    });
    assert.deepEqual(JSON.parse(failed["redriveAllowPolicy"] as string), {
      redrivePermission: "byQueue",
      sourceQueueArns: [queueArn],
    });
    assert.deepEqual(
      [visibilityTimeoutSeconds, messageRetentionSeconds, failed["messageRetentionSeconds"]],
      [180, 4 * 86_400, 14 * 86_400],
    );
  });

  it("is encrypted with the given key and classified alike on both sides", async () => {
    const seen = await run();
    for (const name of ["work", "work-failed"]) {
      const { kmsMasterKeyId, tags: own } = only(seen, "aws:sqs/queue:Queue", name).inputs;
      assert.deepEqual([kmsMasterKeyId, own], [keyArn, tags]);
    }
  });

  it("takes messages only from the services that it is given; nobody sends to the failures", async () => {
    const seen = await run();
    const allowed = (name: string) =>
      statementsOf(only(seen, "aws:sqs/queuePolicy:QueuePolicy", name)).filter(
        ({ Effect }) => Effect === "Allow",
      );
    assert.deepEqual(allowed("work"), [sending]);
    assert.deepEqual(allowed("work-failed"), []);
  });

  it("denies plain transport and other organizations on both queues", async () => {
    const seen = await run();
    for (const [name, arn] of [
      ["work", queueArn],
      ["work-failed", failedArn],
    ] as const) {
      const denied = statementsOf(only(seen, "aws:sqs/queuePolicy:QueuePolicy", name)).filter(
        ({ Effect }) => Effect === "Deny",
      );
      const everything = { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: arn };
      assert.deepEqual(denied, [
        { Sid: "DenyPlainTransport", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        {
          Sid: "DenyOtherOrganizations",
          ...everything,
          Condition: {
            StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-abcdefghij" },
            BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
          },
        },
      ]);
    }
  });
});

describe("QueueWorker", () => {
  const given: QueueWorkerArgs = {
    home,
    unit: { family: "catalog", name: "registry" },
    description: "Works.",
    roleName: "worker-role",
    policies: { own: [{ Sid: "Own", Effect: "Allow", Action: "a:b", Resource: "arn" }] },
    store: {
      region: "eu-west-1",
      accountId,
      parts: {
        queue: { kind: "queue", name: "work", keyAlias: "alias/k" },
        worker: { kind: "function", name: "worker", keyAlias: "alias/k" },
      },
    },
    keyArn,
    environment: { TABLE: "t" },
    seconds: 30,
    logDays: 90,
    tags,
    after: [],
  };
  const run = () => record(() => new QueueWorker("worker", given, { provider: new Provider("governance") }));

  it("registers its children in the region, under the account's provider and its own name", async () => {
    assertAccount(await run(), { ...at, component: "worker", token: "meridian:runtime:QueueWorker" });
  });

  it("runs the unit's archive, named by a path that is the same on every machine", async () => {
    const { code, handler, runtime, architectures, timeout } = only(
      await run(),
      "aws:lambda/function:Function",
    ).inputs;
    assert.deepEqual(
      [handler, runtime, architectures, timeout],
      ["handler.handler", "nodejs22.x", ["arm64"], 30],
    );
    assert.equal(await (code as { path: Promise<string> }).path, "bin/runtime/catalog/registry.zip");
  });

  it("keeps its settings and its log under the key, and the log for its days only", async () => {
    const seen = await run();
    const { kmsKeyArn, environment, loggingConfig } = only(seen, "aws:lambda/function:Function").inputs;
    assert.deepEqual([kmsKeyArn, environment], [keyArn, { variables: { TABLE: "t" } }]);
    assert.equal((loggingConfig as { logGroup: string }).logGroup, "/aws/lambda/worker");
    const {
      name,
      retentionInDays,
      kmsKeyId,
      tags: own,
    } = only(seen, "aws:cloudwatch/logGroup:LogGroup").inputs;
    assert.deepEqual(
      [name, retentionInDays, kmsKeyId, own],
      ["/aws/lambda/worker", 90, keyArn, { ...tags, "dp:retention": "90d" }],
    );
  });

  it("takes batches of its queue, answers for each message, and runs twice at most", async () => {
    const { eventSourceArn, functionName, functionResponseTypes, scalingConfig, batchSize } = only(
      await run(),
      "aws:lambda/eventSourceMapping:EventSourceMapping",
    ).inputs;
    assert.deepEqual(
      [eventSourceArn, functionName, functionResponseTypes, scalingConfig, batchSize],
      [queueArn, "worker", ["ReportBatchItemFailures"], { maximumConcurrency: 2 }, 10],
    );
  });

  it("may take messages, open what the key closes and write its own log, beside what it was given", async () => {
    const seen = await run();
    const statements = statementsOf(only(seen, "aws:iam/rolePolicy:RolePolicy", "worker-role-worker"));
    const via = (service: string) => ({
      StringEquals: { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/k"] },
    });
    assert.deepEqual(
      statements.map(({ Action, Resource, Condition }) => [Action, Resource, Condition]),
      [
        [
          [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:ReceiveMessage",
          ],
          [queueArn],
          undefined,
        ],
        [["kms:Decrypt"], "arn:aws:kms:eu-west-1:222200000001:key/*", via("sqs")],
        [["kms:Decrypt"], "arn:aws:kms:eu-west-1:222200000001:key/*", via("lambda")],
        [
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          "arn:aws:logs:eu-west-1:222200000001:log-group:/aws/lambda/worker:*",
          undefined,
        ],
      ],
    );
    assert.equal(
      statementsOf(only(seen, "aws:iam/rolePolicy:RolePolicy", "worker-role-own"))[0]?.["Sid"],
      "Own",
    );
  });
});
