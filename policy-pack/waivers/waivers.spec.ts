import assert from "node:assert/strict";

import { pathText } from "../../components/errors/key-path";
import type { Rule } from "../rule";
import { rules as packRules } from "../rules";
import type { IssueWithoutFile } from "../settings/issue";
import { checkWaivers, endingWaivers, expiredWaivers } from "./check-waivers";
import { matchesGlob } from "./glob";
import { readWaivers } from "./read-waivers";
import { WaiverBook } from "./waiver-book";
import { coversStack, type Waiver } from "./waiver";

const rules = (["critical", "high", "medium", "low"] as const).map((severity): Rule => ({
  ...packRules[0]!,
  id: `SEC-${severity}`,
  severity,
  family: "security",
  waivable: undefined,
}));
const residency: Rule = { ...packRules[0]!, id: "RES-01", family: "residency", waivable: undefined };
const file = "policy-pack/waivers/eu.yaml";
const today = "2026-11-21";
const facts = { rules: [...rules, residency], owners: new Set(["@acme/ingest", "@acme/eu"]), today };

const raw = {
  id: "WVR-EU-0007",
  rules: ["SEC-medium"],
  match: { stack: "prod-eu", type: "aws:s3/bucket:Bucket", name: "landing-*" },
  reason: "The vendor cannot write with SSE-KMS until its connector 4.2.",
  owner: "@acme/ingest",
  ticket: "DATA-1423",
  compensating: "24 h lifecycle, VPC-only policy",
  created: "2026-11-20",
  expires: "2027-01-20",
  limit: 2,
};
const waiver = (more: Partial<Waiver> = {}): Waiver => ({ ...raw, file, index: 0, ...more });
const text = ({ path, message, at }: IssueWithoutFile) => `${pathText(path)}${at ?? ""}: ${message}`;
const readIssues = (...values: unknown[]) => readWaivers(values, file).issues.map(text);
const issues = (...waivers: Waiver[]) => checkWaivers(waivers, facts).map(text);
const landing = (name: string) => ({ type: "aws:s3/bucket:Bucket", name, urn: `urn:${name}` });

describe("policy-pack/waivers: files", () => {
  it("reads a list of waivers and remembers where each stands", () => {
    assert.deepEqual(readWaivers([raw, { ...raw, id: "WVR-2" }], file), {
      waivers: [waiver(), waiver({ id: "WVR-2", index: 1 })],
      issues: [],
    });
    for (const empty of [null, undefined, []]) {
      assert.deepEqual(readWaivers(empty, file), { waivers: [], issues: [] });
    }
  });

  it("says of every key that is missing, unknown or of another form", () => {
    const { ticket, ...rest } = raw;
    assert.equal(ticket, "DATA-1423");
    const wrong = { id: "7", rules: [], match: {}, reason: "too short", limit: 0, created: "2026-02-30" };
    assert.deepEqual(readIssues({ ...rest, tickett: "x" }, { ...raw, ...wrong }, "no map"), [
      "[0].ticket: is missing; give a ticket number",
      '[0].tickettkey: "tickett" is not a known key; did you mean "ticket"?',
      '[1].id: "7" is not an id such as WVR-EU-0007; correct it',
      "[1].rules: [] is not a list of rule ids, at least one; correct it",
      "[1].match: {} is not a map of stack, type, name, urn; correct it",
      '[1].reason: "too short" is not a reason of at least 20 characters; correct it',
      '[1].created: "2026-02-30" is not a day, YYYY-MM-DD; correct it',
      "[1].limit: 0 is not a whole number of matches, from 1; correct it",
      '[2]: "no map" is not a map',
    ]);
    assert.deepEqual(readIssues({ ...raw, match: { stak: "dev", urn: 1 } }), [
      "[0].match.urn: 1 is not a text with * and ? as placeholders; correct it",
      '[0].match.stakkey: "stak" is not a known key; did you mean "stack"?',
    ]);
    assert.deepEqual(readWaivers({}, file).issues.map(text), [
      ": is not a list; write each waiver as a list item",
    ]);
  });

  it("accepts a waiver for as long as its severity allows, and a day more not", () => {
    for (const [severity, days, last, over] of [
      ["critical", 14, "2026-12-04", "2026-12-05"],
      ["high", 30, "2026-12-20", "2026-12-21"],
      ["medium", 90, "2027-02-18", "2027-02-19"],
      ["low", 180, "2027-05-19", "2027-05-20"],
    ] as const) {
      const made = (expires: string) => waiver({ rules: [`SEC-${severity}`], expires });
      assert.deepEqual(issues(made(last)), []);
      assert.deepEqual(issues(made(over)), [
        `[0].expires: ${days + 1} days are too long for severity ${severity}; use at most ${days}`,
      ]);
    }
  });

  it("caps by the gravest of several rules", () => {
    assert.deepEqual(issues(waiver({ rules: ["SEC-low", "SEC-critical"] })), [
      "[0].expires: 61 days are too long for severity critical; use at most 14",
    ]);
  });

  it("refuses what no single key shows, all at once", () => {
    const bad = waiver({ rules: ["SEC-medum", "RES-01"], owner: "@acme/nobody", created: "2026-11-22" });
    assert.deepEqual(issues(waiver(), { ...bad, index: 1, expires: "2026-11-22" }), [
      '[1].id: "WVR-EU-0007" is also used in policy-pack/waivers/eu.yaml; ids are never used twice',
      '[1].rules[0]: "SEC-medum" is not a rule; did you mean "SEC-medium"?',
      "[1].rules[1]: RES-01 takes no waiver; correct what it finds, or ask for a transfer approval",
      "[1].created: 2026-11-22 is in the future; give the day of the decision",
      '[1].owner: "@acme/nobody" is not in CODEOWNERS; use one of @acme/eu, @acme/ingest',
    ]);
    assert.deepEqual(issues(waiver({ expires: "2026-11-19" })), [
      "[0].expires: 2026-11-19 is before 2026-11-20; give a later day",
    ]);
  });

  it("does not ask for owners where it does not know them", () => {
    assert.deepEqual(checkWaivers([waiver({ owner: "@acme/nobody" })], { ...facts, owners: undefined }), []);
  });

  it("counts the last day in, and warns fourteen days before", () => {
    const on = (day: string) => ({
      expired: expiredWaivers([waiver()], day).map(text),
      ending: endingWaivers([waiver()], day).map(text),
    });
    assert.deepEqual(on("2027-01-05"), { expired: [], ending: [] });
    assert.deepEqual(on("2027-01-06").ending, [
      "[0].expires: WVR-EU-0007 ends in 14 days; correct what it is for before",
    ]);
    assert.deepEqual(on("2027-01-19").ending, [
      "[0].expires: WVR-EU-0007 ends in 1 day; correct what it is for before",
    ]);
    assert.deepEqual(on("2027-01-20").expired, []);
    assert.deepEqual(on("2027-01-21"), {
      expired: ["[0].expires: WVR-EU-0007 expired on 2027-01-20; remove it, or decide anew with a new id"],
      ending: [],
    });
  });
});

describe("policy-pack/waivers: matching", () => {
  it("reads * as any characters, ? as one, and nothing else as special", () => {
    assert.equal(matchesGlob("landing-*", "landing-a.b"), true);
    assert.equal(matchesGlob("landing-?", "landing-ab"), false);
    assert.equal(matchesGlob("a.b", "axb"), false);
    assert.equal(matchesGlob("aws:s3/bucket:Bucket", "aws:s3/bucket:BucketV2"), false);
    assert.equal(matchesGlob("urn:pulumi:*::x$y::(z)", "urn:pulumi:dev::x$y::(z)"), true);
  });

  it("waives what rule, stack, type, name and urn say", () => {
    const waive = (more: Partial<Waiver>, stack = "prod-eu") =>
      new WaiverBook([waiver(more)], stack, today).waive("SEC-medium", landing("landing-1"))?.id;
    assert.equal(waive({}), "WVR-EU-0007");
    assert.equal(waive({}, "prod-us"), undefined);
    assert.equal(waive({ rules: ["SEC-low"] }), undefined);
    assert.equal(waive({ match: { stack: "prod-*" } }), "WVR-EU-0007");
    assert.equal(waive({ match: { type: "aws:s3/*V2" } }), undefined);
    assert.equal(waive({ match: { name: "raw-*" } }), undefined);
    assert.equal(waive({ match: { urn: "urn:landing-2" } }), undefined);
    assert.equal(waive({ match: { urn: "urn:*" } }), "WVR-EU-0007");
    assert.equal(coversStack(waiver({ match: { name: "x" } }), "any"), true);
  });

  it("stops at its limit, counts a pair once and remembers how many there were", () => {
    const book = new WaiverBook([waiver()], "prod-eu", today);
    const asked = ["landing-1", "landing-2", "landing-1", "landing-3", "landing-2"];
    assert.deepEqual(
      asked.map((name) => book.waive("SEC-medium", landing(name))?.id),
      ["WVR-EU-0007", "WVR-EU-0007", "WVR-EU-0007", undefined, "WVR-EU-0007"],
    );
    assert.deepEqual(book.uses(), [{ waiver: waiver(), matches: 3 }]);
  });

  it("leaves an expired waiver out", () => {
    const book = new WaiverBook([waiver({ expires: "2026-11-20" })], "prod-eu", today);
    assert.equal(book.waive("SEC-medium", landing("landing-1")), undefined);
    assert.deepEqual(book.uses(), []);
  });
});
