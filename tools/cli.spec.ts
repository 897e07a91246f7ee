import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../components/project/root";
import { reportFormats } from "./report/formats";
import { ProjectCopy } from "./testing/project-copy";

describe("meridian as a process", () => {
  let copy: ProjectCopy;
  beforeEach(() => {
    copy = new ProjectCopy();
  });
  afterEach(() => {
    copy.remove();
  });

  it("prints the version of package.json", () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")) as {
      version: string;
    };
    assert.deepEqual(copy.run("--version"), { code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("lists every option of plan in its help", () => {
    const { code, stdout } = copy.run("plan", "--help");
    assert.equal(code, 0);
    const options = [
      "--stack",
      "--mode",
      "--format",
      "--transport",
      "--out",
      "--report",
      "--quiet",
      "--no-color",
    ];
    for (const option of options) assert.ok(stdout.includes(option), option);
    assert.ok(stdout.includes(reportFormats.join(",")));
  });

  it("refuses an unknown option, command and value with exit 2", () => {
    const cases = [
      ["plan", "--stak", "dev"],
      ["apply"],
      ["plan", "--mode", "wishful"],
      ["plan", "--format", "xml"],
      ["diff", "--format", "xml"],
      ["plan", "--report", "sarif,pdf", "--out", "out"],
      ["plan", "--report", "json"],
    ];
    for (const args of cases) {
      const { code, stdout, stderr } = copy.run(...args);
      assert.equal(code, 2, args.join(" "));
      assert.equal(stdout, "");
      assert.match(stderr, /^(error|--report): /);
    }
    assert.match(
      copy.run("plan", "--report", "sarif,pdf").stderr,
      /"pdf" is no report; use json, sarif, junit, markdown, html\.\n/,
    );
    assert.deepEqual(copy.list("out"), []);
  });

  it("writes the reports into --out and shows the tree beside", () => {
    const { code, stdout, stderr } = copy.run("plan", "--report", reportFormats.join(","), "--out", "out");
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^✔ dev may be deployed$/m);
    assert.deepEqual(copy.list("out"), [
      "dev.junit.xml",
      "dev.report.json",
      "dev.sarif",
      "report.html",
      "report.md",
    ]);
  });

  it("refuses a stack without a file and names the known ones", () => {
    const { code, stdout, stderr } = copy.run("plan", "--stack", "prod-uk");
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(
      stderr,
      /"prod-uk" is not a stack of this project; use one of dev, org, prod-apac, prod-eu, prod-us, all/,
    );
  });

  it("refuses an --out that is a file or below one, in one line and with exit 2", () => {
    for (const [folder, code] of [
      ["package.json", "EEXIST"],
      ["package.json/out", "ENOTDIR"],
    ] as const) {
      assert.deepEqual(copy.run("plan", "--quiet", "--format", "json", "--out", folder), {
        code: 2,
        stdout: "",
        stderr: `--out: "${folder}" cannot be written (${code}); name a folder that you may write to\n`,
      });
    }
  });

  it("plans dev as a tree: every account, the flows, the verdicts and no violation", () => {
    const { code, stdout } = copy.run("plan");
    assert.equal(code, 0, stdout);
    for (const account of ["gov", "sec", "ml"])
      assert.match(stdout, new RegExp(`^\\S*${account}\\S*  \\d{12}  `, "m"));
    assert.match(stdout, /^Data flows across accounts and regions\n {2}allow /m);
    assert.match(stdout, /^ {2}\d+ rules, \d+ decisions: \d+ pass, 0 fail, 0 undecided; 100\.0 % decided$/m);
    assert.match(stdout, /^Violations\n {2}none\n\n✔ dev may be deployed$/m);
    assert.ok(!stdout.includes("\u001b["), "no colours into a pipe");
  });

  it("prints nothing for a clean plan with --quiet", () => {
    assert.deepEqual(copy.run("plan", "--quiet"), { code: 0, stdout: "", stderr: "" });
  });

  it("writes one JSON file per stack with --out, and one document to stdout without", () => {
    const written = copy.run(
      "plan",
      "--stack",
      "dev",
      "--stack",
      "prod-eu",
      "--format",
      "json",
      "--out",
      "out",
    );
    assert.equal(written.code, 0, written.stderr);
    assert.deepEqual(copy.list("out"), ["dev.json", "prod-eu.json"]);
    const printed = copy.run("plan", "--format", "json");
    assert.deepEqual(
      JSON.parse(printed.stdout),
      JSON.parse(readFileSync(join(copy.folder, "out/dev.json"), "utf8")),
    );
  });

  describe("on a broken stack file", () => {
    const cases: { title: string; file: string; pattern: RegExp; replacement: string; line: RegExp }[] = [
      {
        title: "a replica region of another jurisdiction",
        file: "Pulumi.prod-eu.yaml",
        pattern: /replicaRegion: \S+/,
        replacement: "replicaRegion: us-east-1",
        line: /^Pulumi\.prod-eu\.yaml:\d+:\d+ platform\.replicaRegion: .*"us-east-1".*eu-central-1.*$/,
      },
      {
        title: "London as a replica of the EU",
        file: "Pulumi.prod-eu.yaml",
        pattern: /replicaRegion: \S+/,
        replacement: "replicaRegion: eu-west-2",
        line: /^Pulumi\.prod-eu\.yaml:\d+:\d+ platform\.replicaRegion: .*"eu-west-2".*eu-central-1.*$/,
      },
      {
        title: "an account id of five digits",
        file: "Pulumi.prod-eu.yaml",
        pattern: /id: "\d{12}"/,
        replacement: 'id: "12345"',
        line: /^Pulumi\.prod-eu\.yaml:\d+:\d+ platform\.accounts\[0\]\.id: "12345" is not a 12-digit AWS account id.*$/,
      },
      {
        title: "a key name wrong by one letter",
        file: "Pulumi.prod-eu.yaml",
        pattern: /deployRole:/,
        replacement: "deployRolle:",
        line: /^Pulumi\.prod-eu\.yaml:\d+:\d+ platform.*"deployRolle".*did you mean "deployRole".*$/,
      },
      {
        title: "a contract's classification that does not exist",
        file: "contracts/corebanking/transactions.yaml",
        pattern: /classification: \w+/,
        replacement: "classification: secret",
        line: /^contracts\/corebanking\/transactions\.yaml:\d+:\d+ .*classification: "secret" is not a classification; use one of public, internal, confidential, restricted.*$/,
      },
    ];
    for (const { title, file, pattern, replacement, line } of cases) {
      it(`says where, what and what is allowed, and writes nothing: ${title}`, () => {
        copy.edit(file, pattern, replacement);
        const { code, stdout, stderr } = copy.run(
          "plan",
          "--stack",
          "prod-eu",
          "--format",
          "json",
          "--out",
          "out",
        );
        assert.equal(code, 2);
        assert.equal(stdout, "");
        assert.ok(
          stderr.split("\n").some((text) => line.test(text)),
          stderr,
        );
        assert.deepEqual(copy.list("out"), []);
      });
    }
  });
});
