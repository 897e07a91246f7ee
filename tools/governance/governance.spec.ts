import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { Log } from "sarif";

import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { rules } from "../../policy-pack/rules";
import { maxDays } from "../../policy-pack/waivers/waiver";
import { ProjectCopy } from "../testing/project-copy";
import { checkUse, readProjectSettings } from "./project-settings";

const today = new Date().toISOString().slice(0, 10);
const inDays = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

const waiverOf = (change: Record<string, unknown> = {}) =>
  Object.entries({
    id: "WVR-EU-0001",
    rules: ["PUB-01"],
    match: { stack: "prod-eu", type: "aws:s3/bucketPublicAccessBlock:*", name: "trading-bronze" },
    reason: "The exchange reads this bucket until its private link is there.",
    owner: "@meridian/security",
    ticket: "DATA-1",
    compensating: "The bucket policy names the exchange's network.",
    created: today,
    expires: inDays(maxDays.critical),
    limit: 1,
    ...change,
  })
    .map(([key, value], at) => `${at === 0 ? "- " : "  "}${key}: ${JSON.stringify(value)}\n`)
    .join("");

const declaredIn = "components/lake/hardened-bucket.ts";
const declaredAt =
  readFileSync(join(projectRoot(), declaredIn), "utf8")
    .split("\n")
    .findIndex((line) => line.includes("new s3.BucketPublicAccessBlock(")) + 1;

describe("levels and waivers of the project", function () {
  this.timeout(120_000);
  let copy: ProjectCopy;
  beforeEach(() => {
    copy = new ProjectCopy();
  });
  afterEach(() => {
    copy.remove();
  });

  const waive = (...texts: string[]) =>
    writeFileSync(join(copy.folder, "policy-pack/waivers/eu.yaml"), texts.join(""));
  const levels = (text: string) => writeFileSync(join(copy.folder, "policy-pack/levels.yaml"), text);
  const plan = (...args: string[]) => copy.run("plan", "--stack", "prod-eu", "--quiet", ...args);
  /** A public access block that lets public ACLs in, on one bucket. */
  const plant = () =>
    copy.edit(
      "bin/components/lake/hardened-bucket.js",
      "...blockAllPublicAccess }",
      '...blockAllPublicAccess, ...(name === "trading-bronze" && { blockPublicAcls: false }) }',
    );
  /** What reading the settings says. */
  const problems = (day = today): string[] => {
    try {
      readProjectSettings(copy.folder, day);
      return [];
    } catch (error) {
      assert.ok(error instanceof InputError, String(error));
      return error.message.split("\n");
    }
  };

  it("accepts the repository's own", () => assert.deepEqual(problems(), []));

  const cases: { title: string; prepare: () => void; line: string }[] = [
    {
      title: "an expired waiver",
      prepare: () => waive(waiverOf({ created: inDays(-15), expires: inDays(-1) })),
      line: `policy-pack/waivers/eu.yaml:9:12 [0].expires: WVR-EU-0001 expired on ${inDays(-1)}; remove it, or decide anew with a new id`,
    },
    {
      title: "a waiver that matches nothing",
      prepare: () => waive(waiverOf()),
      line: "policy-pack/waivers/eu.yaml:3:10 [0].match: WVR-EU-0001 matches nothing in prod-eu; remove it",
    },
    {
      title: "a misspelt rule",
      prepare: () => levels("stages: { prod: { RES-1: mandatory } }\n"),
      line: 'policy-pack/levels.yaml:1:19 stages.prod.RES-1: "RES-1" is not a rule; did you mean "RES-01"?',
    },
    {
      title: "a relaxed prod level",
      prepare: () => levels("stages:\n  prod:\n    TLS-01: advisory\n"),
      line: 'policy-pack/levels.yaml:3:13 stages.prod.TLS-01: TLS-01 is "advisory" in production and "mandatory" in dev; production may not be weaker: use "mandatory" there or lower dev',
    },
  ];
  for (const { title, prepare, line } of cases) {
    it(`ends with exit 2 and one line, writes nothing: ${title}`, () => {
      prepare();
      const result = plan("--report", "json,html", "--out", "out");
      assert.deepEqual(result, { code: 2, stdout: "", stderr: `${line}\n` });
      assert.deepEqual(copy.list("out"), []);
    });
  }

  it("lets a waived violation through, shows it as advisory with the waiver's id, and blocks without", () => {
    plant();
    const blocked = plan();
    assert.equal(blocked.code, 1, blocked.stderr);
    assert.match(blocked.stdout, /^ {2}✖ mandatory {2}PUB-01 {2}urn:.*::trading-bronze$/m);
    waive(waiverOf());
    const { code, stdout, stderr } = plan("--report", "json,sarif", "--out", "out");
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^ {2}! advisory {3}PUB-01 {2}urn:.*::trading-bronze$/m);
    assert.match(stdout, new RegExp(`Waived by WVR-EU-0001 until ${inDays(14)}\\.$`, "m"));
    const text = readFileSync(join(copy.folder, "out/prod-eu.report.json"), "utf8");
    const { summary, waivers } = JSON.parse(text) as Record<string, unknown>;
    assert.equal((summary as { verdicts: { waived: number } }).verdicts.waived, 1);
    assert.deepEqual(
      (waivers as { id: string; matches: number; daysLeft: number }[]).map(({ id, matches, daysLeft }) => [
        id,
        matches,
        daysLeft,
      ]),
      [["WVR-EU-0001", 1, 14]],
    );
    const { runs } = JSON.parse(readFileSync(join(copy.folder, "out/prod-eu.sarif"), "utf8")) as Log;
    const [result] = runs[0]!.results!;
    const places = [...result!.locations!, ...result!.relatedLocations!].map(
      ({ physicalLocation: at }) => `${at?.artifactLocation?.uri}:${at?.region?.startLine}`,
    );
    assert.equal(places[0], `${declaredIn}:${declaredAt}`);
    assert.ok(
      places.some((place) => place.startsWith("accounts/producer.ts:")),
      places.join(" "),
    );
    assert.ok(
      places.every((place) => /^(components|accounts)\/[\w/-]+\.ts:\d+$/.test(place)),
      places.join(" "),
    );
  });

  it("warns of a waiver in its last days and says nothing with --quiet", () => {
    plant();
    waive(waiverOf());
    const { stderr } = copy.run("plan", "--stack", "prod-eu", "--format", "json");
    assert.ok(
      stderr.startsWith(
        "warning: policy-pack/waivers/eu.yaml:9 [0].expires: WVR-EU-0001 ends in 14 days; correct what it is for before\n",
      ),
      stderr,
    );
    assert.equal(plan().stderr, "");
  });

  it("tells mistakes in stack files, levels and waivers together", () => {
    copy.edit("Pulumi.prod-eu.yaml", /replicaRegion: \S+/, "replicaRegion: us-east-1");
    levels("base: { TLS-1: advisory }\n");
    waive(waiverOf({ owner: "@meridian/nobody", rules: ["RES-01"] }), waiverOf({ limit: 0 }));
    const { code, stderr } = plan();
    assert.equal(code, 2);
    assert.deepEqual(
      stderr
        .trim()
        .split("\n")
        .map((line) => line.replace(/:\d+:\d+ /, " ").slice(0, 72)),
      [
        'Pulumi.prod-eu.yaml platform.replicaRegion: "us-east-1" is outside juris',
        'policy-pack/levels.yaml base.TLS-1: "TLS-1" is not a rule; did you mean ',
        "policy-pack/waivers/eu.yaml [0].rules[0]: RES-01 takes no waiver; correc",
        'policy-pack/waivers/eu.yaml [0].owner: "@meridian/nobody" is not in CODE',
        "policy-pack/waivers/eu.yaml [1].limit: 0 is not a whole number of matche",
      ],
    );
  });

  it("places a file that is no YAML and one that is missing", () => {
    levels("base: [a\n");
    assert.match(problems().join("\n"), /^policy-pack\/levels\.yaml:\d+:\d+: is not valid YAML; /);
    rmSync(join(copy.folder, "policy-pack/levels.yaml"));
    assert.match(problems().join("\n"), /policy-pack\/levels\.yaml: cannot be read \(ENOENT\)/);
  });

  describe("once stacks are planned", () => {
    const used = (text: string, matches: Record<string, number>) => {
      waive(text);
      const settings = readProjectSettings(copy.folder, today);
      const [waiver] = settings.waivers;
      const uses = Object.entries(matches).map(
        ([stack, count]) => [stack, [{ waiver: waiver!, matches: count }]] as const,
      );
      try {
        checkUse(settings, new Map(uses));
        return [];
      } catch (error) {
        return (error as Error).message.split("\n");
      }
    };
    const both = waiverOf({ match: { stack: "prod-?*", name: "x" }, limit: 2 });

    it("refuses more matches in a stack than the limit", () => {
      assert.deepEqual(used(both, { "prod-eu": 3, "prod-us": 2, "prod-apac": 4 }), [
        "policy-pack/waivers/eu.yaml:10:10 [0].limit: WVR-EU-0001 matches more than its limit of 2: 4 in prod-apac, 3 in prod-eu; narrow it or have the limit raised",
      ]);
      assert.deepEqual(used(both, { "prod-eu": 2, "prod-us": 0, "prod-apac": 0 }), []);
    });

    it("says that nothing matches only when every stack it is for was planned", () => {
      assert.deepEqual(used(both, { "prod-eu": 0, "prod-us": 0 }), []);
      assert.deepEqual(used(both, { "prod-eu": 0, "prod-us": 0, "prod-apac": 0, dev: 0 }), [
        "policy-pack/waivers/eu.yaml:3:10 [0].match: WVR-EU-0001 matches nothing in prod-apac, prod-eu, prod-us; remove it",
      ]);
    });

    it("says when there is no such stack, whatever was planned", () => {
      assert.deepEqual(used(waiverOf({ match: { stack: "prod-uk" } }), {}), [
        "policy-pack/waivers/eu.yaml:3:10 [0].match: WVR-EU-0001 matches no stack; remove it",
      ]);
    });
  });

  describe("meridian levels", () => {
    it("prints every policy with its level, as the stack's layers say", () => {
      levels("stages: { dev: { TLS-01: advisory } }\nstacks: { prod-eu: { TLS-01: mandatory } }\n");
      const of = (stack: string) => {
        const { code, stdout, stderr } = copy.run("levels", "--stack", stack);
        assert.equal(code, 0, stderr);
        return JSON.parse(stdout) as Record<string, { enforcementLevel: string }>;
      };
      assert.deepEqual(
        Object.keys(of("dev")),
        rules.map(({ name }) => name),
      );
      const { name } = rules.find(({ id }) => id === "TLS-01")!;
      assert.deepEqual(
        [of("dev")[name], of("prod-eu")[name]],
        [{ enforcementLevel: "advisory" }, { enforcementLevel: "mandatory" }],
      );
    });

    it("writes a file with --out, and refuses all and unknown stacks", () => {
      assert.deepEqual(copy.run("levels", "--stack", "prod-eu", "--out", "levels/prod-eu.json"), {
        code: 0,
        stdout: "",
        stderr: "",
      });
      assert.deepEqual(copy.list("levels"), ["prod-eu.json"]);
      assert.deepEqual(copy.run("levels", "--stack", "all"), {
        code: 2,
        stdout: "",
        stderr: '--stack: "all" is not one stack; name one of them\n',
      });
      assert.match(copy.run("levels", "--stack", "prod-uk").stderr, /^--stack: "prod-uk" is not a stack /);
    });
  });
});
