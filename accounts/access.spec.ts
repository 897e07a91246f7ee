import assert from "node:assert/strict";

import { bucketPolicy } from "../components/lake/bucket-policy";
import { lakeStore, type Zone } from "../components/lake/domain-lake";
import { keyUses } from "../components/access/key-uses";
import { bucketAccess, ownStatements, type StoreUse } from "../components/access/store-uses";
import { policyDocument, type PolicyStatement } from "../components/identity/statement";
import { projectRoot } from "../components/project/root";
import { place } from "../components/residency/place";
import { keyPolicy } from "../components/security/key-policy";
import { accessFaults, faultLine } from "../policy-pack/access/access";
import { indexGraph } from "../policy-pack/graph/graph-index";
import type { GraphResource } from "../policy-pack/graph/types";
import { allowances, identitiesOf } from "../policy-pack/iam/identity-index";
import { plannedStack, today } from "../tools/engine/testing";
import type { PlannedResource } from "../tools/engine/types";
import { isPlatform, readStacks, stackNames, type Stack } from "../tools/stacks";
import { lakeUses, servicesOf, usersOf } from "./access";
import { accountsOf } from "./config";

const root = projectRoot();

const plannedOf = async ({ name }: Stack) => (await plannedStack(name, "resolved")).graph.resources;

const faultsIn = ({ name, settings }: Stack, resources: readonly GraphResource[]) =>
  accessFaults(
    indexGraph({ stack: name, resources }),
    new Set(accountsOf(settings).map(({ id }) => `arn:aws:iam::${id}:role/${settings.deployRole}`)),
  ).map(faultLine);

for (const stack of readStacks(root, stackNames(root), today)) {
  describe(`access in stack ${stack.name}`, () => {
    let resources: readonly PlannedResource[];
    before(async () => {
      resources = await plannedOf(stack);
    });

    it("is the same on every side: role, boundary, bucket and key", () => {
      assert.deepEqual(faultsIn(stack, resources), []);
    });

    it("has no service in a boundary that no role of the account uses", () => {
      const index = indexGraph({ stack: stack.name, resources });
      const { policiesOf, roleByArn } = identitiesOf(index);
      for (const { id, name, role } of accountsOf(stack.settings)) {
        const statements = [...roleByArn]
          .filter(([arn]) => arn.split(":")[4] === id)
          .flatMap(([, each]) => {
            const own = allowances(policiesOf.get(each.urn) ?? []);
            return own === "not known" ? [] : own;
          });
        const used = new Set(
          statements.flatMap(({ actions }) => actions.map((action) => action.split(":")[0])),
        );
        assert.deepEqual(
          servicesOf(role, isPlatform(stack) ? stack.settings : {}).filter((service) => !used.has(service)),
          [],
          name,
        );
      }
    });
  });
}

/**
 * What Kinesis and Firehose for a domain take by hand, and what is red when it is forgotten:
 * 1. the component with its role and `ownStatements`: a store "lets in a role whose own policy does not ask for it";
 * 2. its spec: nothing, a review has to see it;
 * 3. the kind of its names in components/naming: it does not compile;
 * 4. its entry in capabilities.ts: neither `servicesOf` nor `trustService` compiles;
 * 5. its row and its service in accounts/access.ts: "the bucket denies it", "the key does not allow it", "the boundary does not have it";
 * 6. the call in accounts/producer.ts: a store "lets in a role that no plan makes";
 * 7. the key of the domain's config: it does not compile;
 * 8. the stack file that wants it: nothing, it has no Firehose.
 * A stream that others use under its own key is a kind of store besides (components/access/stores.ts).
 */
describe("a Firehose planted for the domain clinical of dev", () => {
  const [dev] = readStacks(root, ["dev"], today);
  const producer = "999900000003";
  const role = `arn:aws:iam::${producer}:role/meridian/delivery`;
  const naming = { prefix: "meridian", jurisdiction: "us", stage: "dev" } as const;
  const store = lakeStore({ placement: place("us", "us-east-1"), accountId: producer, naming }, "clinical");
  const delivery: StoreUse<Zone> = { sid: "Delivery", roleArns: [role], parts: { bronze: "write" } };
  const uses = usersOf(
    lakeUses(
      { name: "clinical", processing: [{ kind: "glue" }] },
      {
        producer: { accountId: producer, naming },
        governance: { accountId: "999900000001", naming },
        deployRoleArn: "arn:aws:iam::999900000001:role/meridian-deploy",
        optimized: true,
      },
    ),
  );
  const stream: PolicyStatement = {
    Sid: "Stream",
    Effect: "Allow",
    Action: ["kinesis:GetRecords"],
    Resource: `arn:aws:kinesis:us-east-1:${producer}:stream/meridian-clinical`,
  };
  let resources: readonly PlannedResource[];
  before(async () => {
    resources = await plannedOf(dev!);
  });

  /** The plan with the role and what its own policy says. */
  function planted(statements: readonly PolicyStatement[]): GraphResource[] {
    const etl = resources.find(({ type, name }) => type === "aws:iam/role:Role" && name === "clinical-etl")!;
    const own = resources.find(
      ({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name === "clinical-etl-data",
    )!;
    return [
      ...resources,
      { ...etl, urn: `${etl.urn}-delivery`, props: { ...etl.props, name: "delivery" } },
      {
        ...own,
        urn: `${own.urn}-delivery`,
        props: { ...own.props, role: "delivery", policy: policyDocument(statements) },
      },
    ];
  }

  /** The plan in which one resource has another policy. */
  const withPolicy = (all: readonly GraphResource[], type: string, name: string, policy: string) =>
    all.map((each) =>
      each.type === type && each.name === name ? { ...each, props: { ...each.props, policy } } : each,
    );
  const openBucket = (all: readonly GraphResource[]) =>
    withPolicy(
      all,
      "aws:s3/bucketPolicy:BucketPolicy",
      "clinical-bronze",
      bucketPolicy({
        bucketName: store.parts.bronze.name,
        organizationId: "o-meridian01",
        access: bucketAccess([...uses, delivery], "bronze"),
      }),
    );
  const openKey = (all: readonly GraphResource[]) =>
    withPolicy(
      all,
      "aws:kms/key:Key",
      "clinical-raw-key",
      keyPolicy({
        accountId: producer,
        region: "us-east-1",
        roles: keyUses([...uses, delivery], store, store.parts.bronze.keyAlias),
        fleets: [],
        services: [],
      }),
    );
  const sides = (all: readonly GraphResource[]) => [
    ...new Set(faultsIn(dev!, all).map((line) => line.split(":")[0])),
  ];
  const whole = () => planted([...ownStatements(delivery, store), stream]);

  it("is refused on every side while no row names it", () => {
    assert.deepEqual(
      faultsIn(dev!, whole()).filter((line) => /PutObject |Decrypt|kinesis/.test(line)),
      [
        `bucket: ${role} s3:PutObject arn:aws:s3:::${store.parts.bronze.name}/*: the bucket denies it (DenyUnnamedRoles)`,
        `key: ${role} kms:Decrypt arn:aws:kms:us-east-1:${producer}:key/*: the key does not allow it`,
        `boundary: ${role} kinesis:GetRecords ${String(stream.Resource)}: the boundary does not have it`,
      ],
    );
  });

  it("has its bucket and its key open once it is a row, and only the boundary is left", () => {
    assert.deepEqual(sides(openKey(openBucket(whole()))), ["boundary"]);
  });

  it("is red for each side that is forgotten, by name", () => {
    assert.deepEqual(sides(openKey(whole())), ["bucket", "boundary"]);
    assert.deepEqual(sides(openBucket(whole())), ["key", "boundary"]);
    assert.deepEqual(sides(openKey(openBucket(planted(ownStatements(delivery, store))))), []);
  });

  it("is a guest who does not come when its own policy does not ask for what its row opens", () => {
    const why = "lets in a role whose own policy does not ask for it";
    const service = "the boundary does not have it";
    assert.deepEqual(faultsIn(dev!, openKey(openBucket(planted([stream])))), [
      `boundary: ${role} kinesis:GetRecords ${String(stream.Resource)}: ${service}`,
      `bucket: ${role} * ${store.parts.bronze.name}: ${why}`,
      `key: ${role} * ${producer} ${store.parts.bronze.keyAlias}: ${why}`,
    ]);
  });

  it("may name the key by the bucket, and only the key of that bucket, in its account", () => {
    const decrypt = (Resource: string, ...buckets: string[]): PolicyStatement => ({
      Sid: "Keys",
      Effect: "Allow",
      Action: ["kms:Decrypt"],
      Resource,
      Condition: { StringLike: { "kms:EncryptionContext:aws:s3:arn": buckets } },
    });
    const keys = `arn:aws:kms:us-east-1:${producer}:key/*`;
    const elsewhere = "arn:aws:kms:us-east-1:999900000001:key/*";
    const keyFaults = (statement: PolicyStatement) =>
      faultsIn(dev!, openKey(planted([statement]))).filter((line) => line.startsWith("key: "));
    const [bronze, silver] = [store.parts.bronze.name, store.parts.silver.name];
    const asks = (resource: string) => `key: ${role} kms:Decrypt ${resource}`;
    assert.deepEqual(keyFaults(decrypt(keys, `arn:aws:s3:::${bronze}`, `arn:aws:s3:::${bronze}/*`)), []);
    assert.deepEqual(keyFaults(decrypt(keys, `arn:aws:s3:::${silver}`)), [
      `${asks(keys)}: the key does not allow it`,
      `key: ${role} * ${producer} ${store.parts.bronze.keyAlias}: lets in a role whose own policy does not ask for it`,
    ]);
    assert.deepEqual(keyFaults(decrypt(keys, "arn:aws:s3:::nowhere")), [
      `${asks(keys)}: no key of account ${producer} encrypts bucket nowhere`,
      `key: ${role} * ${producer} ${store.parts.bronze.keyAlias}: lets in a role whose own policy does not ask for it`,
    ]);
    assert.deepEqual(keyFaults(decrypt(elsewhere, `arn:aws:s3:::${bronze}`)), [
      `${asks(elsewhere)}: no key of account 999900000001 encrypts bucket ${bronze}`,
      `key: ${role} * ${producer} ${store.parts.bronze.keyAlias}: lets in a role whose own policy does not ask for it`,
    ]);
  });

  it("is a stranger when its stores let it in and no plan makes it", () => {
    const why = "lets in a role that no plan makes";
    assert.deepEqual(faultsIn(dev!, openKey(openBucket(resources))), [
      `bucket: ${role} * ${store.parts.bronze.name}: ${why}`,
      `key: ${role} * ${producer} ${store.parts.bronze.keyAlias}: ${why}`,
    ]);
  });
});
