import assert from "node:assert/strict";
import fc from "fast-check";

import { classifications } from "../facts/classification";
import { jurisdictionIds } from "./jurisdictions";
import { decide, hasExpired, legalBases, mechanisms, type TransferApproval } from "./transfer";

const approval: TransferApproval = {
  id: "TR-7",
  from: "eu",
  to: "us",
  classification: "internal",
  mechanism: "copy",
  legalBasis: "scc",
  owner: "privacy@example.com",
  expires: "2027-03-31",
};
const today = "2026-11-21";
const none = { approvals: [], today };

const day = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const anyApproval: fc.Arbitrary<TransferApproval> = fc.record({
  id: fc.string({ minLength: 1 }),
  from: fc.constantFrom(...jurisdictionIds),
  to: fc.constantFrom(...jurisdictionIds),
  classification: fc.constantFrom(...classifications),
  mechanism: fc.constantFrom(...mechanisms),
  legalBasis: fc.constantFrom(...legalBases),
  owner: fc.string({ minLength: 1 }),
  expires: day,
});
const context = fc.record({ approvals: fc.array(anyApproval), today: day });
const jurisdiction = fc.constantFrom(...jurisdictionIds);
const mechanism = fc.constantFrom(...mechanisms);

describe("decide", () => {
  it("allows everything inside one jurisdiction", () => {
    for (const id of jurisdictionIds) {
      for (const classification of classifications) {
        for (const each of mechanisms) {
          assert.deepEqual(decide(id, id, classification, each, none), {
            verdict: "allow",
            reason: `The data stays in ${id}.`,
          });
        }
      }
    }
  });

  it("allows public data to go between any two jurisdictions", () => {
    assert.deepEqual(decide("eu", "us", "Public", "replication", none), {
      verdict: "allow",
      reason: "Public data may go from eu to us.",
    });
  });

  it("denies internal data without an approval", () => {
    assert.deepEqual(decide("eu", "us", "internal", "copy", none), {
      verdict: "deny",
      reason:
        "No approval lets internal data from eu to us by copy; add one to transfers or keep the data in eu.",
    });
  });

  it("allows internal data with a matching approval and returns it", () => {
    assert.deepEqual(decide("eu", "us", "internal", "copy", { approvals: [approval], today }), {
      verdict: "allow",
      reason: 'Approval "TR-7" (scc) lets internal data from eu to us by copy until 2027-03-31.',
      approval,
    });
  });

  it("lets an approval for a higher class cover a lower one, and not the reverse", () => {
    const wide = { ...approval, classification: "restricted" } as const;
    assert.equal(decide("eu", "us", "internal", "copy", { approvals: [wide], today }).verdict, "allow");
    const narrow = { ...approval, classification: "public" } as const;
    assert.deepEqual(decide("eu", "us", "internal", "copy", { approvals: [narrow], today }), {
      verdict: "deny",
      reason: 'Approval "TR-7" covers only public data, not internal data from eu to us by copy.',
    });
  });

  it("does not stretch an approval to another direction, destination or mechanism", () => {
    const approved = { approvals: [approval], today };
    assert.equal(decide("us", "eu", "internal", "copy", approved).verdict, "deny");
    assert.equal(decide("eu", "uk", "internal", "copy", approved).verdict, "deny");
    assert.equal(decide("eu", "us", "internal", "share", approved).verdict, "deny");
  });

  it("denies confidential and restricted data whatever was approved", () => {
    for (const classification of ["confidential", "restricted"] as const) {
      const approvals = [{ ...approval, classification }];
      assert.deepEqual(decide("eu", "us", classification, "copy", { approvals, today }), {
        verdict: "deny",
        reason: `Data classified ${classification} may not go from eu to us; no approval can cover it.`,
      });
    }
  });

  it("counts an approval on its last day and no longer on the day after", () => {
    const on = (date: string) =>
      decide("eu", "us", "internal", "copy", { approvals: [approval], today: date });
    assert.equal(on("2027-03-30").verdict, "allow");
    assert.equal(on("2027-03-31").verdict, "allow");
    assert.deepEqual(on("2027-04-01"), {
      verdict: "deny",
      reason: 'Approval "TR-7" for internal data from eu to us by copy expired on 2027-03-31; renew it.',
    });
  });

  it("finds the one good approval behind an expired and a narrow one", () => {
    const approvals: TransferApproval[] = [
      { ...approval, id: "old", expires: "2025-01-01" },
      { ...approval, id: "narrow", classification: "public" },
      approval,
    ];
    assert.equal(decide("eu", "us", "internal", "copy", { approvals, today }).approval?.id, "TR-7");
  });

  it("takes a day that cannot be read as expired", () => {
    for (const date of ["", "tomorrow", "2026-13-01", "2026-02-30", "2026-1-1"]) {
      assert.equal(hasExpired(approval, date), true, date);
      assert.equal(hasExpired({ expires: date }, today), true, date);
    }
  });

  it("denies each unknown value with a reason that names it", () => {
    const reason = (...call: [string, string, string, string]) => {
      const decision = decide(...call, none);
      assert.equal(decision.verdict, "deny");
      return decision.reason;
    };
    const known = "us, eu, uk, ch, jp, sg, au, in, kr";
    assert.equal(
      reason("apac", "eu", "public", "copy"),
      `Unknown source jurisdiction "apac"; known are ${known}.`,
    );
    assert.equal(
      reason("eu", "xx", "public", "copy"),
      `Unknown destination jurisdiction "xx"; known are ${known}.`,
    );
    assert.equal(
      reason("eu", "eu", "secret", "copy"),
      'Unknown classification "secret"; known are public, internal, confidential, restricted.',
    );
    assert.equal(
      reason("eu", "eu", "public", "post"),
      `Unknown mechanism "post"; known are ${mechanisms.join(", ")}.`,
    );
  });
});

describe("decide, for any input", () => {
  const mostlyKnown = (known: readonly string[]) =>
    fc.oneof(fc.constantFrom(...known), fc.string(), fc.constantFrom("__proto__", "constructor", "toString"));

  it("answers allow or deny with one sentence and never throws", () => {
    const call = fc.tuple(
      mostlyKnown(jurisdictionIds),
      mostlyKnown(jurisdictionIds),
      mostlyKnown(classifications),
      mostlyKnown(mechanisms),
    );
    const given = fc.record({ approvals: fc.array(anyApproval), today: fc.oneof(day, fc.string()) });
    fc.assert(
      fc.property(call, given, (values, approved) => {
        const decision = decide(...values, approved);
        assert.ok(decision.verdict === "allow" || decision.verdict === "deny");
        assert.ok(decision.reason.length > 10 && decision.reason.endsWith("."));
      }),
    );
  });

  it("denies when any of the four values is unknown", () => {
    const values = ["eu", "eu", "public", "copy"] as const;
    fc.assert(
      fc.property(fc.nat(3), fc.string(), context, (index, text, given) => {
        const known: readonly string[] = [...jurisdictionIds, ...mechanisms, ...classifications];
        fc.pre(!known.includes(text.toLowerCase()));
        const [from, to, classification, by] = values.map((value, at) => (at === index ? text : value));
        assert.equal(decide(from!, to!, classification!, by!, given).verdict, "deny");
      }),
    );
  });

  it("allows at every lower classification what it allows at a higher one", () => {
    fc.assert(
      fc.property(jurisdiction, jurisdiction, mechanism, context, (from, to, by, given) => {
        const verdicts = classifications.map((each) => decide(from, to, each, by, given).verdict);
        const firstDenied = verdicts.indexOf("deny");
        if (firstDenied >= 0) assert.ok(verdicts.slice(firstDenied).every((verdict) => verdict === "deny"));
      }),
    );
  });

  it("lets no approval open confidential or restricted data to another jurisdiction", () => {
    fc.assert(
      fc.property(jurisdiction, jurisdiction, mechanism, context, (from, to, by, given) => {
        fc.pre(from !== to);
        assert.equal(decide(from, to, "confidential", by, given).verdict, "deny");
        assert.equal(decide(from, to, "restricted", by, given).verdict, "deny");
      }),
    );
  });

  it("uses only an approval that is for exactly this transfer and not expired", () => {
    fc.assert(
      fc.property(anyApproval, day, (given, date) => {
        const { from, to, mechanism: by } = given;
        fc.pre(from !== to);
        const { verdict } = decide(from, to, "internal", by, { approvals: [given], today: date });
        const expected = date <= given.expires && given.classification !== "public" ? "allow" : "deny";
        assert.equal(verdict, expected);
      }),
    );
  });
});
