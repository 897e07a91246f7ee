import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { parsePlatform } from "../../accounts/config/testing";
import { planStack } from "../engine/run";
import { goldensOf, readGoldens, typesIn } from "../golden/golden";
import { readStacks, stackNames, type Stack } from "../stacks";
import { ProjectCopy } from "../testing/project-copy";
import { blocksOf, deployPage, languages, missingLines, shrinkStack, squeezed, takeOut } from "./deploy-page";
import { OfflineEngine } from "./environment";
import { engineTests } from "./testing";

const { cli, because, test } = engineTests();
const page = deployPage();
const runnable = page.filter(({ language }) => /^sh( fails)?$/.test(language));
const stack = "prod-eu";

/** Statements of IAM documents on the page, by their Sid. */
interface Statement {
  Action?: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

function statements(): Map<string, Statement> {
  const documents = page
    .filter(({ language }) => language === "json")
    .map(({ text }) => JSON.parse(text) as unknown);
  const all = documents.flatMap((one) => (one as { Statement: (Statement & { Sid: string })[] }).Statement);
  return new Map(all.map((one) => [one.Sid, one]));
}

/** Types of the resources of all platforms, as the golden plans have them; docs/organization.md is about the organization's. */
function plannedTypes(): Set<string> {
  const goldens = readGoldens(projectRoot());
  assert.deepEqual(
    stackNames(projectRoot()).filter((name) => goldensOf(name, goldens).size === 0),
    [],
  );
  const platforms = [...goldens].filter(([file]) => !file.startsWith("org/"));
  return new Set(platforms.flatMap(([file, text]) => typesIn(file, text)));
}

/** Names of the boundaries that the stack makes. */
async function boundaryNames(): Promise<Set<string>> {
  const root = projectRoot();
  const [{ config }] = readStacks(root, [stack], "2026-11-21") as [Stack];
  const { graph } = await planStack({ root, stack, config, mode: "faithful", transport: "in-process" });
  const policies = graph.resources.filter(({ urn }) => /iam\/policy:Policy::.*boundary$/.test(urn));
  return new Set(policies.map(({ props }) => String(props["name"])));
}

describe("docs/deploy.md", () => {
  it("says of every block what it is, and of what every output is", () => {
    const known: readonly string[] = languages;
    const unknown = page.filter(({ language }) => !known.includes(language));
    assert.deepEqual(unknown, []);
    const orphans = page.filter(({ language }, index) => {
      const above = page[index - 1];
      return language === "text" && (above === undefined || !runnable.includes(above));
    });
    assert.deepEqual(orphans, []);
    assert.ok(runnable.length >= 20, `${runnable.length} blocks are run`);
  });

  it("has commands that a shell can read", () => {
    for (const { line, text } of page.filter(({ language }) => language.startsWith("sh"))) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
      assert.equal(status, 0, `docs/deploy.md:${line}: ${stderr}`);
    }
  });

  it("lets exactly the callers in that the stack's providers are", () => {
    const text = readFileSync(path.join(projectRoot(), `Pulumi.${stack}.yaml`), "utf8");
    const platform = parsePlatform(text, `Pulumi.${stack}.yaml`, stack, "2026-11-21");
    const { Condition } = statements().get("OnlyThePipelineOfThisStack")!;
    const wanted = {
      "aws:PrincipalOrgID": platform.organization.id,
      "sts:RoleSessionName": `meridian-${stack}`,
    };
    assert.deepEqual(Condition, { StringEquals: wanted });
    assert.deepEqual(statements().get("DenyOtherRegions")!.Condition, {
      StringNotEquals: { "aws:RequestedRegion": [platform.homeRegion, platform.replicaRegion] },
    });
    const aws = page.filter(({ language }) => language === "sh aws").map((block) => block.text);
    assert.ok(aws.some((one) => one.includes(`--role-name ${platform.deployRole} `)));
  });

  it("lets the deploy role do what the stacks need: every service, every boundary", async () => {
    // Of CloudWatch the stacks have log groups only.
    const prefixes: Readonly<Record<string, string>> = { cfg: "config", cloudwatch: "logs" };
    const services = [...plannedTypes()].flatMap((type) => /^aws:(\w+)\/\w+:\w+$/.exec(type)?.[1] ?? []);
    const wanted = [...new Set(services)].map((name) => `${prefixes[name] ?? name}:*`).sort();
    assert.ok(wanted.length > 5);
    const { Action } = statements().get("AllowWhatTheStacksUse")!;
    assert.deepEqual(
      wanted.filter((name) => !Action!.includes(name)),
      [],
    );
    const names = await boundaryNames();
    assert.equal(names.size, 2);
    assert.ok([...names].every((name) => name.endsWith("-eu-prod")));
    const admitted =
      statements().get("DenyRolesWithoutBoundary")!.Condition!["ArnNotLike"]!["iam:PermissionsBoundary"]!;
    assert.deepEqual(
      [...names].filter((name) => !admitted.includes(`arn:aws:iam::*:policy/${name}`)),
      [],
    );
  });
});

describe("blocks of a page", () => {
  it("are fences with their heading, line and language, also one that is never closed", () => {
    const text = "# One\n\n```sh\na\nb\n```\n## Two\n~~~text\nc\n~~~\n```sh later\nd";
    assert.deepEqual(blocksOf(text), [
      { heading: "One", line: 3, language: "sh", text: "a\nb" },
      { heading: "Two", line: 8, language: "text", text: "c" },
      { heading: "Two", line: 11, language: "sh later", text: "d" },
    ]);
  });

  it("show a line that is printed with other gaps, and no other", () => {
    assert.deepEqual(missingLines("a  b\nc d", "x a b y\ncd"), ["c d"]);
  });
});

describe(`the plain CLI, as docs/deploy.md has it${because}`, function () {
  this.timeout(600_000);
  let copy: ProjectCopy;
  let folder: string;
  let environment: NodeJS.ProcessEnv;
  const stackFile = () => path.join(copy.folder, `Pulumi.${stack}.yaml`);

  before(function () {
    if (cli === "") return;
    folder = mkdtempSync(path.join(tmpdir(), "meridian-deploy-"));
    copy = new ProjectCopy("clone");
    shrinkStack(stackFile(), "market", "operations");
    for (const name of ["state", "new-state"]) mkdirSync(path.join(folder, name));
    const offline = new OfflineEngine(cli, copy.folder, folder).environment();
    environment = {
      ...offline,
      // Not set for the team either: the page logs in.
      PULUMI_BACKEND_URL: undefined,
      PATH: [path.dirname(cli), offline["PATH"]].join(path.delimiter),
      STACK: stack,
      BACKEND: `file://${path.join(folder, "state")}`,
      NEW_BACKEND: `file://${path.join(folder, "new-state")}`,
      SECRETS: "passphrase",
      // Writes the state once for each command instead of after each resource: five times as fast.
      PULUMI_EXPERIMENTAL: "true",
      PULUMI_SKIP_CHECKPOINTS: "true",
    };
  });
  after(() => {
    if (cli === "") return;
    copy.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs commands as the page has them; every question is answered with yes. */
  function shell(text: string): { status: number | null; printed: string } {
    // The CLI takes this for --yes, which it refuses where it only looks.
    const confirmed = text.includes("--preview-only") ? {} : { PULUMI_SKIP_CONFIRMATIONS: "true" };
    const { status, stdout } = spawnSync("bash", ["-eo", "pipefail", "-c", `exec 2>&1\n${text}`], {
      cwd: copy.folder,
      env: { ...environment, ...confirmed },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
      maxBuffer: 1 << 28,
    });
    return { status, printed: stdout };
  }

  /** Runs `pulumi preview` while one place of a source is edited; `edits` are file, text and what replaces it. */
  function previewWith(
    edits: [string, string | RegExp, string][],
    command = "pulumi preview --policy-pack policy-pack",
  ) {
    const before = edits.map(([file]) => readFileSync(path.join(copy.folder, file), "utf8"));
    for (const [file, pattern, replacement] of edits) copy.edit(file, pattern, replacement);
    const result = shell(command);
    edits.forEach(([file], index) => writeFileSync(path.join(copy.folder, file), before[index]!));
    return { ...result, lines: result.printed.split("\n").map(squeezed) };
  }

  const broken: [RegExp, string] = [/$/, 'export const broken: number = "text";\n'];
  const bucket = "components/lake/hardened-bucket.ts";
  const errorOf = (file: string) =>
    `error: [runtime] ${file}: Type 'string' is not assignable to type 'number' (TS2322); correct it, \`npm run typecheck\` shows all of it.`;
  /** Where the line after the last one of a file begins to be wrong. */
  const place = (file: string) =>
    `${file}:${readFileSync(path.join(copy.folder, file), "utf8").split("\n").length}:14`;

  test("a fresh clone is compiled by its first preview", () => {
    assert.deepEqual(copy.list("bin"), []);
    const { status, printed } = shell(
      'pulumi login "$BACKEND"; pulumi stack init guard; pulumi stack rm guard --yes; pulumi stack init "$STACK"; pulumi preview',
    );
    assert.equal(status, 0, printed);
    assert.ok(copy.list("bin").includes("accounts"));
  });

  test("an edited source and an edited rule are what runs", () => {
    const { status, printed, lines } = previewWith([
      [
        bucket,
        'status: "Enabled" } }',
        'status: "Enabled" }, ...(name === "market-gold" && { region: "us-east-1" }) }',
      ],
      ["policy-pack/rules/placement.ts", "outside jurisdiction", "beyond jurisdiction"],
    ]);
    assert.equal(status, 1, printed);
    assert.ok(
      lines.some(
        (line) => line.includes('is in region "us-east-1"') && line.includes("beyond jurisdiction eu"),
      ),
      printed,
    );
  });

  test("a source that does not compile stops the program with one line, and nothing of the stale build runs", () => {
    const { status, lines } = previewWith([[bucket, ...broken]], "pulumi preview");
    assert.equal(status, 1);
    const wanted = errorOf(place(bucket));
    assert.ok(lines.includes(wanted), lines.join("\n"));
    assert.ok(lines.includes("+ 1 to create"), "only the stack itself was registered");
    assert.ok(!lines.some((line) => line.startsWith("at ")), "no stack trace");
  });

  test("a rule that does not compile stops the pack, and with it the preview", () => {
    const rule = "policy-pack/rule.ts";
    const { status, lines } = previewWith([[rule, ...broken]]);
    assert.notEqual(status, 0);
    assert.ok(lines.includes(errorOf(place(rule))), lines.join("\n"));
    assert.ok(!lines.some((line) => line.includes("to create")), "nothing was planned");
  });

  test("a mistake in the stack file is one line", () => {
    const { status, lines } = previewWith(
      [[`Pulumi.${stack}.yaml`, /resultsDays: \d+/, "resultsDays: 14"]],
      "pulumi preview",
    );
    assert.equal(status, 1);
    const told = lines.filter((line) => line.startsWith("error: [runtime] "));
    assert.equal(told.length, 1, lines.join("\n"));
    assert.match(
      told[0]!,
      /Pulumi\.prod-eu\.yaml:\d+:\d+ platform\.retention\.resultsDays: 14 is not a whole number of days/,
    );
    assert.ok(!lines.some((line) => line.startsWith("at ")), lines.join("\n"));
  });

  /** What a person does with an editor before the commands of a section. */
  const edits: Readonly<Record<string, () => void>> = {
    "The stack": () => void shell('pulumi stack rm "$STACK" --yes --preserve-config'),
    "Renaming a resource": () => {
      const options = page.find(({ language }) => language === "ts")!.text;
      const file = "components/warehouse/athena-workgroup.ts";
      copy.edit(
        file,
        "new athena.Workgroup(\n      name,",
        "new athena.Workgroup(\n      `${name}-workgroup`,",
      );
      copy.edit(
        file,
        "{ parent: this },\n    );\n    this.workgroupName",
        `${options}\n    );\n    this.workgroupName`,
      );
    },
    "Taking an account out": () => takeOut(stackFile(), "operations"),
  };

  it("knows the sections that need an editor", () => {
    const headings = runnable.map(({ heading }) => heading);
    assert.deepEqual(
      Object.keys(edits).filter((name) => !headings.includes(name)),
      [],
    );
  });

  let stopped = false;
  for (const heading of new Set(runnable.map((block) => block.heading))) {
    test(`${heading}: every command does what the page shows`, () => {
      assert.ok(!stopped, "a section above has failed");
      stopped = true;
      edits[heading]?.();
      for (const block of runnable.filter((one) => one.heading === heading)) {
        const { status, printed } = shell(block.text);
        const at = `docs/deploy.md:${block.line}`;
        assert.equal(status === 0, block.language === "sh", `${at}: exit code ${status}\n${printed}`);
        const below = page[page.indexOf(block) + 1];
        if (below?.language === "text")
          assert.deepEqual(missingLines(below.text, printed), [], `${at}: prints\n${printed}`);
      }
      stopped = false;
    });
  }
});
