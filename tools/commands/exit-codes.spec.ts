import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { exitCodeHelp, exitCodes } from "./exit-codes";

const root = projectRoot();

/** Every source and script of `tools/` that is no test, with its text. */
const sources = readdirSync(join(root, "tools"), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(?<!\.spec|\.d)\.(ts|cjs)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .filter((file) => !/fixtures|node_modules/.test(file))
  .map((file) => ({ file: file.slice(root.length + 1), text: readFileSync(file, "utf8") }));

/** A number as the code of this process, literally or as the alternative of a child's. */
const literal =
  /process\.exit\(\s*\d|process\.exitCode\s*=\s*(?:\d|[^;(]*\?\s*\d)|(?:status|code)\b[^;\n]*\?\?\s*\d|=> process\.exit\(\d/;

/** Files that speak another protocol: a plugin's or a launcher's process is started by the Pulumi engine, not by a user. */
const plugins = /^tools\/(pulumi-cli\/(serve|language-host)|engine\/transport-grpc)\.ts$/;

describe("exit codes", () => {
  it("are one table of eight", () => {
    assert.deepEqual(exitCodes, {
      clean: 0,
      violations: 1,
      usage: 2,
      program: 3,
      notReady: 4,
      differences: 5,
      accessGrew: 6,
      conflict: 7,
    });
    assert.match(exitCodeHelp, /^\nExit codes: 0 clean, 1 violations .*, 7 conflict\.$/);
  });

  it("no command ends with a number of its own", () => {
    assert.ok(sources.length > 100, `${sources.length} sources`);
    const own = sources.filter(({ file, text }) => !plugins.test(file) && literal.test(text));
    assert.deepEqual(
      own.map(({ file }) => file),
      [],
    );
  });

  it("would find one", () => {
    for (const text of ["process.exit(9)", "process.exitCode = ok ? 0 : 9;", "return child.status ?? 9;"]) {
      assert.match(text, literal);
    }
  });

  it("are what the script says that runs before anything is compiled", () => {
    const [, code] =
      /^const programError = (\d+);$/m.exec(readFileSync(join(root, "tools/setup.cjs"), "utf8")) ?? [];
    assert.equal(Number(code), exitCodes.program);
  });
});
