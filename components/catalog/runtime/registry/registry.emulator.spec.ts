import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { DeleteObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";

import { FaultProxy, slowDown, throttled, type Call } from "../../../../tools/testing/fault-proxy";
import { emulatorRefusal, MiniStack } from "../../../../tools/testing/ministack";
import { archiveOf, UnitProcess } from "../../../../tools/testing/unit-process";
import { projectRoot } from "../../../project/root";
import type { Contract } from "../../contract";
import { loadContracts } from "../../contract-files";
import { registryKey, registryText } from "../../registry-document";
import { largestContract } from "./contract-object";
import { eventOf, RegistryOnEmulator } from "./on-emulator";
import { accountId, days, names, region } from "./testing";

const isWrite = ({ target }: Call) => target.endsWith(".PutItem") || target.endsWith(".UpdateItem");
const writesEntry = (entry: string) => (call: Call) => isWrite(call) && call.body.includes(`"S":"${entry}"`);
const readsObject = ({ method, path }: Call) => method === "GET" && path.includes("/contracts/");

describe("the registry's built archive on an emulator", function () {
  this.timeout(120_000);
  const contracts = loadContracts(join(projectRoot(), "contracts"));
  const [one, two, three] = contracts as [Contract, Contract, Contract, ...Contract[]];
  const next = (contract: Contract, version: string): Contract => ({ ...contract, version });
  let emulator: MiniStack;
  let proxy: FaultProxy;
  let registry: RegistryOnEmulator;
  let unit: UnitProcess;
  const startUnit = () => UnitProcess.start("catalog", "registry", registry.environment(proxy.origin));
  const entry = async (contract: Contract, name = "current") =>
    (await registry.entries()).get(`${contract.product} ${name}`);

  before(async function () {
    const refusal = emulatorRefusal();
    if (refusal !== undefined) {
      // Said once; the tests below are counted as skipped.
      if (process.env["MERIDIAN_EMULATORS"] === "1")
        process.stderr.write(`registry on an emulator: ${refusal}\n`);
      this.skip();
    }
    emulator = await MiniStack.start();
    proxy = await FaultProxy.start(emulator.origin);
  });
  beforeEach(async () => {
    await emulator.reset();
    proxy.clear();
    registry = new RegistryOnEmulator(emulator.client(accountId, region));
    await registry.make();
    unit = startUnit();
    // S3's own test message.
    await registry.workOff(unit);
    assert.equal((await registry.entries()).size, 0);
  });
  afterEach(() => unit?.stop());
  after(async () => {
    await proxy?.stop();
    await emulator?.stop();
  });

  it("registers every contract of the repository: nothing lost, nothing twice", async () => {
    for (const contract of contracts) await registry.publish(contract);
    await registry.workOff(unit);
    const entries = await registry.entries();
    const expected = contracts.flatMap(({ product, version }) => [
      `${product} current`,
      `${product} version#${version}`,
    ]);
    assert.deepEqual([...entries.keys()].sort(), expected.sort());
    assert.equal(proxy.calls.filter(isWrite).length, expected.length);
    assert.equal(await registry.depth(registry.failedUrl), 0);
  });

  it("writes the entry that docs/runtime.md describes", async () => {
    const objectVersion = await registry.publish(one);
    await registry.workOff(unit);
    const { sequencer, changedAt, ...rest } = (await entry(one)) ?? {};
    assert.match(sequencer?.S ?? "", /^[0-9A-F]{32}$/);
    assert.match(changedAt?.S ?? "", /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    const text = registryText(one, days);
    assert.deepEqual(rest, {
      product: { S: one.product },
      entry: { S: "current" },
      state: { S: "registered" },
      domain: { S: one.domain },
      version: { S: one.version },
      status: { S: one.status },
      owner: { S: one.owner },
      classification: { S: one.classification },
      personalData: { S: one.personalData },
      shareable: { BOOL: one.shareable },
      consumers: { L: [...one.consumers].sort().map((S) => ({ S })) },
      objectKey: { S: registryKey(one) },
      objectVersion: { S: objectVersion },
      digest: { S: createHash("sha256").update(text).digest("hex") },
      contract: { S: text },
    });
  });

  it("duplicates: a message that comes three times writes once", async () => {
    await registry.publish(one);
    const [message] = await registry.receive(1);
    await unit.invoke(eventOf([message!, message!]));
    const before = await registry.entries();
    assert.equal(before.size, 2);
    assert.deepEqual(await registry.work(unit, [message!]), []);
    assert.deepEqual(await registry.entries(), before);
    assert.equal(unit.log.match(/"already known"/g)?.length, 2);
    assert.equal(unit.log.match(/"registered"/g)?.length, 1);
  });

  it("reordering: an older version never overwrites a newer one, and has an entry all the same", async () => {
    await registry.publish(one);
    await registry.publish(next(one, "9.0.0"));
    const [older, newer] = await registry.receive(2);
    await registry.work(unit, [newer!]);
    await registry.work(unit, [older!]);
    const entries = await registry.entries();
    assert.equal((await entry(one))?.["version"]?.S, "9.0.0");
    assert.deepEqual(
      [...entries.keys()].sort(),
      [
        `${one.product} current`,
        `${one.product} version#${one.version}`,
        `${one.product} version#9.0.0`,
      ].sort(),
    );
    const texts = [one.version, "9.0.0"].map(
      (version) => entries.get(`${one.product} version#${version}`)?.["contract"]?.S,
    );
    assert.deepEqual(texts, [registryText(one, days), registryText(next(one, "9.0.0"), days)]);
  });

  it("reordering: a removed product does not come back when its creation arrives late", async () => {
    await registry.publish(one);
    await registry.s3.send(new DeleteObjectCommand({ Bucket: names.bucket, Key: registryKey(one) }));
    const [created, removed] = await registry.receive(2);
    await registry.work(unit, [removed!]);
    assert.equal((await entry(one))?.["state"]?.S, "removed");
    await registry.work(unit, [created!]);
    assert.equal((await entry(one))?.["state"]?.S, "removed");
    assert.equal((await entry(one, `version#${one.version}`))?.["state"]?.S, "registered");
  });

  it("a contract whose every version is deleted, as a deploy does it, ends as removed with what was last registered", async () => {
    await registry.publish(one);
    await registry.publish(next(one, "9.0.0"));
    await registry.workOff(unit);
    const { Versions = [] } = await registry.s3.send(new ListObjectVersionsCommand({ Bucket: names.bucket }));
    for (const { Key, VersionId } of Versions)
      await registry.s3.send(new DeleteObjectCommand({ Bucket: names.bucket, Key, VersionId }));
    await registry.workOff(unit);
    const current = await entry(one);
    assert.deepEqual([current?.["state"]?.S, current?.["version"]?.S], ["removed", "9.0.0"]);
    await registry.publish(next(one, "9.1.0"));
    await registry.workOff(unit);
    const again = await entry(one);
    assert.deepEqual([again?.["state"]?.S, again?.["version"]?.S], ["registered", "9.1.0"]);
  });

  it("throttling: calls that DynamoDB and S3 refuse are tried again within the run", async () => {
    await registry.publish(one);
    let left = 4;
    proxy.inject((call) => {
      if (!(isWrite(call) || readsObject(call)) || left === 0) return undefined;
      left -= 1;
      return left % 2 === 0 ? throttledFor(call) : undefined;
    });
    const messages = await registry.receive(1);
    assert.deepEqual(await registry.work(unit, messages), []);
    assert.equal(left, 0);
    assert.deepEqual([...(await registry.entries()).keys()].length, 2);
  });

  for (const [what, fault, matches] of [
    ["DynamoDB", throttled, isWrite],
    ["S3", slowDown, readsObject],
  ] as const) {
    it(`throttling: what ${what} still refuses after five attempts comes back from the queue`, async () => {
      await registry.publish(one);
      proxy.injectFirst(5, fault, matches);
      const messages = await registry.receive(1);
      assert.deepEqual(await registry.work(unit, messages), [messages[0]?.MessageId]);
      assert.equal((await registry.entries()).size, 0);
      await registry.workOff(unit);
      assert.equal((await registry.entries()).size, 2);
      assert.equal(await registry.depth(registry.failedUrl), 0);
    });
  }

  it("partial batch: one bad message asks for itself again and for no other", async () => {
    for (const contract of [one, two, three]) await registry.publish(contract);
    await registry.put("contracts/sales/leads.json", "no contract");
    const messages = await registry.receive(4);
    const bad = messages.filter(({ Body }) => Body?.includes("leads")).map(({ MessageId }) => MessageId);
    assert.deepEqual(await registry.work(unit, messages), bad);
    assert.equal(bad.length, 1);
    assert.equal((await registry.entries()).size, 6);
  });

  it("poison objects end in the queue of failures after five attempts, each once, and nothing else does", async () => {
    const document = JSON.parse(registryText(one, days)) as Record<string, unknown>;
    const poison = {
      "contracts/sales/text.json": "no contract",
      "contracts/sales/large.json": " ".repeat(largestContract + 1),
      "contracts/sales/other.json": JSON.stringify({ ...document, format: "meridian.contract/2" }),
      "contracts/sales/stolen.json": registryText(one, days),
      "contracts/sales/deep/key.json": registryText(one, days),
    };
    for (const [key, text] of Object.entries(poison)) await registry.put(key, text);
    await registry.publish(two);
    await registry.workOff(unit);
    const { Messages = [] } = await registry.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: registry.failedUrl, MaxNumberOfMessages: 10 }),
    );
    const keys = Messages.map(({ Body }) => /"key": ?"([^"]+)"/.exec(Body ?? "")?.[1]);
    assert.deepEqual(keys.sort(), Object.keys(poison).sort());
    assert.deepEqual(
      [...(await registry.entries()).keys()].sort(),
      [`${two.product} current`, `${two.product} version#${two.version}`].sort(),
    );
    for (const line of [
      "contracts/sales/text.json: is not JSON",
      `contracts/sales/large.json: has ${largestContract + 1} bytes, a contract at most ${largestContract}`,
      "contracts/sales/other.json: is not a contract: format",
      `contracts/sales/stolen.json: is a contract of ${one.product}`,
      'key "contracts/sales/deep/key.json" is not that of a contract',
    ])
      assert.equal(reasonsIn(unit.log).filter((reason) => reason.startsWith(line)).length, 5, line);
  });

  for (const name of ["current", `version#${one.version}`]) {
    it(`crash in the middle: killed between the write of ${name.split("#")[0]} and its answer, it has the effect once`, async () => {
      await registry.publish(one);
      const messages = await registry.receive(1);
      const isOurs = writesEntry(name);
      proxy.inject((call) => (isOurs(call) ? { kind: "lost", afterwards: () => unit.kill() } : undefined));
      await assert.rejects(registry.work(unit, messages), { message: "the unit's process ended" });
      const written = await entry(one, name);
      assert.equal(written?.["version"]?.S, one.version);
      proxy.clear();
      unit.stop();
      unit = startUnit();
      await registry.workOff(unit);
      const entries = await registry.entries();
      assert.deepEqual(entries.get(`${one.product} ${name}`), written);
      assert.equal(entries.size, 2);
      assert.equal(await registry.depth(registry.failedUrl), 0);
    });
  }

  it("end to end: the emulator's own Lambda runs the archive by its mapping, and redrives what fails", async () => {
    const archive = readFileSync(archiveOf("catalog", "registry"));
    const hash = await registry.deploy(archive);
    assert.equal(hash, createHash("sha256").update(archive).digest("base64"));
    for (const contract of [one, two, three]) await registry.publish(contract);
    await registry.put("contracts/sales/leads.json", "no contract");
    for (const end = Date.now() + 90_000; Date.now() < end; await pause(200)) {
      if ((await registry.depth(registry.failedUrl)) === 1 && (await registry.depth(registry.queueUrl)) === 0)
        break;
    }
    assert.equal(await registry.depth(registry.failedUrl), 1);
    assert.equal(await registry.depth(registry.queueUrl), 0);
    assert.equal((await registry.entries()).size, 6);
  });
});

/** Why messages were to come again, by the unit's log: one JSON document a line. */
const reasonsIn = (log: string): string[] =>
  log
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .flatMap((line) => (JSON.parse(line) as { error?: { message: string } }).error?.message ?? []);

const throttledFor = (call: Call) => (isWrite(call) ? throttled : slowDown);
