import assert from "node:assert/strict";

import { projectRoot } from "../../components/project/root";
import { currentDay } from "../../components/residency/dates";
import { quotas } from "../../policy-pack/data/quotas";
import { noLevels } from "../../policy-pack/levels/levels";
import { rules } from "../../policy-pack/rules";
import { readProjectSettings } from "../governance/project-settings";
import { explainRule, explainTypes } from "./explanation";
import { renderRule, renderTypes } from "./render";
import { subjectOf } from "./subject";

const ruleOf = (id: string) => rules.find((rule) => rule.id === id)!;
const typesOf = (name: string) => {
  const subject = subjectOf(name, rules);
  assert.ok(subject.kind === "types");
  return explainTypes(subject.label, subject.types, rules);
};

describe("meridian explain", () => {
  it("says everything that the pack demands of Step Functions", () => {
    assert.equal(renderTypes(typesOf("Step Functions")), stepFunctions);
  });

  it("says everything that the pack demands of Athena, with AWS's quota", () => {
    assert.equal(renderTypes(typesOf("athena")), athena);
  });

  it("says what a rule is about", () => {
    const { levels } = readProjectSettings(projectRoot(), currentDay());
    assert.equal(renderRule(explainRule(ruleOf("RES-03"), levels)), res03);
  });

  it("knows a rule, a type and a service by each of their names, whatever their case", () => {
    for (const name of ["res-03", "RES-03-s3-replica-same-jurisdiction"])
      assert.deepEqual(subjectOf(name, rules), { kind: "rule", rule: ruleOf("RES-03") });
    for (const name of ["aws:redshift/cluster:Cluster", "redshift/Cluster", "aws.redshift.Cluster"])
      assert.deepEqual(typesOf(name).subject, "aws:redshift/cluster:Cluster");
    const services = ["Amazon S3", "Lake Formation", "AWS Config", "firehose", "EventBridge", "REDSHIFT"];
    assert.deepEqual(
      services.map((name) => typesOf(name).subject),
      ["s3", "lakeformation", "cfg", "kinesis", "cloudwatch", "redshift"],
    );
  });

  it("leaves nothing out: every rule, requirement, destination and quota stands under its service", () => {
    const { requirements, destinations, rules: judging, quotas: limits } = typesOf("s3");
    assert.deepEqual(
      limits,
      quotas.filter(({ type }) => type.startsWith("aws:s3/")),
    );
    const named = rules.filter(({ types }) => types.some((type) => type.startsWith("aws:s3/")));
    assert.deepEqual(
      judging.map(({ id }) => id),
      named.map(({ id }) => id),
    );
    assert.ok(
      requirements.some(({ rule, path }) => rule === "RES-21" && path === undefined),
      "a refusal",
    );
    assert.ok(
      requirements.some(({ rule, path }) => rule === "BCK-06" && path === "forceDestroy"),
      "a row",
    );
    assert.ok(
      destinations.some(({ type, path }) => type.includes("ReplicationConfig") && path.includes("bucket")),
    );
  });

  it("has rows only of types and inputs that the rule itself judges", () => {
    const strange = rules.flatMap(({ id, requirements = [], types, reads }) =>
      requirements
        .filter(({ type, path }) => {
          const plain = path.replaceAll("?", "").replace(/\{\}.*$/, "");
          return !types.includes(type) || !reads.includes(plain);
        })
        .map(({ type, path }) => `${id} ${type} ${path}`),
    );
    assert.deepEqual(strange, []);
    assert.ok(rules.filter(({ requirements }) => requirements !== undefined).length >= 9);
  });

  it("answers for a type of the SDK that no rule names, by what holds for all", () => {
    const { rules: own, everywhere, ...rest } = typesOf("aws:dynamodb/tag:Tag");
    assert.deepEqual([own, everywhere], [[], ["RES-01", "RES-02", "RES-23", "RES-24"]]);
    assert.deepEqual([rest.requirements, rest.destinations, rest.quotas], [[], [], []]);
  });

  it("shows the level of each stage, and what jurisdictions and stacks have instead", () => {
    const levels = {
      ...noLevels,
      stages: { dev: { "ENC-02": "remediate" } },
      jurisdictions: { eu: { "ENC-02": "advisory", "ENC-03": "disabled" } },
      stacks: { "prod-us": { "ENC-02": "disabled" } },
    } as const;
    const explained = explainRule(ruleOf("ENC-02"), levels);
    assert.deepEqual(explained.levels, { dev: "remediate", prod: "mandatory" });
    assert.deepEqual(explained.exceptions, { "jurisdiction eu": "advisory", "stack prod-us": "disabled" });
    assert.match(
      renderRule(explained),
      /^level: {5}dev remediate, prod mandatory, jurisdiction eu advisory, stack prod-us disabled$/m,
    );
    assert.match(renderRule(explained), /^corrects: {2}its inputs, at level remediate$/m);
  });

  it("shows at most twelve types of a rule", () => {
    const { types } = ruleOf("TAG-01");
    assert.ok(
      renderRule(explainRule(ruleOf("TAG-01"), noLevels)).includes(`, and ${types.length - 12} more\n`),
    );
  });

  it("refuses a name that it does not know, with the nearest that it does", () => {
    const messageOf = (name: string) => {
      try {
        subjectOf(name, rules);
      } catch (error) {
        return (error as Error).message;
      }
      return "found";
    };
    assert.deepEqual(["redshfit", "RES-333", "Step Funktions", "zzzzqqqq"].map(messageOf), [
      'explain: "redshfit" is no service, type or rule; did you mean "redshift"?',
      'explain: "RES-333" is no service, type or rule; did you mean "RES-03"?',
      'explain: "Step Funktions" is no service, type or rule; did you mean "stepfunctions"?',
      'explain: "zzzzqqqq" is no service, type or rule; try s3, aws:s3/bucket:Bucket or RES-03',
    ]);
  });
});

const stepFunctions = `sfn: 6 rules, 3 requirements, 2 destinations, no quotas

Rules, with severity and level unless configured
  RES-12  Events, streams and the code between them stay in the jurisdiction (critical, mandatory)
          StateMachine
  ENC-05  Confidential stores lie under a key of their own domain, jurisdiction and classification (medium, mandatory)
          StateMachine
  ENC-06  Every store, queue, stream and secret is encrypted with a customer-managed key (high, mandatory)
          Activity, StateMachine
  TAG-01  Every taggable resource says whose data it holds, how sensitive, and for how long (medium, mandatory)
          Activity, StateMachine
  PRV-02  No stage refers to another stage's buckets, keys, roles or tables (critical, mandatory)
          StateMachine
  PRV-05  Health information is held only by services that AWS's business associate addendum covers (critical, mandatory)
          Activity, StateMachine

Requirements: what an input has to be
  aws:sfn/activity:Activity
    encryptionConfiguration.kmsKeyId: set a customer-managed KMS key (ENC-06)
  aws:sfn/stateMachine:StateMachine
    encryptionConfiguration.type: use one of CUSTOMER_MANAGED_CMK, CUSTOMER_MANAGED_KMS_KEY (ENC-06)
    encryptionConfiguration.kmsKeyId: set a customer-managed KMS key (ENC-06)

Destinations: inputs that say where data, or access to it, goes
  aws:sfn/stateMachine:StateMachine
    definition: by event (RES-12)
    loggingConfiguration.logDestination: by event (RES-12)

Rules for every resource of AWS
  RES-01, RES-02, RES-23, RES-24
`;

const athena = `athena: 11 rules, 10 requirements, 7 destinations, 2 quotas

Rules, with severity and level unless configured
  RES-15  What jobs, queries and exports write stays in the jurisdiction (critical, mandatory)
          DataCatalog, Database, Workgroup
  ENC-05  Confidential stores lie under a key of their own domain, jurisdiction and classification (medium, mandatory)
          Workgroup
  ENC-06  Every store, queue, stream and secret is encrypted with a customer-managed key (high, mandatory)
          Database, Workgroup
  BCK-06  No production store can be deleted in passing, nor without a last copy (high, mandatory)
          Database
  TAG-01  Every taggable resource says whose data it holds, how sensitive, and for how long (medium, mandatory)
          CapacityReservation, DataCatalog, Workgroup
  COST-01  What scales by itself has an upper limit (low, advisory)
          Workgroup
  REG-01  Every resource stands in a region that has its service (medium, mandatory)
          NamedQuery, Workgroup
  LIM-01  Nothing is larger or more than AWS allows (high, mandatory)
          Workgroup
  LIM-02  Nothing that grows is nearer to a quota than 80 % (low, advisory)
          Workgroup
  PRV-02  No stage refers to another stage's buckets, keys, roles or tables (critical, mandatory)
          DataCatalog, Database, Workgroup
  PRV-05  Health information is held only by services that AWS's business associate addendum covers (critical, mandatory)
          CapacityReservation, DataCatalog, Workgroup

Requirements: what an input has to be
  aws:athena/database:Database
    encryptionConfiguration.encryptionOption: use one of SSE_KMS, CSE_KMS (ENC-06)
    encryptionConfiguration.kmsKey: set a customer-managed KMS key (ENC-06)
    forceDestroy: set it to false, in production, or leave it out (BCK-06)
  aws:athena/workgroup:Workgroup
    configuration.resultConfiguration.encryptionConfiguration.encryptionOption: use one of SSE_KMS, CSE_KMS, unless configuration.managedQueryResultsConfiguration or configuration.executionRole is given (ENC-06)
    configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn: set a customer-managed KMS key, unless configuration.managedQueryResultsConfiguration or configuration.executionRole is given (ENC-06)
    configuration.managedQueryResultsConfiguration?.encryptionConfiguration.kmsKey: set a customer-managed KMS key, unless configuration.resultConfiguration is given (ENC-06)
    configuration.customerContentEncryptionConfiguration?.kmsKey: set a customer-managed KMS key (ENC-06)
    configuration.monitoringConfiguration.managedLoggingConfiguration.kmsKey: set a customer-managed KMS key, or leave it out (ENC-06)
    configuration.monitoringConfiguration.s3LoggingConfiguration.kmsKey: set a customer-managed KMS key, or leave it out (ENC-06)
    configuration.enforceWorkgroupConfiguration: enforce the workgroup's settings, or clients choose where results go (RES-15)

Destinations: inputs that say where data, or access to it, goes
  aws:athena/dataCatalog:DataCatalog
    parameters.catalog-id: by copy (RES-15)
    parameters.function: by copy (RES-15)
    parameters.metadata-function: by copy (RES-15)
    parameters.record-function: by copy (RES-15)
  aws:athena/database:Database
    bucket: by copy (RES-15)
  aws:athena/workgroup:Workgroup
    configuration.resultConfiguration.outputLocation: by copy (RES-15)
    configuration.monitoringConfiguration.s3LoggingConfiguration.logLocation: by copy (RES-15)

Quotas of AWS
  aws:athena/workgroup:Workgroup
    name: 128 characters (Athena API reference)
    per account, region: 1000 resources (Athena user guide, quotas)

Rules for every resource of AWS
  RES-01, RES-02, RES-23, RES-24
`;

const res03 = `RES-03: S3 replicas stay in the jurisdiction

Replication copies every object for good. A bucket ARN has no region, so the destination has to be proved.

What to do: Replicate to a bucket of this jurisdiction, with its literal name and account, through BucketReplicationConfig.

severity:  critical, family residency
level:     dev mandatory, prod mandatory
waivable:  no
corrects:  nothing
page:      docs/policies/res-03.md

Controls
  GDPR (2016/679) Art. 44
  NIST 800-53 (r5) SA-9(5)
  NIST 800-53 (r5) CP-6(1)
  Control Tower (2026) AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION

Types
  aws:s3/bucketReplicationConfig:BucketReplicationConfig, aws:s3/bucket:Bucket, aws:s3/bucketV2:BucketV2, aws:s3tables/tableBucketReplication:TableBucketReplication, aws:s3tables/tableReplication:TableReplication, aws-native:s3:Bucket

Reads
  rules[].destination.bucket
  rules[].destination.account
  rule.destinations[].destinationTableBucketArn

Passes
  a literal name and account of the jurisdiction

Fails
  a bucket whose name says another jurisdiction
    aws.s3.BucketReplicationConfig "orders" sends confidential data by replication from eu/eu-west-1/200000000002 to us/us-east-1: rules[0].destination.bucket is "arn:aws:s3:::acme-corebanking-bronze-300000000002-us-east-1-an". Data classified confidential may not go from eu to us; no approval can cover it; keep it in eu (eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-3), with literal names that say so.
`;
