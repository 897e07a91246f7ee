import assert from "node:assert/strict";

import { encryptionRequirements } from "./data/encryption";
import { keyRequirements, otherKeys } from "./data/encryption-keys";
import { detectorRequirements, logGroupRequirements, trailRequirements } from "./data/logging";
import { publicEndpointRequirements } from "./data/public-endpoints";
import { backupRequirements, deletionRequirements, recoveryRequirements } from "./data/recovery";
import {
  given,
  key,
  no,
  oneOf,
  optional,
  requirements,
  unless,
  when,
  yes,
  type Requirement,
  type Row,
} from "./data/requirement";
import { tokenOf } from "./data/tokens";
import { transportRequirements } from "./data/transport";
import { UNKNOWN } from "./graph/types";
import { baseline, withoutMarks } from "./requirements";
import { made } from "./testing/fixtures/build";
import { readSdkInputs } from "./testing/sdk-inputs";
import { problemWith } from "./testing/sdk-paths";

const tables = {
  encryptionRequirements,
  keyRequirements,
  transportRequirements,
  publicEndpointRequirements,
  recoveryRequirements,
  deletionRequirements,
  backupRequirements,
  trailRequirements,
  logGroupRequirements,
  detectorRequirements,
};

const ownKey = "arn:aws:kms:eu-west-1:200000000002:alias/acme-orders";

/** Verdict, path and text of every answer to one row about one queue. */
function answers(
  row: readonly [string, typeof yes?, Row[3]?],
  props: Record<string, unknown>,
  stage: "dev" | "prod" = "prod",
) {
  const [path, want = yes, options] = row;
  const table = baseline(requirements([["sqs/queue", path, want, options]]));
  return table
    .check(made("sqs/queue", "q", props), { stage })
    .map(({ verdict, path: at, what }) => [verdict, at, ...(what === undefined ? [] : [what])].join(" | "));
}

/** Types that each table must have rows for, whatever else it has: the services of the platform's capability list. */
const expected: Readonly<Record<string, string>> = {
  encryptionRequirements: `athena/workgroup appflow/flow backup/vault cloudwatch/eventArchive cloudwatch/eventBus
    codebuild/project codepipeline/pipeline dax/cluster dms/endpoint dms/replicationConfig dms/replicationInstance
    docdb/cluster dynamodb/table ebs/volume ecr/repository efs/fileSystem elasticache/replicationGroup
    elasticache/serverlessCache emr/securityConfiguration emrserverless/application fsx/lustreFileSystem
    glue/dataCatalogEncryptionSettings glue/job glue/securityConfiguration kinesis/firehoseDeliveryStream kinesis/stream
    lambda/function memorydb/cluster msk/cluster mwaa/environment neptune/cluster opensearch/domain rds/cluster
    rds/instance redshift/cluster redshiftserverless/namespace sagemaker/domain sagemaker/endpointConfiguration
    sagemaker/featureGroup sagemaker/notebookInstance secretsmanager/secret sfn/stateMachine sns/topic sqs/queue
    ssm/parameter timestreamwrite/database workspaces/workspace`,
  transportRequirements: `apigateway/domainName cloudfront/distribution dax/cluster dms/endpoint elasticache/replicationGroup
    elasticsearch/domain glue/connection lb/listener memorydb/cluster msk/cluster mskconnect/connector opensearch/domain
    rds/proxy transfer/server`,
  publicEndpointRequirements: `dms/replicationInstance eks/cluster lambda/functionUrl msk/cluster mwaa/environment
    neptune/clusterInstance opensearch/domain rds/instance redshift/cluster redshiftserverless/workgroup sagemaker/domain
    sagemaker/notebookInstance transfer/server`,
  recoveryRequirements: `docdb/cluster dynamodb/table dynamodb/tableReplica neptune/cluster rds/cluster rds/instance
    redshift/cluster`,
  deletionRequirements: `docdb/cluster dynamodb/table neptune/cluster rds/cluster rds/instance redshift/cluster s3/bucket
    s3/bucketV2 backup/vault`,
};

describe("policy-pack/requirements", () => {
  for (const [name, rows] of Object.entries(tables)) {
    it(`${name} names only inputs that the SDK has`, () => {
      const problems = rows.flatMap(({ type, path, want, when: only, unless: not }) => {
        const paths = [
          { at: withoutMarks(path), whole: want.kind === "given" || path.includes("{}") },
          ...(only === undefined ? [] : [{ at: only.path, whole: true }]),
          ...(not ?? []).map((at) => ({ at, whole: true })),
        ];
        return paths.flatMap(({ at, whole }) => {
          const problem = problemWith(type, at, whole);
          return problem === undefined ? [] : [`${type} ${at}: ${problem}`];
        });
      });
      assert.deepEqual(problems, []);
    });

    it(`${name} has no row twice`, () => {
      const keys = rows.map(({ type, path, when: only }) => `${type} ${path} ${JSON.stringify(only)}`);
      assert.deepEqual(keys, [...new Set(keys)]);
    });
  }

  for (const [name, types] of Object.entries(expected)) {
    it(`${name} has the services of the platform`, () => {
      const rows: readonly Requirement[] = tables[name as keyof typeof tables];
      const all = name === "encryptionRequirements" ? [...rows, ...backupRequirements] : rows;
      const known = new Set(all.map(({ type }) => type));
      const missing = types.split(/\s+/).filter((type) => !known.has(tokenOf(type)));
      assert.deepEqual(missing, []);
    });
  }

  it("knows every input of the SDK that names an encryption key", () => {
    const rows = Object.values(tables).flat();
    const known = new Set(rows.map(({ type, path }) => `${type} ${withoutMarks(path)}`));
    const reviewed = Object.values(otherKeys)
      .flat()
      .map((entry) => entry.replace(/^\S+/, tokenOf));
    const looksLikeKey = /kms|cmk|encryptionKey|^keyArn$/i;
    const noKey = /context|duration|reuse/i;
    const found = readSdkInputs()
      .filter(({ name, holds }) => holds === "text" && looksLikeKey.test(name) && !noKey.test(name))
      .map(({ type, path }) => `${type} ${path}`);
    assert.ok(found.length > 250);
    assert.deepEqual(
      found.filter((each) => !known.has(each) && !reviewed.includes(each)),
      [],
      "judge it in data/encryption.ts or data/encryption-keys.ts",
    );
    assert.deepEqual(
      reviewed.filter((each) => !found.includes(each)),
      [],
      "no such input any more",
    );
  });

  it("can tell a wrong type, path and list", () => {
    assert.equal(problemWith("aws:sqs/queues:Queues", "name"), "name is no input");
    assert.equal(problemWith("aws:sqs/queue:queue", "name"), "name is no input");
    assert.equal(problemWith("aws:sqs/queue:Queue", "kmsKey"), "kmsKey is no input");
    assert.match(problemWith("aws:dynamodb/table:Table", "replicas.kmsKeyArn") ?? "", /^replicas is/);
    assert.equal(problemWith("aws:dynamodb/table:Table", "serverSideEncryption"), "it ends at an object");
    assert.equal(problemWith("aws:dynamodb/table:Table", "serverSideEncryption", true), undefined);
  });

  it("wants an input, and says what stands there instead", () => {
    assert.deepEqual(answers(["on"], { on: true }), ["pass | on"]);
    assert.deepEqual(answers(["on"], { on: "true" }), ["pass | on"]);
    assert.deepEqual(answers(["on"], { on: "false" }), ['fail | on | has on "false"']);
    assert.deepEqual(answers(["on"], {}), ["fail | on | has no on"]);
    assert.deepEqual(answers(["on", no, optional], {}), ["pass | on"]);
    assert.deepEqual(answers(["a.b"], { a: { b: true } }), ["pass | a.b"]);
    assert.deepEqual(answers(["a.b"], { a: "x" }), ["fail | a.b | has no a.b"]);
  });

  it("wants it of each element of a list, and of an object only where that is given", () => {
    assert.deepEqual(answers(["list[].on"], { list: [{ on: true }, {}] }), [
      "pass | list[0].on",
      "fail | list[1].on | has no list[1].on",
    ]);
    assert.deepEqual(answers(["list[].on"], {}), []);
    assert.deepEqual(answers(["list[]", oneOf("a")], { list: ["a", "b"] }), [
      "pass | list[0]",
      'fail | list[1] | has list[1] "b"',
    ]);
    assert.deepEqual(answers(["a?.on"], {}), []);
    assert.deepEqual(answers(["a?.on"], { a: {} }), ["fail | a.on | has no a.on"]);
    assert.deepEqual(answers(["l[].a?.on"], { l: [{}, { a: {} }] }), ["fail | l[1].a.on | has no l[1].a.on"]);
  });

  it("steps into JSON text, and finds nothing in what is none", () => {
    assert.deepEqual(answers(["text{}.A.On"], { text: '{"A":{"On":true}}' }), ["pass | text.A.On"]);
    assert.deepEqual(answers(["text{}[].On", no], { text: '[{"On":false},{"On":true}]' }), [
      "pass | text.[0].On",
      "fail | text.[1].On | has text.[1].On true",
    ]);
    assert.deepEqual(answers(["text{}.On"], { text: "{" }), ["fail | text.On | has no text.On"]);
    assert.deepEqual(answers(["text{}.On"], { text: UNKNOWN }), [
      "undecided | text | has text that is not known before the deploy",
    ]);
  });

  it("knows when a row does not matter, and when that is not known", () => {
    assert.deepEqual(answers(["on", yes, when("mode", "a")], { mode: "b" }), []);
    assert.deepEqual(answers(["on", yes, when("mode", "a")], { mode: "a" }), ["fail | on | has no on"]);
    assert.deepEqual(answers(["on", yes, when("mode")], { mode: UNKNOWN }), ["fail | on | has no on"]);
    assert.deepEqual(answers(["on", yes, when("mode", "a")], { mode: UNKNOWN }), [
      "undecided | on | has no on",
    ]);
    assert.deepEqual(answers(["on", yes, unless("other")], { other: UNKNOWN }), []);
    assert.deepEqual(answers(["on", yes, { prodOnly: true }], {}, "dev"), []);
    assert.equal(answers(["on", yes, { prodOnly: true }], {}).length, 1);
  });

  it("takes the empty values of a deployed stack's outputs for nothing", () => {
    assert.deepEqual(answers(["on", no, optional], { on: "" }), ["pass | on"]);
    assert.deepEqual(answers(["on", yes, unless("other")], { other: "" }), ["fail | on | has no on"]);
    assert.deepEqual(answers(["on", yes, when("other")], { other: [] }), []);
  });

  it("takes only keys of our own, and a computed one only from KMS", () => {
    const verdict = (value: unknown, from: string[] = []) => {
      const queue = made("sqs/queue", "q", { k: value }, { propertyDependencies: { k: from } });
      return baseline(requirements([["sqs/queue", "k", key]])).check(queue, { stage: "prod" })[0]?.verdict;
    };
    const keyUrn = "urn:pulumi:prod-eu::meridian::meridian:security:DataKey$aws:kms/key:Key::orders";
    assert.equal(verdict(ownKey), "pass");
    assert.equal(verdict("1234abcd-12ab-34cd-56ef-1234567890ab"), "pass");
    assert.equal(verdict("alias/acme"), "pass");
    assert.equal(verdict("alias/aws/sqs"), "fail");
    assert.equal(verdict("arn:aws:kms:eu-west-1:200000000002:alias/aws/sqs"), "fail");
    assert.equal(verdict("AWS_OWNED_KMS_KEY"), "fail");
    assert.equal(verdict(""), "fail");
    assert.equal(verdict(true), "fail");
    assert.equal(verdict(UNKNOWN, [keyUrn]), "pass");
    assert.equal(verdict(UNKNOWN, [keyUrn.replace("kms/key:Key", "sqs/queue:Queue")]), "undecided");
    assert.equal(verdict(UNKNOWN), "undecided");
  });

  it("takes a thing for given while it is being computed, and not when it is empty", () => {
    assert.deepEqual(answers(["a", given], { a: UNKNOWN }), ["pass | a"]);
    assert.deepEqual(answers(["a", given], { a: [] }), ["fail | a | has no a"]);
    assert.deepEqual(answers(["a", given], { a: "" }), ["fail | a | has no a"]);
  });
});
