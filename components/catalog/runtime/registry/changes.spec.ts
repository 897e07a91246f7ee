import assert from "node:assert/strict";

import fc from "fast-check";

import { changesIn, sortableSequencer, UnreadableMessage } from "./changes";

/** A message of S3 as its User Guide shows it, with what is read here. */
function message(record: object = {}, object: object = {}): string {
  const s3 = {
    bucket: { name: "contracts-bucket", arn: "arn:aws:s3:::contracts-bucket" },
    object: {
      key: "contracts/trading/orders.json",
      size: 10,
      versionId: "v1",
      sequencer: "0055AED6DCD90281E5",
      ...object,
    },
  };
  const whole = { eventName: "ObjectCreated:Put", eventTime: "2026-11-21T10:00:00.000Z", s3, ...record };
  return JSON.stringify({ Records: [whole] });
}

const unreadable = (text: string) => ({ name: "UnreadableMessage", message: text });

describe("changes in a message of S3", () => {
  it("say which product changed, how, and in which order", () => {
    assert.deepEqual(changesIn(message()), [
      {
        product: "trading.orders",
        bucket: "contracts-bucket",
        key: "contracts/trading/orders.json",
        kind: "created",
        versionId: "v1",
        sequencer: "000000000000000055AED6DCD90281E5".padStart(32, "0"),
        time: "2026-11-21T10:00:00.000Z",
      },
    ]);
  });

  it("tell removals, and objects of a bucket without versions", () => {
    for (const eventName of ["ObjectRemoved:Delete", "ObjectRemoved:DeleteMarkerCreated"])
      assert.equal(changesIn(message({ eventName }))[0]?.kind, "removed");
    assert.equal("versionId" in changesIn(message({}, { versionId: undefined }))[0]!, false);
  });

  it("are as many as the message has, and none in S3's test message", () => {
    const [record] = (JSON.parse(message()) as { Records: object[] }).Records;
    assert.equal(changesIn(JSON.stringify({ Records: [record, record] })).length, 2);
    assert.deepEqual(changesIn(JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent" })), []);
  });

  for (const [body, text] of [
    ["{", "message is not JSON"],
    ["[]", "message is not an object"],
    ["{}", "message has no list Records"],
    [message({ s3: null }), "s3 is not an object"],
    [
      message({ eventName: "ObjectRestore:Completed" }),
      'event "ObjectRestore:Completed" neither creates nor removes an object',
    ],
    [message({}, { sequencer: undefined }), "sequencer is not a text"],
    [message({}, { sequencer: "xyz" }), 'sequencer "xyz" is not 1 to 32 hexadecimal digits'],
    [message({}, { key: "contracts/a/b/c.json" }), 'key "contracts/a/b/c.json" is not that of a contract'],
    [
      message({}, { key: "contracts/two+words/c.json" }),
      'key "contracts/two words/c.json" is not that of a contract',
    ],
  ] as const)
    it(`are refused: ${text}`, () => {
      assert.throws(() => changesIn(body), unreadable(text));
    });

  it("show at most 80 characters of a foreign key", () => {
    assert.throws(
      () => changesIn(message({}, { key: "k".repeat(1000) })),
      unreadable(`key "${"k".repeat(80)}" is not that of a contract`),
    );
  });
});

describe("a sequencer", () => {
  const sequencer = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n });

  it("sorts as text as it counts, whatever its length and case", () => {
    fc.assert(
      fc.property(sequencer, sequencer, fc.nat({ max: 3 }), (one, other, zeros) => {
        const [a, b] = [one, other].map((each) => each.toString(16)) as [string, string];
        const padded = sortableSequencer(("0".repeat(zeros) + a).slice(-32));
        assert.equal(padded < sortableSequencer(b.toUpperCase()), one < other);
        assert.equal(padded.length, 32);
      }),
    );
  });

  it("of more digits than a sortable text has is refused, not cut", () => {
    assert.throws(() => sortableSequencer("1".repeat(33)), UnreadableMessage);
  });
});
