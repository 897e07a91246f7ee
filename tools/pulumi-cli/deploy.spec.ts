import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { ProjectCopy } from "../testing/project-copy";
import { deployPage, missingLines, runnableOf, shrinkStack, squeezed, stack, takeOut } from "./deploy-page";
import { OfflineEngine } from "./environment";
import { engineTests } from "./testing";

const { cli, because, test } = engineTests();
const page = deployPage();
const runnable = runnableOf(page);

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
