import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import Ajv from "ajv";

import { projectRoot } from "../../components/project/root";
import { rules } from "../../policy-pack/rules";
import { everyFixtureOf } from "../../policy-pack/testing/fixtures";
import { reportFiles, reportFormats } from "./formats";
import { commentLimit } from "./markdown-table";
import { reportSchemaFile, reportSchemaText, type ReportDocument } from "./report-schema";
import { sampleReport, sampleResources, sampleWaiver } from "./testing";

const text = (format: (typeof reportFormats)[number], reports = [sampleReport()]) =>
  reportFiles([format], reports)[0]!.text;
const documentOf = () => JSON.parse(text("json")) as ReportDocument;

describe("tools/report", () => {
  it("writes a file for each stack, and one comment and one page for all", () => {
    const names = reportFiles(reportFormats, [sampleReport(), sampleReport({ stack: "prod-us" })]).map(
      ({ name }) => name,
    );
    assert.deepEqual(names, [
      "prod-eu.report.json",
      "prod-us.report.json",
      "prod-eu.sarif",
      "prod-us.sarif",
      "prod-eu.junit.xml",
      "prod-us.junit.xml",
      "report.md",
      "report.html",
    ]);
  });

  it("shows no value of a secret property in any format", () => {
    const canary = "canary-7f3a";
    const resources = rules
      .flatMap(({ id }) => everyFixtureOf(id))
      .flatMap((fixture) => fixture.resources)
      .map((resource, position) => ({
        ...resource,
        urn: `${resource.urn}-${position}`,
        props: Object.fromEntries(
          Object.entries(resource.props).map(([key, value]) => [
            key,
            typeof value === "string" && key !== "region" ? canary : value,
          ]),
        ),
        secretProps: Object.keys(resource.props),
      }));
    const report = sampleReport({ resources, of: rules });
    assert.ok(report.document.findings.length > 20);
    for (const { name, text: written } of reportFiles(reportFormats, [report])) {
      assert.ok(!written.includes(canary), name);
    }
  });

  describe("JSON", () => {
    it("conforms to the published schema, which refuses anything else", () => {
      const validate = new Ajv({ strict: true, allErrors: true, validateFormats: false }).compile(
        JSON.parse(reportSchemaText()) as object,
      );
      assert.equal(validate(documentOf()), true, JSON.stringify(validate.errors));
      assert.equal(validate({ ...documentOf(), extra: 1 }), false);
      assert.equal(validate({ ...documentOf(), schemaVersion: "2.0" }), false);
    });

    it("has its schema in docs/, current", () => {
      const published = readFileSync(join(projectRoot(), reportSchemaFile), "utf8");
      assert.equal(published, reportSchemaText(), "run npm run schemas");
    });

    it("says what was found, where, and what was waived", () => {
      const { blocked, summary, findings, waivers, rules: reported } = documentOf();
      assert.equal(blocked, true);
      assert.deepEqual(summary, {
        resources: 3,
        verdicts: { pass: 1, fail: 2, waived: 1, undecided: 0 },
        decidedRatio: 1,
      });
      const { fingerprint, ...abroad } = findings.find(
        ({ rule, name }) => rule === "RES-01" && name === "abroad",
      )!;
      assert.match(fingerprint, /^[0-9a-f]{32}$/);
      assert.deepEqual(abroad, {
        rule: "RES-01",
        severity: "critical",
        level: "mandatory",
        kind: "violation",
        urn: "urn:pulumi:prod-eu::meridian::aws:sqs/queue:Queue::abroad",
        type: "aws:sqs/queue:Queue",
        name: "abroad",
        path: "region",
        message: abroad.message,
        fix: abroad.fix,
        source: { file: "components/lake/hardened bucket.ts", line: 41 },
        callers: [{ file: "accounts/producer.ts", line: 12 }],
      });
      assert.equal(findings.find(({ waiver }) => waiver !== undefined)?.level, "advisory");
      const {
        id,
        reason,
        owner,
        ticket,
        compensating,
        created,
        expires,
        limit,
        rules: waived,
      } = sampleWaiver;
      const known = { id, rules: waived, reason, owner, ticket, compensating, created, expires, limit };
      assert.deepEqual(waivers, [{ ...known, daysLeft: 29, matches: 1 }]);
      assert.deepEqual(
        reported.map((rule) => `${rule.id} ${rule.level} ${rule.defaultLevel}`),
        ["RES-01 mandatory mandatory", "TLS-01 advisory mandatory", "ENC-02 mandatory mandatory"],
      );
    });

    it("gives a finding the same fingerprint in every stack, and others another", () => {
      const prints = (stack: string) =>
        sampleReport({ stack }).document.findings.map(({ fingerprint }) => fingerprint);
      assert.deepEqual(prints("prod-eu"), prints("dev-two"));
      assert.equal(new Set(prints("prod-eu")).size, prints("prod-eu").length);
    });
  });

  describe("JUnit", () => {
    it("has a case for each decision: failures, errors, skipped", () => {
      const xml = text("junit");
      assert.match(xml, /<testsuite name="prod-eu" tests="4" failures="2" errors="0" skipped="1">/);
      assert.equal(xml.match(/<testcase /g)?.length, 4);
      assert.match(
        xml,
        /<testcase classname="RES-01" name="[^"]*::abroad" file="components\/lake\/hardened bucket\.ts" line="41"><failure type="fail" message="/,
      );
      assert.match(
        xml,
        /<testcase classname="ENC-02" name="[^"]*::unrotated"><skipped message="[^"]*Waived by WVR-EU-0001 until 2026-12-20\."\/>/,
      );
      assert.match(xml, /<testcase classname="RES-01" name="[^"]*::unrotated"\/>/);
    });

    it("escapes what XML reserves and leaves out what it cannot hold", () => {
      const xml = text("junit");
      assert.ok(xml.includes("a&lt;b&gt;&amp;&quot;c&quot;|`d`"));
      assert.ok(!xml.includes("\u0001"));
    });

    it("calls an undecided answer that blocks an error", () => {
      const [first] = sampleResources();
      const report = sampleReport({
        resources: [{ ...first!, props: { region: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } }],
        of: rules.filter(({ id }) => id === "RES-01"),
      });
      assert.match(text("junit", [report]), /errors="1"[^]*<error type="undecided" message="/);
    });
  });

  describe("gaps, notes and limits", () => {
    const limit = {
      subject: 'policy of aws.iam.Role "a|b"',
      urn: "urn:pulumi:x",
      used: 5120,
      most: 10_240,
      unit: "characters",
      source: "IAM <guide>",
    } as const;
    const gap = {
      service: "AWS::Glue::TableOptimizer",
      region: "ap-northeast-3",
      missing: "nothing is compacted",
      instead: "compact it",
      rules: ["LF-10"],
      source: "a page",
    };
    const told =
      "AWS::Glue::TableOptimizer is not in ap-northeast-3: nothing is compacted; instead, compact it.";
    const advisory = {
      file: "contracts/a/b.yaml",
      line: 3,
      column: 1,
      path: "support",
      message: "is <kept>",
    };
    const report = sampleReport({ outlook: { limits: [limit], gaps: [gap], advisories: [advisory] } });

    it("are in the JSON document as they are", () => {
      const { limits, gaps, advisories } = JSON.parse(text("json", [report])) as ReportDocument;
      assert.deepEqual(
        { limits, gaps, advisories },
        { limits: [limit], gaps: [gap], advisories: [advisory] },
      );
    });

    it("are rows of the comment, which has no section of them without any", () => {
      const comment = text("markdown", [report]);
      assert.ok(comment.includes(`| prod-eu | ap-northeast-3 | ${told} | LF-10 |`), comment);
      assert.ok(
        comment.includes('| prod-eu | 50 % | 5120 | 10240 characters | policy of aws.iam.Role "a\\|b" |'),
      );
      assert.ok(comment.includes("| prod-eu | `contracts/a/b.yaml:3 support` | is &lt;kept> |"), comment);
      assert.doesNotMatch(
        text("markdown", [sampleReport()]),
        /Declared gaps|Notes on contracts|Nearest limits/,
      );
    });

    it("are rows of the page", () => {
      const page = text("html", [report]);
      assert.ok(page.includes(`<td>${told}</td><td>LF-10</td><td>a page</td>`));
      assert.ok(page.includes("<td>50 %</td><td>5120</td><td>10240 characters</td>"));
      assert.ok(page.includes("<td>contracts/a/b.yaml:3 support</td><td>is &lt;kept&gt;</td>"));
      assert.ok(page.includes("<td>IAM &lt;guide&gt;</td>"));
    });
  });

  describe("Markdown", () => {
    it("says what is blocked, where, and how to go on", () => {
      const clean = sampleReport({ stack: "dev", resources: [] });
      const lines = text("markdown", [sampleReport(), clean]).split("\n");
      assert.equal(lines[0], "<!-- meridian-policies -->");
      assert.equal(lines[1], "## ✖ Blocked in prod-eu. 1 stack may be deployed.");
      assert.ok(lines.includes("| prod-eu | 2 | 0 | 1 | 0 | 100.0 % |"));
      assert.ok(lines.includes("| dev | 0 | 0 | 0 | 0 | 100.0 % |"));
      assert.ok(
        lines.some(
          (line) =>
            line.startsWith("| [RES-01](") && line.includes("`components/lake/hardened bucket.ts:41`"),
        ),
      );
      assert.ok(lines.includes("| prod-eu | WVR-EU-0001 | ENC-02 | `@acme/ingest` | 1 of 1 | 29 |"));
      assert.ok(lines.includes("| prod-eu | TLS-01 | advisory |"));
      assert.ok(lines.some((line) => line.includes('match: { stack: prod-eu, type: "aws:')));
    });

    it("shows a finding of several stacks once", () => {
      const reports = ["prod-eu", "prod-us", "prod-apac"].map((stack) => sampleReport({ stack }));
      const rows = text("markdown", reports)
        .split("\n")
        .filter((line) => line.startsWith("| [RES-01]") && line.includes("`abroad`"));
      assert.equal(rows.length, 1);
      assert.match(rows[0]!, /prod-eu, prod-us, prod-apac/);
    });

    it("stays below the limit with whole rows, and says what it leaves out", () => {
      const [first] = sampleResources();
      const resources = Array.from({ length: 2_000 }, (_, position) => ({
        ...first!,
        urn: `${first!.urn}-${position}`,
        name: `queue-${position}-${"x".repeat(200)}`,
      }));
      const comment = text("markdown", [sampleReport({ resources })]);
      assert.ok(comment.length < commentLimit, `${comment.length}`);
      assert.match(comment, /^\d{4} more are in the JSON and HTML reports\.$/m);
      for (const line of comment.split("\n").filter((each) => each.startsWith("|")))
        assert.match(line, / \|$|^\|( --- \||  ?--: \|| -+:? \|)+$/);
    });

    it("keeps names from breaking the table", () => {
      const comment = text("markdown");
      assert.ok(comment.includes("| `a<b>&\"c\"\\|'d' ` |"), "as a name");
      assert.ok(comment.includes('aws.sqs.Queue "a&lt;b>&"c"\\|`d` " is in'), "in a message");
    });
  });
});
