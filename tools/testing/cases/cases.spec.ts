import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { projectRoot } from "../../../components/project/root";
import { judgeContract } from "./contracts";
import type { Want } from "./contract-checks";
import { runCases } from "./main";
import { judgeProbes, type Probe } from "./probes";
import { judgeStackFile, type StackFileCheck } from "./stack-files";
import { lawfulContract as contract } from "./testing";

const bucket = (region: string) => ({
  type: "s3/bucket",
  name: "orders",
  props: { bucket: "acme-corebanking-bronze-200000000002-eu-west-1-an", region },
});
const regionMessage =
  'RES-01 aws.s3.Bucket "orders" is in region "us-east-1" (in jurisdiction us), outside jurisdiction eu; ' +
  "use one of eu-central-1, eu-north-1, eu-south-1, eu-south-2, eu-west-1, eu-west-3.";
const probe = (more: Partial<Probe>): Probe => ({
  title: "probe",
  rules: "^RES-01",
  want: "finding",
  resources: [bucket("us-east-1")],
  ...more,
});

const compiled = 'compiled: Rules = [ IsComplete "row_id", IsPrimaryKey "row_id" ]; columns row_id string';

describe("npm run cases", function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "meridian-cases-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const put = (file: string, text: string) => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const putProbes = (name: string, ...probes: Probe[]) =>
    put(`${name}/graph.json`, JSON.stringify({ probes }));

  /** Exit code, lines and what was said of bad usage. */
  async function run(...args: string[]) {
    const lines: string[] = [];
    const errors: string[] = [];
    const { error } = console;
    console.error = (text: string) => errors.push(text);
    try {
      const code = await runCases(args, (line) => lines.push(line));
      return { code, lines, errors };
    } finally {
      console.error = error;
    }
  }

  describe("the command", () => {
    it("ends with 0 and the totals when all are right", async () => {
      putProbes(
        "away",
        probe({ title: "abroad" }),
        probe({ title: "at home", want: "none", resources: [bucket("eu-west-1")] }),
      );
      assert.deepEqual(await run("--folder", folder), {
        code: 0,
        lines: [
          `right  away, abroad: want a finding of ^RES-01; got ${regionMessage}`,
          "right  away, at home: want no finding of ^RES-01; got none",
          "2 right, 0 wrong in 1 cases",
        ],
        errors: [],
      });
    });

    it("ends with 1 when one is wrong, and runs the others", async () => {
      putProbes("away", probe({ want: "none" }));
      putProbes("home", probe({ resources: [bucket("eu-west-1")] }), probe({}));
      assert.deepEqual(await run("--folder", folder), {
        code: 1,
        lines: [
          `WRONG  away, probe: want no finding of ^RES-01; got ${regionMessage}`,
          "WRONG  home, probe: want a finding of ^RES-01; got none",
          `right  home, probe: want a finding of ^RES-01; got ${regionMessage}`,
          "1 right, 2 wrong in 2 cases",
        ],
        errors: [],
      });
    });

    it("runs those that are named", async () => {
      putProbes("away", probe({}));
      putProbes("home", probe({ want: "none" }));
      const { code, lines } = await run("away", "--folder", folder);
      assert.deepEqual([code, lines.at(-1)], [0, "1 right, 0 wrong in 1 cases"]);
    });

    it("refuses names that are not there, all at once", async () => {
      putProbes("away", probe({}));
      assert.deepEqual(await run("nowhere", "away", "lost", "--folder", folder), {
        code: 2,
        lines: [],
        errors: [
          'cases: "nowhere" is not a case; use one of away, or an entry of a list, such as leaks/NAME\n' +
            'cases: "lost" is not a case; use one of away, or an entry of a list, such as leaks/NAME',
        ],
      });
    });

    it("refuses an option that it does not have, and a folder that is not there", async () => {
      const usage = "use npm run cases -- [NAME…] [--folder DIR]";
      assert.deepEqual(await run("--all"), {
        code: 2,
        lines: [],
        errors: [`cases: Unknown option '--all'; ${usage}`],
      });
      const gone = join(folder, "gone");
      assert.deepEqual(await run("--folder", gone), {
        code: 2,
        lines: [],
        errors: [`--folder: ${gone} holds no cases; name a folder that does`],
      });
    });

    it("says that it skips when there are none beside the project", async () => {
      const before = process.env["MERIDIAN_CASES"];
      process.env["MERIDIAN_CASES"] = join(folder, "gone");
      try {
        const line = `cases: skipped: ${join(folder, "gone")} holds none; name a folder with --folder or MERIDIAN_CASES`;
        assert.deepEqual(await run(), { code: 4, lines: [line], errors: [] });
      } finally {
        if (before === undefined) delete process.env["MERIDIAN_CASES"];
        else process.env["MERIDIAN_CASES"] = before;
      }
    });

    it("does not pass a folder over that it cannot judge", async () => {
      put("riddle/README.md", "# riddle");
      put("contract-of-nobody/contract.yaml", contract);
      const { code, lines } = await run("--folder", folder);
      assert.equal(code, 1);
      assert.deepEqual(lines.slice(0, 2), [
        "WRONG  contract-of-nobody: want an outcome in tools/testing/cases/contract-checks.ts; got none for a contract of that name",
        "WRONG  riddle: want a case that this program can judge; got a folder of no known kind",
      ]);
    });
  });

  describe("probes", () => {
    it("may ask what a finding says, and what it does not print", () => {
      const judged = (names?: string, hides?: string) =>
        judgeProbes("x", [probe({})], { probe: { names, hides } }).map(({ right, want }) => ({
          right,
          want,
        }));
      const want = "a finding of ^RES-01";
      assert.deepEqual(judged("us-east-1"), [{ right: true, want: `${want} that names us-east-1` }]);
      assert.deepEqual(judged("sa-east-1"), [{ right: false, want: `${want} that names sa-east-1` }]);
      assert.deepEqual(judged(undefined, "hunter2"), [
        { right: true, want: `${want} and does not print the secret` },
      ]);
      assert.deepEqual(judged(undefined, "us-east-1"), [
        { right: false, want: `${want} and does not print the secret` },
      ]);
    });

    it("write a key x$json as JSON text, and leave tags out on demand", () => {
      const policy = {
        policy$json: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      };
      const [iam] = judgeProbes("x", [
        probe({
          rules: "^IAM-01",
          resources: [{ type: "iam/policy", name: "p", props: { name: "p", ...policy } }],
        }),
      ]);
      assert.match(iam!.got, /^IAM-01 aws\.iam\.Policy "p"/);
      const tagged = (props: object) =>
        judgeProbes("x", [
          probe({
            rules: "^TAG-01",
            resources: [{ ...bucket("eu-west-1"), props: { ...bucket("eu-west-1").props, ...props } }],
          }),
        ])[0]!.right;
      assert.deepEqual([tagged({}), tagged({ tags: false })], [false, true]);
    });
  });

  describe("contracts", () => {
    const judged = (text: string, ...wants: Want[]) =>
      judgeContract("x", text, [{ title: "", wants }]).map(({ right, got }) => ({ right, got }));
    const refused: Want = { text: "refused", met: ({ kind }) => kind === "refused" };
    const read: Want = { text: "read", met: ({ kind }) => kind === "compiled" };

    it("are read and compiled as by a plan of dev", () => {
      assert.deepEqual(judged(contract, read), [{ right: true, got: compiled }]);
      assert.deepEqual(judged(contract, refused), [{ right: false, got: compiled }]);
      const other = contract.replace("primaryKey: true", "primaryKey: maybe");
      const got = 'line 30 schema[0].properties[0].primaryKey: "maybe" is not a boolean';
      assert.deepEqual(judged(other, read, refused), [{ right: true, got }]);
      assert.deepEqual(judged(other, read), [{ right: false, got }]);
    });

    it("go by the table of their outcomes", async () => {
      put(
        "unknown-column/contract.yaml",
        contract.replace(
          "[{ property: layer, value: silver }]",
          "[{ property: layer, value: silver }, { property: rowFilter, value: 7 }]",
        ),
      );
      const { code, lines } = await run("--folder", folder);
      assert.equal(code, 1);
      assert.match(
        lines[0]!,
        /^WRONG {2}unknown-column: want refused at the rowFilter, naming no_such_column; got line 22 schema\[0\]\.customProperties\[1\]\.value: 7 is not a string$/,
      );
      const mended = contract.replace("status: retired", "status: active");
      put(
        "odcs-placeholders/contract.yaml",
        `${mended}        quality: [{ type: sql, query: "SELECT COUNT(*) FROM {object} WHERE {property} < 0", mustBe: 0, mustNotBe: 0 }]\n`,
      );
      const [first] = (await run("odcs-placeholders", "--folder", folder)).lines;
      assert.match(
        first!,
        /^right {2}odcs-placeholders, \{object\} and \{property\}: want .*, or refused at the query; got line 31 /,
      );
    });

    it("stop at an edit that changes nothing", () => {
      const check = { title: "", edits: [["status: gone", "status: draft"]] as const, wants: [read] };
      assert.throws(
        () => judgeContract("x", contract, [check]),
        /Nothing reads "status: gone"; correct the case's edits\./,
      );
    });
  });

  describe("stack files", () => {
    const check = (written: string, cli: string): StackFileCheck => ({
      title: written,
      stack: "dev",
      stands: "bronzeDays: 2557",
      written,
      cli,
      shows: /\b2\b.*floor/,
      value: ({ retention }) => retention.bronzeDays,
    });
    const judged = (written: string, cli: string) =>
      judgeStackFile("x", [check(written, cli)]).map(({ right, got }) => ({ right, got }));

    it("are right when read as by the CLI, or refused at the line", () => {
      assert.deepEqual(judged("bronzeDays: 3000", "bronzeDays: 3000"), [
        { right: true, got: "read: [3000]; with the CLI's value: [3000]" },
      ]);
      const [refused] = judged("bronzeDays: 2", "bronzeDays: 3000");
      assert.equal(refused!.right, true);
      assert.match(
        refused!.got,
        /^read: refused, line 115 platform\.retention\.bronzeDays: 2 is below the floor /,
      );
    });

    it("are wrong when read otherwise", () => {
      assert.deepEqual(judged("bronzeDays: 3000", "bronzeDays: 3001"), [
        { right: false, got: "read: [3000]; with the CLI's value: [3001]" },
      ]);
    });

    it("leave the project's own file alone", () => {
      const file = join(projectRoot(), "Pulumi.dev.yaml");
      const before = readFileSync(file, "utf8");
      judged("bronzeDays: 3000", "bronzeDays: 3001");
      assert.equal(readFileSync(file, "utf8"), before);
    });
  });
});
