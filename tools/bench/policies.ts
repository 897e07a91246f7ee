/**
 * `npm run bench -- policies`: what the pack costs (start, idle memory, judging ten thousand resources), and the same
 * production stack judged by awsguard, with those of its violations counted that the plan itself shows to be false.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { currentDay } from "../../components/residency/dates";
import { projectRoot } from "../../components/project/root";
import { residencyModel } from "../../components/residency/model";
import { indexGraph } from "../../policy-pack/graph/graph-index";
import type { ResourceGraph } from "../../policy-pack/graph/types";
import { rules } from "../../policy-pack/rules";
import { evaluate } from "../../policy-pack/run";
import { analyze, launch } from "../../policy-pack/testing/analyzer";
import { cliSearch } from "../pulumi-cli/environment";
import { planStack } from "../engine/run";
import { readStacks } from "../stacks";
import { caseOf } from "./cases";
import { awsguardVersion, falseAlarms } from "./false-alarms";
import { median } from "./median";
import { residentKiB } from "./process-tree";
import { print } from "./table";

const stack = "prod-eu";
const runs = 5;
const today = currentDay();

export async function benchPolicies(): Promise<void> {
  const root = projectRoot();
  const [subject] = readStacks(root, [stack], today);
  if (subject === undefined) throw new Error(`tools/bench: the stack ${stack} cannot be read.`);
  print(["what", "value", "runs"]);
  await benchStart(path.join(root, "policy-pack"), subject.settings);
  await benchRules(root);
  const { graph } = await planStack({ root, stack, mode: "faithful", config: subject.config });
  await benchAwsguard(graph, subject.settings);
}

const middle = (values: readonly number[]): number => median(values, (value) => value);

/** Seconds until the pack has said what its policies are, and its memory a moment later. */
async function benchStart(pack: string, platform: object): Promise<void> {
  const starts: { seconds: number; mebibytes: number }[] = [];
  while (starts.length < runs) {
    const started = process.hrtime.bigint();
    const analyzer = await launch(pack, platform, stack);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    starts.push({ seconds, mebibytes: residentKiB(analyzer.pid) / 1024 });
    analyzer.stop();
  }
  print(["start s", middle(starts.map(({ seconds }) => seconds)).toFixed(2), runs]);
  print(["idle MiB", Math.round(middle(starts.map(({ mebibytes }) => mebibytes))), runs]);
}

async function benchRules(root: string): Promise<void> {
  const { program, stack: name, config } = caseOf(root, 10_000, today);
  const { graph } = await planStack({ root, stack: name, program, config, mode: "resolved" });
  const model = residencyModel(config["meridian:platform"], today);
  const once = () => {
    const started = process.hrtime.bigint();
    evaluate(graph, model);
    return Number(process.hrtime.bigint() - started) / 1e6;
  };
  const first = once();
  // What is compiled while it runs is not what later plans of the same process cost.
  for (let warm = 0; warm < runs; warm += 1) once();
  const times = Array.from({ length: 2 * runs + 1 }, once);
  print(["first ms", first.toFixed(0), 1]);
  print(["rules ms", middle(times).toFixed(0), times.length]);
  console.log(`${rules.length} rules on ${graph.resources.length} resources in one process`);
}

/** Installs awsguard once, beside the cached CLI; it is no dependency of the project, whose provider is newer. */
function awsguardFolder(): string | undefined {
  const folder = path.join(path.dirname(cliSearch(() => undefined).cache), `awsguard-${awsguardVersion}`);
  if (existsSync(path.join(folder, "node_modules", "@pulumi", "awsguard"))) return folder;
  mkdirSync(folder, { recursive: true });
  const manifest = { name: "awsguard-pack", version: "1.0.0", main: "index.js" };
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  const start = 'const { AwsGuard } = require("@pulumi/awsguard");\nnew AwsGuard({ all: "mandatory" });\n';
  writeFileSync(path.join(folder, "index.js"), start);
  writeFileSync(path.join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  const install = [
    "install",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    `@pulumi/awsguard@${awsguardVersion}`,
  ];
  return spawnSync("npm", install, { cwd: folder }).status === 0 ? folder : undefined;
}

async function benchAwsguard(graph: ResourceGraph, platform: object): Promise<void> {
  const folder = awsguardFolder();
  if (folder === undefined) {
    console.log("awsguard: skipped, npm could not install it");
    return;
  }
  const analyzer = await launch(folder, platform, stack);
  try {
    const started = process.hrtime.bigint();
    const violations = await analyze(analyzer, graph);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const index = indexGraph(graph);
    const refuted = violations.filter(
      (violation) => falseAlarms[violation.rule]?.(violation.urn, index) === true,
    );
    console.log(
      `awsguard ${awsguardVersion}: ${analyzer.policies.length} policies, ${violations.length} violations on ${stack} ` +
        `in ${seconds.toFixed(1)} s, at least ${refuted.length} of them false; ` +
        `ours: ${evaluate(graph, residencyModel(platform, today)).findings.length}`,
    );
    const names = [...new Set(violations.map(({ rule }) => rule))].sort();
    for (const name of names) {
      const count = (list: typeof violations) => list.filter(({ rule }) => rule === name).length;
      console.log(`  ${name}: ${count(violations)} violations, ${count(refuted)} false`);
    }
  } finally {
    analyzer.stop();
  }
}
