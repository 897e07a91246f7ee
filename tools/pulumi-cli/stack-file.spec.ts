import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";

import { linkPackages } from "../../components/testing/link-tree";
import { readings } from "../../components/errors/pulumi-readings";
import { pulumiYaml } from "../../components/errors/pulumi-yaml";
import { planStack } from "../engine/run";
import { configIn } from "../stacks";
import { OfflineEngine } from "./environment";
import { engineTests } from "./testing";
import { sampleBlocks, sampleScalars } from "./yaml-samples";

const { cli, because, test } = engineTests();

/** A config key's texts as the CLI shows them, or what it says against the file. */
type Config = Readonly<Record<string, string>>;
type Answer = { config: Config } | { refusal: string };

/** A stack file of samples, each under a key of its own. */
const stackFile = (samples: readonly string[]) =>
  `config:\n${samples.map((sample, index) => `  p:k${index}:\n${sample}\n`).join("")}`;
const item = (scalar: string) => `    - ${scalar}`;

describe(`a stack file under the real CLI and under meridian plan${because}`, function () {
  this.timeout(300_000);
  let folder: string;
  let engine: OfflineEngine;
  before(() => {
    if (cli === "") return;
    folder = mkdtempSync(path.join(tmpdir(), "meridian-stack-file-"));
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: p\nruntime: nodejs\n");
    engine = new OfflineEngine(cli, folder, path.join(folder, "engine"));
    assert.deepEqual(ask("config: {}\n"), { config: {} });
  });
  after(() => {
    if (cli !== "") rmSync(folder, { recursive: true });
  });

  function ask(text: string): Answer {
    writeFileSync(path.join(folder, "Pulumi.dev.yaml"), text);
    const { status, stdout, stderr } = engine.run("config", "--json", "--stack", "dev");
    if (status !== 0) return { refusal: stderr };
    const values = Object.entries(JSON.parse(stdout) as Record<string, { value: string }>);
    return { config: Object.fromEntries(values.map(([key, { value }]) => [key, value])) };
  }

  /** What differs between our reading of a file without faults and the CLI's. */
  function differences(samples: readonly string[]): string[] {
    const text = stackFile(samples);
    const answer = ask(text);
    if ("refusal" in answer) {
      const half = Math.ceil(samples.length / 2);
      return samples.length === 1
        ? [`${JSON.stringify(samples[0])}: the CLI refuses: ${answer.refusal.trim()}`]
        : [...differences(samples.slice(0, half)), ...differences(samples.slice(half))].slice(0, 5);
    }
    const ours = configIn(text);
    return samples.flatMap((sample, index) => {
      const [own, theirs] = [ours[`p:k${index}`], answer.config[`p:k${index}`]];
      return theirs !== undefined && isSame(own, theirs)
        ? []
        : [`${JSON.stringify(sample)}: ${JSON.stringify(own)}, the CLI ${theirs}`];
    });
  }

  /** A map or a list travels as JSON, what has no value as an empty text. */
  function isSame(own: unknown, theirs: string): boolean {
    if (own === null || typeof own === "string") return (own ?? "") === theirs;
    return isDeepStrictEqual(JSON.parse(JSON.stringify(own)), JSON.parse(theirs));
  }
  const isFaultless = (sample: string) => pulumiYaml(stackFile([sample])).faults.length === 0;

  test("read the scalars of the table alike", () => {
    const answer = ask(stackFile(readings.map(([plain]) => item(plain))));
    assert.ok("config" in answer);
    assert.deepEqual(
      readings.map(([plain], index) => [plain, (JSON.parse(answer.config[`p:k${index}`]!) as unknown[])[0]]),
      readings,
    );
  });

  test("read 10,000 random scalars alike, unless the plan refuses one", () => {
    const samples = sampleScalars(12_000).map(item).filter(isFaultless);
    assert.ok(samples.length > 10_000, `${samples.length} have no fault`);
    for (let from = 0; from < samples.length; from += 4000)
      assert.deepEqual(differences(samples.slice(from, from + 4000)), []);
  });

  test("read random blocks of lines alike, unless the plan refuses one", () => {
    const samples = sampleBlocks(12_000).filter(isFaultless);
    assert.ok(samples.length > 1500, `${samples.length} have no fault`);
    assert.deepEqual(differences(samples), []);
  });

  test("hand over a value at the top of the config alike", async () => {
    const values = [
      "05000",
      "1e3",
      "-0.0",
      ".5_0",
      "yes",
      "True",
      "2027-10-31",
      '"05"',
      "{ a: 1, b: [x] }",
      "[]",
      "~",
    ];
    const text = `config:\n${values.map((value, index) => `  p:v${index}: ${value}\n`).join("")}`;
    const answer = ask(text);
    assert.ok("config" in answer);
    linkPackages(folder);
    writeFileSync(path.join(folder, "package.json"), '{"name":"p"}');
    const program = path.join(folder, "program.cjs");
    writeFileSync(program, "exports.config = require('@pulumi/pulumi').runtime.allConfig();");
    const plan = await planStack({
      root: folder,
      stack: "dev",
      project: "p",
      program,
      config: configIn(text),
    });
    assert.deepEqual(plan.outputs["config"], answer.config);
  });

  /** What the plan refuses though the CLI takes it, because the CLI changes it, or nobody means it. */
  const stricter =
    /^(has the tag|is a second document|the key .*is not text|is a tab between|is the line separator|repeats so much)|(not an anchor's name|cannot be kept as it is|read otherwise in another time zone|several lines that begin|taken otherwise by the Pulumi CLI).*$|^is not valid YAML/;

  test("refuse alike what the plan does not say to be stricter in", () => {
    const refused = [...sampleScalars(12_000).map(item), ...sampleBlocks(3000)].filter(
      (each) => !isFaultless(each),
    );
    const unexpected = refused.filter(
      (sample) => !pulumiYaml(stackFile([sample])).faults.some(({ message }) => stricter.test(message)),
    );
    assert.ok(unexpected.length > 20, `${unexpected.length} are refused for the CLI's own reasons`);
    const taken = unexpected.slice(0, 60).filter((sample) => "config" in ask(stackFile([sample])));
    assert.deepEqual(taken, []);
  });
});
