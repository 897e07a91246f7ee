import assert from "node:assert/strict";

import { residencyModel } from "../components/residency/model";
import { flows, type Flow } from "./flows";
import { indexGraph } from "./graph/graph-index";
import { UNKNOWN, type GraphResource } from "./graph/types";
import { bucket, bucketName, fixtureDay, fixturePlatform, fixtureTags, made } from "./testing/fixtures/build";

const model = residencyModel(fixturePlatform, fixtureDay);
const flowsIn = (resources: readonly GraphResource[], of = model): Flow[] =>
  flows(indexGraph({ stack: of.stack, resources }), of);
const workgroup = (outputLocation: string, tags: Record<string, string> = fixtureTags) =>
  made("athena/workgroup", "analysts", { tags, configuration: { resultConfiguration: { outputLocation } } });

describe("policy-pack/flows", () => {
  it("tells a whole flow", () => {
    const resource = made("secretsmanager/secret", "source", {
      tags: fixtureTags,
      replicas: [{ region: "eu-central-1" }],
    });
    assert.deepEqual(flowsIn([resource]), [
      {
        urn: resource.urn,
        path: "replicas[0].region",
        from: "eu/eu-west-1/200000000002",
        to: "eu/eu-central-1",
        mechanism: "replication",
        classification: "confidential",
        verdict: "allow",
        reason: "The data stays in eu.",
        crosses: "region",
        target: '"eu-central-1"',
        rule: "RES-10",
      },
    ]);
  });

  it("takes a bucket of the graph for where it stands, not for what its name says", () => {
    const name = "acme-corebanking-results-200000000002-eu-west-1-an";
    const abroad = made("s3/bucket", "results", { bucket: name, region: "us-east-1" });
    const [byGraph] = flowsIn([abroad, workgroup(`s3://${name}/`)]);
    const [byName] = flowsIn([workgroup(`s3://${name}/`)]);
    assert.deepEqual([byGraph?.to, byGraph?.verdict], ["us/us-east-1/200000000002", "deny"]);
    assert.deepEqual([byName?.to, byName?.verdict], ["eu/eu-west-1/200000000002", "allow"]);
  });

  it("denies a known value that cannot be located and says undecided only for unknown ones", () => {
    const [foreign] = flowsIn([workgroup("s3://somebody-elses/")]);
    assert.deepEqual([foreign?.verdict, foreign?.to, foreign?.crosses], ["deny", "unknown", "unknown"]);
    const [computed] = flowsIn([workgroup(UNKNOWN)]);
    assert.deepEqual([computed?.verdict, computed?.target], ["undecided", "not known yet"]);
  });

  it("turns around where the resource lives in the destination", () => {
    const [flow] = flowsIn([
      made("kms/replicaKey", "key", {
        region: "eu-central-1",
        primaryKeyArn: "arn:aws:kms:eu-west-1:200000000002:key/mrk-1",
      }),
    ]);
    assert.deepEqual(
      [flow?.from, flow?.to, flow?.crosses],
      ["eu/eu-west-1/200000000002", "eu/eu-central-1/200000000002", "region"],
    );
  });

  it("lets an approval through for its classification and way, and not after its last day", () => {
    const approval = {
      id: "T-1",
      from: "eu",
      to: "us",
      classification: "internal",
      mechanism: "copy",
      legalBasis: "scc",
      owner: "privacy@acme.example",
      expires: "2026-12-31",
    };
    const approved = { ...fixturePlatform, transfers: [approval] };
    const abroad = "s3://acme-corebanking-results-300000000002-us-east-1-an/";
    const verdict = (classification: string, today: string) =>
      flowsIn(
        [workgroup(abroad, { ...fixtureTags, "dp:classification": classification })],
        residencyModel(approved, today),
      )[0]?.verdict;
    assert.equal(verdict("Internal", "2026-12-31"), "allow");
    assert.equal(verdict("Internal", "2027-01-01"), "deny");
    assert.equal(verdict("Confidential", "2026-12-31"), "deny");
  });

  it("locates principals: our accounts, OUs, an account's IAM principals, and not the organization", () => {
    const grant = (principal: string) =>
      flowsIn([made("lakeformation/permissions", "reader", { principal })])[0];
    assert.equal(grant("200000000001")?.crosses, "account");
    assert.equal(grant("200000000001:IAMPrincipals")?.verdict, "allow");
    assert.equal(grant("IAM_ALLOWED_PRINCIPALS")?.crosses, "none");
    assert.equal(
      grant("arn:aws:organizations::100000000001:ou/o-acme000001/ou-acme-00000eu1")?.verdict,
      "allow",
    );
    assert.equal(grant("arn:aws:organizations::100000000001:organization/o-acme000001")?.verdict, "deny");
    assert.equal(grant("everyone")?.verdict, "deny");
  });

  it("locates hosts by their address", () => {
    const send = (invocationEndpoint: string) =>
      flowsIn([made("cloudwatch/eventApiDestination", "out", { invocationEndpoint })])[0]?.verdict;
    assert.equal(send("https://x.execute-api.eu-west-1.amazonaws.com/prod"), "allow");
    assert.equal(send("https://x.execute-api.us-east-1.amazonaws.com/prod"), "deny");
    assert.equal(send("https://hooks.vendor.example/in"), "deny");
  });

  it("says which border is crossed, and takes an end without an account for another account", () => {
    const crossing = (...resources: readonly GraphResource[]) => flowsIn(resources)[0]?.crosses;
    const results = `s3://${bucketName}/results/`;
    assert.equal(crossing(workgroup(results), bucket), "none");
    assert.equal(crossing(workgroup(results)), "none");
    const host = "https://x.execute-api.eu-west-1.amazonaws.com/prod";
    assert.equal(
      crossing(made("cloudwatch/eventApiDestination", "out", { invocationEndpoint: host })),
      "account",
    );
    const secretTo = (region: string) =>
      made("secretsmanager/secret", "s", { tags: fixtureTags, replicas: [{ region }] });
    assert.equal(crossing(secretTo("eu-west-1")), "none");
    assert.equal(crossing(secretTo("eu-central-1")), "region");
    assert.equal(crossing(secretTo("us-east-1")), "jurisdiction");
    const peering = (peerOwnerId: string) => made("ec2/vpcPeeringConnection", "hub", { peerOwnerId });
    assert.equal(crossing(peering("200000000001")), "account");
    assert.equal(crossing(peering("200000000002")), "none");
  });

  it("names the approval without which a flow would be denied", () => {
    const abroad = workgroup("s3://acme-corebanking-results-400000000002-ap-northeast-1-an/", {
      ...fixtureTags,
      "dp:classification": "Internal",
    });
    const [flow] = flowsIn([abroad]);
    assert.deepEqual([flow?.verdict, flow?.approval], ["allow", "T-1"]);
    assert.equal("approval" in (flowsIn([workgroup(`s3://${bucketName}/`)])[0] ?? {}), false);
  });

  it("finds every place in a text, and no flow in a text that names none", () => {
    const machine = (definition: unknown) => flowsIn([made("sfn/stateMachine", "load", { definition })]);
    assert.deepEqual(machine("arn:aws:states:::sqs:sendMessage"), []);
    assert.deepEqual(
      machine("arn:aws:sqs:eu-west-1:200000000001:a arn:aws:sqs:us-east-1:200000000001:b").map(
        ({ verdict, path, target }) => [verdict, path, target],
      ),
      [["deny", "definition", '"arn:aws:sqs:us-east-1:200000000001:b"']],
    );
    assert.equal(machine(UNKNOWN)[0]?.verdict, "undecided");
  });

  it("shows no secret", () => {
    const [flow] = flowsIn([
      made(
        "secretsmanager/secret",
        "s",
        { replicas: [{ region: "us-east-1" }] },
        { secretProps: ["replicas"] },
      ),
    ]);
    assert.equal(flow?.target, "[secret]");
    const connection = { JDBC_CONNECTION_URL: "mongodb://admin:canary@db.vendor.example/orders" };
    const [jdbc] = flowsIn([made("glue/connection", "erp", { connectionProperties: connection })]);
    assert.equal(jdbc?.target, '"mongodb://[secret]@db.vendor.example/orders"');
    assert.equal(jdbc.reason, 'Host "db.vendor.example" is neither an AWS endpoint nor in externalHosts.');
  });

  it("finds nothing in a bucket that sends nothing", () => {
    assert.deepEqual(flowsIn([bucket, made("s3/bucketVersioning", "orders", { bucket: bucketName })]), []);
  });
});
