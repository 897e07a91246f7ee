import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

import { projectRoot } from "../../components/project/root";
import type { TypesExplanation } from "../explain/explanation";
import { exitCodes } from "./exit-codes";

describe("meridian explain as a process", function () {
  this.timeout(60_000);
  const run = (...args: readonly string[]) => {
    const options = { cwd: projectRoot(), encoding: "utf8" } as const;
    return spawnSync(process.execPath, ["tools/meridian.cjs", "explain", ...args], options);
  };

  it("prints the text, or all of it as JSON", () => {
    const text = run("RES-03").stdout;
    assert.match(text, /^RES-03: S3 replicas stay in the jurisdiction\n\n/);
    assert.match(text, /\nlevel: {5}dev mandatory, prod mandatory\n/);
    const { status, stdout } = run("sfn", "--format", "json");
    assert.equal(status, exitCodes.clean);
    const { kind, subject, requirements } = JSON.parse(stdout) as TypesExplanation;
    assert.deepEqual(
      { kind, subject, requirements },
      {
        kind: "types",
        subject: "sfn",
        requirements: [
          {
            rule: "ENC-06",
            type: "aws:sfn/stateMachine:StateMachine",
            path: "encryptionConfiguration.type",
            demand: "use one of CUSTOMER_MANAGED_CMK, CUSTOMER_MANAGED_KMS_KEY",
          },
          {
            rule: "ENC-06",
            type: "aws:sfn/stateMachine:StateMachine",
            path: "encryptionConfiguration.kmsKeyId",
            demand: "set a customer-managed KMS key",
          },
          {
            rule: "ENC-06",
            type: "aws:sfn/activity:Activity",
            path: "encryptionConfiguration.kmsKeyId",
            demand: "set a customer-managed KMS key",
          },
        ],
      },
    );
  });

  it("ends as bad usage without a name, and with one that it does not know", () => {
    for (const args of [[], ["redshfit"], ["sfn", "--format", "xml"]]) {
      const { status, stdout } = run(...args);
      assert.deepEqual({ status, stdout }, { status: exitCodes.usage, stdout: "" }, args.join(" "));
    }
    assert.equal(
      run("redshfit").stderr,
      'explain: "redshfit" is no service, type or rule; did you mean "redshift"?\n',
    );
  });
});
