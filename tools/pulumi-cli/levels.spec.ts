import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { levels } from "../../policy-pack/levels/level";
import { rules } from "../../policy-pack/rules";
import { ProjectCopy } from "../testing/project-copy";
import { OfflineEngine } from "./environment";
import { engineTests } from "./testing";

const { cli, because, test } = engineTests();

/**
 * As much of Pulumi's service as `policy validate-config` asks for: who the user is, and the configuration schema of a
 * published pack. The command does not work with other backends, so a pack that is never published needs a stand-in.
 */
function service(): Server {
  const schema = { type: "object", properties: { enforcementLevel: { enum: levels } } };
  const answers: Record<string, object> = {
    "/api/user": { id: "1", githubLogin: "meridian", name: "meridian", organizations: [] },
    "/api/orgs/meridian/policypacks/meridian/versions/0.1.0/schema": {
      configSchema: Object.fromEntries(rules.map(({ name }) => [name, schema])),
    },
  };
  return createServer((request, response) => {
    const answer = answers[request.url ?? ""];
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ?? { code: 404, message: "not here" }));
  });
}

describe(`compiled levels and the real CLI${because}`, function () {
  this.timeout(300_000);
  let folder: string;
  let copy: ProjectCopy;
  let server: Server;
  const compiled = () => path.join(folder, "prod-eu.json");
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "meridian-levels-"));
    copy = new ProjectCopy();
    server = service();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { code, stderr } = copy.run("levels", "--stack", "prod-eu", "--out", compiled());
    assert.equal(code, 0, stderr);
  });
  after(() => {
    server.close();
    copy.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Not in the foreground: the service answers from this process. */
  const validate = (file: string) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const env = {
        ...process.env,
        PULUMI_BACKEND_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        PULUMI_ACCESS_TOKEN: "stand-in",
        PULUMI_HOME: path.join(folder, "home"),
        PULUMI_SKIP_UPDATE_CHECK: "1",
      };
      const args = ["policy", "validate-config", "meridian/meridian", "0.1.0", "--config", file];
      execFile(cli, args, { cwd: folder, env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : 1, output: stdout + stderr }),
      );
    });

  test("pass `pulumi policy validate-config`, which refuses a level that does not exist", async () => {
    const { code, output } = await validate(compiled());
    assert.equal(code, 0, output);
    assert.match(output, /Policy Pack configuration is valid\./);
    const wrong = path.join(folder, "wrong.json");
    writeFileSync(wrong, JSON.stringify({ [rules[0]!.name]: { enforcementLevel: "strict" } }));
    const refused = await validate(wrong);
    assert.equal(refused.code, 1);
    assert.match(refused.output, /"strict" is not a valid enforcement level/);
  });

  test("are taken by `pulumi preview --policy-pack-config`", () => {
    const engine = new OfflineEngine(cli, projectRoot(), path.join(folder, "engine"));
    const pack = ["--policy-pack", "policy-pack", "--policy-pack-config", compiled()];
    const { status, stdout, stderr } = engine.run("preview", "--stack", "prod-eu", ...pack);
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /meridian@v/);
  });
});
