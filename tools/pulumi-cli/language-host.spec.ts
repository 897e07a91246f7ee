import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { credentials, type Server } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { LanguageRuntimeClient, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { projectRoot } from "../../components/project/root";
import { languageService, programCommand } from "./language-host";
import { ask } from "../../policy-pack/testing/ask";
import { listen } from "./serve";

function infoOf(folder: string): language.ProgramInfo {
  const info = new language.ProgramInfo();
  info.setRootDirectory(folder);
  info.setProgramDirectory(folder);
  info.setEntryPoint(".");
  info.setOptions(Struct.fromJavaScript({ typescript: false }));
  return info;
}

describe("the offline language host", function () {
  this.timeout(60_000);
  let server: Server;
  let client: LanguageRuntimeClient;
  let folder: string;
  before(async () => {
    const started = await listen(LanguageRuntimeService, languageService());
    server = started.server;
    client = new LanguageRuntimeClient(`127.0.0.1:${started.port}`, credentials.createInsecure());
    const handshake = new language.LanguageHandshakeRequest();
    handshake.setEngineAddress("127.0.0.1:1");
    await ask<language.LanguageHandshakeResponse>((done) => client.handshake(handshake, done));
    folder = mkdtempSync(path.join(tmpdir(), "meridian-host-"));
    symlinkSync(path.join(projectRoot(), "node_modules"), path.join(folder, "node_modules"));
  });
  after(() => {
    client.close();
    server.forceShutdown();
    rmSync(folder, { recursive: true, force: true });
  });

  const program = (name: string, source: string): string => {
    const at = path.join(folder, name);
    mkdirSync(at);
    writeFileSync(
      path.join(at, "package.json"),
      JSON.stringify({ name, version: "1.0.0", main: "index.js" }),
    );
    writeFileSync(path.join(at, "index.js"), source);
    return at;
  };
  /** A program whose own launcher does nothing but end: there is no engine here to talk to. */
  const ending = (name: string, code: number): string => {
    const at = program(name, "");
    const launcher = path.join(at, "node_modules/@pulumi/pulumi/cmd/run");
    mkdirSync(launcher, { recursive: true });
    writeFileSync(path.join(launcher, "index.js"), `process.exit(${code})`);
    return at;
  };
  const runRequest = (at: string) => {
    const request = new language.RunRequest();
    request.setProject("p");
    request.setStack("dev");
    request.setOrganization("o");
    request.setPwd(at);
    request.setMonitorAddress("127.0.0.1:2");
    request.setDryrun(true);
    request.setParallel(8);
    request.setInfo(infoOf(at));
    request.getConfigMap().set("p:region", "eu-central-1");
    request.setConfigsecretkeysList(["p:token"]);
    return request;
  };
  const plugin = (kind: string, at: string) => {
    const request = new language.RunPluginRequest();
    request.setKind(kind);
    request.setInfo(infoOf(at));
    request.setArgsList(["127.0.0.1:1"]);
    request.setEnvList(["PULUMI_TEST=a=b"]);
    return client.runPlugin(request);
  };

  it("starts the SDK's own launcher with what the engine says", () => {
    const at = program("told", "");
    const { args, env } = programCommand(runRequest(at), "127.0.0.1:1");
    assert.equal(args[0], path.join(projectRoot(), "node_modules/@pulumi/pulumi/cmd/run/index.js"));
    assert.deepEqual(args.slice(1), [
      "--monitor=127.0.0.1:2",
      "--engine=127.0.0.1:1",
      "--project=p",
      "--stack=dev",
      "--organization=o",
      `--pwd=${at}`,
      `--root-directory=${at}`,
      "--dry-run",
      "--parallel=8",
      ".",
    ]);
    assert.deepEqual(env, {
      PULUMI_NODEJS_TYPESCRIPT: "false",
      PULUMI_CONFIG: '{"p:region":"eu-central-1"}',
      PULUMI_CONFIG_SECRET_KEYS: '["p:token"]',
    });
  });

  it("says with which code a program ended", async () => {
    const request = runRequest(ending("exits", 7));
    const answer = await ask<language.RunResponse>((done) => client.run(request, done));
    assert.equal(answer.getError(), "Program exited with non-zero exit code: 7");
    assert.equal(answer.getBail(), false);
  });

  it("bails without a word of its own when the user has been told", async () => {
    const request = runRequest(ending("bails", 32));
    const answer = await ask<language.RunResponse>((done) => client.run(request, done));
    assert.equal(answer.getError(), "");
    assert.equal(answer.getBail(), true);
  });

  it("refuses a program that the engine does not describe", async () => {
    await assert.rejects(
      ask<language.RunResponse>((done) => client.run(new language.RunRequest(), done)),
      /the engine named no program; use a CLI of the pinned version\./,
    );
  });

  it("needs no plugin and tells which Node.js it is", async () => {
    const about = await ask<language.AboutResponse>((done) =>
      client.about(new language.AboutRequest(), done),
    );
    assert.equal(about.getVersion(), process.version);
    const required = await ask<language.GetRequiredPackagesResponse>((done) =>
      client.getRequiredPackages(new language.GetRequiredPackagesRequest(), done),
    );
    assert.deepEqual(required.getPackagesList(), []);
  });

  /** The port that a plugin prints first; rejects when it ends before. */
  const portOf = (call: ReturnType<typeof plugin>): Promise<string> =>
    new Promise((resolve, reject) => {
      call.once("data", (response: language.RunPluginResponse) =>
        resolve(Buffer.from(response.getStdout_asU8()).toString("utf8").trim()),
      );
      call.on("error", reject);
    });

  it("serves the policy pack with the stack's own config in its environment", async () => {
    const pack = program(
      "pack",
      `const { PolicyPack } = require("@pulumi/policy");
       const seen = process.env.PULUMI_NODEJS_STACK + " " + process.env.PULUMI_CONFIG + " " + process.env.PULUMI_TEST;
       new PolicyPack("seen", { policies: [{ name: "p", description: seen, enforcementLevel: "mandatory", validateStack() {} }] });`,
    );
    const call = plugin("analyzer", pack);
    const asked = new AnalyzerClient(`127.0.0.1:${await portOf(call)}`, credentials.createInsecure());
    await assert.rejects(
      ask<unknown>((done) => asked.handshake(new analyzer.AnalyzerHandshakeRequest(), done)),
      /UNIMPLEMENTED/,
    );
    const configure = new analyzer.AnalyzerStackConfigureRequest();
    configure.setStack("prod-eu");
    configure.getConfigMap().set("p:region", "eu-central-1");
    await ask<analyzer.AnalyzerStackConfigureResponse>((done) => asked.configureStack(configure, done));
    const info = await ask<analyzer.AnalyzerInfo>((done) => asked.getAnalyzerInfo(new Empty(), done));
    assert.deepEqual(
      info.getPoliciesList().map((policy) => policy.getDescription()),
      ['prod-eu {"p:region":"eu-central-1"} a=b'],
    );
    call.cancel();
    asked.close();
  });

  it("gives the engine the reason when a pack does not load", async () => {
    const call = plugin("analyzer", program("broken", "process.exit(5)"));
    const asked = new AnalyzerClient(`127.0.0.1:${await portOf(call)}`, credentials.createInsecure());
    await assert.rejects(
      ask<unknown>((done) => asked.getAnalyzerInfo(new Empty(), done)),
      /the policy pack in .*broken ended with exit code 5 before it served\./,
    );
    asked.close();
  });

  it("refuses other plugins", async () => {
    await assert.rejects(
      portOf(plugin("resource", folder)),
      /a plugin of kind "resource" cannot be run offline/,
    );
  });
});
