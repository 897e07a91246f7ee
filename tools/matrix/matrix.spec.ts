import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { load } from "js-yaml";

import { projectRoot } from "../../components/project/root";
import { runMatrix } from "./main";
import { matrix } from "./matrix";
import type { Setting } from "./parts";

const nodePackage = `node-${process.platform}-${process.arch}`;

describe("npm run test:matrix", () => {
  let folder: string;
  let lines: string[];
  let setting: Setting;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-matrix-"));
    lines = [];
    setting = {
      root: folder,
      // The scripts of these tests come first; the shell that runs them needs its own tools.
      searchPath: [path.join(folder, "tools-of-the-test"), "/usr/bin", "/bin"].join(path.delimiter),
      cache: path.join(folder, "cache"),
      print: (line) => lines.push(line),
    };
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (file: string, text: string) => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  };
  /** An executable on the search path; `$LOG` is the file that {@link logged} reads. */
  const script = (name: string, text: string) =>
    chmodSync(
      write(`tools-of-the-test/${name}`, `#!/bin/sh\nLOG=${path.join(folder, "log")}\n${text}\n`),
      0o755,
    );
  const logged = () => {
    const file = path.join(folder, "log");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
  };
  const fetched = (major: string) =>
    path.join(folder, "cache", `node-${major}`, "node_modules", nodePackage, "bin");
  const npm = (install: string, test: string) =>
    script(
      "npm",
      `if [ "$1" = install ]; then echo "$PWD $*" >> $LOG; ${install}; else echo "$1 $PATH" >> $LOG; ${test}; fi`,
    );

  it("is these parts", () => {
    assert.deepEqual(
      matrix.map(({ name }) => name),
      ["outdated", "audit", "node-22", "node-24", "cli-3.276.0"],
    );
  });

  it("is run every night, part by part, by actions of one commit each", () => {
    const text = readFileSync(path.join(projectRoot(), ".github/workflows/matrix.yml"), "utf8");
    const workflow = load(text) as {
      jobs: { part: { strategy: { matrix: { part: string[] } }; steps: { uses?: string; run?: string }[] } };
    };
    const { strategy, steps } = workflow.jobs.part;
    assert.deepEqual(
      strategy.matrix.part.flatMap((names) => names.split(" ")),
      matrix.map(({ name }) => name),
    );
    assert.equal(steps.at(-1)?.run, "npm run test:matrix -- ${{ matrix.part }}");
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    assert.equal(actions.length, 2);
    for (const action of actions) assert.match(action, /^actions\/[\w-]+@[0-9a-f]{40}$/);
  });

  it("runs npm test with the Node.js that npm fetched first on PATH", () => {
    npm(`mkdir -p node_modules/${nodePackage}/bin && touch node_modules/${nodePackage}/bin/node`, "exit 0");
    assert.equal(runMatrix(["node-22"], setting), 0);
    const flags = "install --no-save --no-audit --no-fund --ignore-scripts";
    assert.deepEqual(logged(), [
      `${path.join(folder, "cache", "node-22")} ${flags} ${nodePackage}@22`,
      `test ${fetched("22")}:${setting.searchPath}`,
    ]);
    assert.deepEqual(lines, ["matrix: passed   node-22", "matrix: 1 passed, 0 failed, 0 skipped"]);
  });

  it("ends with 1 when a run fails, and runs the others", () => {
    npm(`mkdir -p node_modules/${nodePackage}/bin && touch node_modules/${nodePackage}/bin/node`, "exit 7");
    assert.equal(runMatrix(["node-22", "node-24"], setting), 1);
    assert.deepEqual(lines, [
      "matrix: failed   node-22: npm test ended with 7",
      "matrix: failed   node-24: npm test ended with 7",
      "matrix: 0 passed, 2 failed, 0 skipped",
    ]);
  });

  it("takes what was fetched before where npm cannot, and else skips and says why", () => {
    npm("exit 1", "exit 0");
    write(path.relative(folder, path.join(fetched("24"), "node")), "");
    assert.equal(runMatrix(["node-24", "node-22"], setting), 0);
    assert.deepEqual(lines, [
      `matrix: skipped  node-22: npm cannot fetch ${nodePackage}@22, and none was fetched before`,
      "matrix: passed   node-24",
      "matrix: 1 passed, 0 failed, 1 skipped",
    ]);
  });

  it("runs the specs of the real engine with the newest CLI first on PATH", () => {
    script("pulumi", "echo v3.276.0");
    script("npm", 'echo "${PULUMI_SKIP_CHECKPOINTS-no} $(command -v pulumi) $*" >> $LOG');
    assert.equal(runMatrix(["cli-3.276.0"], setting), 0);
    const cli = path.join(folder, "tools-of-the-test", "pulumi");
    assert.deepEqual(logged(), [
      `true ${cli} run -s spec -- tools/pulumi-cli/parity.spec.ts`,
      `no ${cli} run -s spec -- tools/pulumi-cli/lifecycle.spec.ts`,
    ]);
  });

  it("builds the newest CLI from the module proxy, in its own folder", () => {
    write("tools/pulumi-cli/cli/tools.go", "package cli\n");
    script(
      "go",
      'echo "$PWD $1 $2" >> $LOG; if [ "$1" = build ]; then while [ "$1" != "-o" ]; do shift; done; echo built > "$2"; fi',
    );
    script("npm", "exit 3");
    assert.equal(runMatrix(["cli-3.276.0"], setting), 1);
    const source = path.join(folder, "cache", "pulumi-source-3.276.0");
    assert.deepEqual(logged(), [`${source} mod tidy`, `${source} build -ldflags`]);
    assert.match(
      readFileSync(path.join(source, "go.mod"), "utf8"),
      /^require github\.com\/pulumi\/pulumi\/pkg\/v3 v3\.276\.0$/m,
    );
    assert.deepEqual(lines, [
      "matrix: building pulumi 3.276.0 from its Go module, about four minutes the first time …",
      "matrix: failed   cli-3.276.0: parity.spec.ts ended with 3",
      "matrix: failed   cli-3.276.0: lifecycle.spec.ts ended with 3",
      "matrix: 0 passed, 1 failed, 0 skipped",
    ]);
  });

  it("skips a CLI that cannot be had, and ends with 4 when nothing could be run", () => {
    setting = { ...setting, searchPath: path.join(folder, "nothing") };
    assert.equal(runMatrix(["cli-3.276.0"], setting), 4);
    write("tools/pulumi-cli/cli/tools.go", "package cli\n");
    script("go", "exit 1");
    setting = { ...setting, searchPath: path.join(folder, "tools-of-the-test") };
    assert.equal(runMatrix(["cli-3.276.0"], setting), 4);
    assert.deepEqual(lines, [
      "matrix: skipped  cli-3.276.0: pulumi-cli: no pulumi 3.276.0 or later and no go on PATH; install the Pulumi CLI, or Go to have it built from tools/pulumi-cli/cli.",
      "matrix: 0 passed, 0 failed, 1 skipped",
      "matrix: skipped  cli-3.276.0: go cannot fetch pulumi 3.276.0 from the module proxy",
      "matrix: 0 passed, 0 failed, 1 skipped",
    ]);
  });

  describe("what npm says of the packages", () => {
    beforeEach(() => {
      write(
        "package.json",
        JSON.stringify({
          meridian: { pulumi: "3.255.0" },
          dependencies: { a: "1.0.0" },
          devDependencies: {},
        }),
      );
      write("docs/dependencies.md", "| `a` | `1.0.0` | why |\n| `pulumi (CLI)` | `3.255.0` | why |\n");
    });
    const says = (text: string, code = 0) => script("npm", `cat <<'END'\n${text}\nEND\nexit ${code}`);
    const answers = (json: object, code = 0) => says(JSON.stringify(json), code);

    it("passes when nothing is newer than what is held", () => {
      answers({ a: { current: "1.0.0", wanted: "1.0.0", latest: "2.0.0" } }, 1);
      assert.equal(runMatrix(["outdated"], setting), 0);
      answers({ vulnerabilities: {} });
      assert.equal(runMatrix(["audit"], setting), 0);
    });

    it("fails with a line for each that is", () => {
      answers({ b: { current: "1.0.0", wanted: "1.1.0", latest: "1.1.0" } }, 1);
      assert.equal(runMatrix(["outdated"], setting), 1);
      answers({ vulnerabilities: { c: { severity: "high", range: "<2" } } }, 1);
      assert.equal(runMatrix(["audit"], setting), 1);
      assert.deepEqual(
        lines.filter((line) => line.includes("failed  ")),
        [
          'matrix: failed   outdated: "b" is 1.0.0, and 1.1.0 is there; update it, or say in docs/dependencies.md what holds it',
          'matrix: failed   audit: "c" <2 has a known weakness (high); see npm audit',
        ],
      );
    });

    it("is skipped when the registry does not answer", () => {
      answers({ message: "405 Method Not Allowed", error: { summary: "" } }, 1);
      assert.equal(runMatrix(["audit", "outdated"], setting), 4);
      assert.deepEqual(lines, [
        "matrix: skipped  outdated: the registry does not answer npm outdated: 405 Method Not Allowed",
        "matrix: skipped  audit: the registry does not answer npm audit: 405 Method Not Allowed",
        "matrix: 0 passed, 0 failed, 2 skipped",
      ]);
      answers({ error: { code: "ENOTFOUND", summary: "no network" } }, 1);
      assert.equal(runMatrix(["outdated"], setting), 4);
      says("", 1);
      assert.equal(runMatrix(["audit"], setting), 4);
      assert.deepEqual(
        lines.slice(3).filter((line) => line.includes("skipped  ")),
        [
          "matrix: skipped  outdated: the registry does not answer npm outdated: no network",
          "matrix: skipped  audit: the registry does not answer npm audit: no JSON",
        ],
      );
    });
  });

  it("refuses a part that is not there", () => {
    const errors: string[] = [];
    const { error } = console;
    console.error = (text: string) => errors.push(text);
    try {
      assert.equal(runMatrix(["node-18"], setting), 2);
    } finally {
      console.error = error;
    }
    assert.deepEqual(errors, [
      'matrix: "node-18" is no part; use one of outdated, audit, node-22, node-24, cli-3.276.0',
    ]);
    assert.deepEqual(lines, []);
  });
});
