/** One measured process: plans the case in the file that it is given, judges it, and prints what it saw as JSON. */

import { readFileSync } from "node:fs";

import { residencyModel } from "../../components/residency/model";
import { evaluate } from "../../policy-pack/run";
import { planStack } from "../engine/run";
import type { PlanTransport } from "../engine/types";
import type { Case } from "./cases";

/** What a measured process reports; the time is taken outside, from its start to its end. */
export interface Measurement {
  resources: number;
  findings: number;
  peakMiB: number;
}

async function measure([
  file = "",
  transport = "in-process",
  root = process.cwd(),
  today = "",
]: string[]): Promise<void> {
  const { program, stack, config } = JSON.parse(readFileSync(file, "utf8")) as Case;
  const { graph } = await planStack({
    root,
    stack,
    program,
    config,
    mode: "resolved",
    transport: transport as PlanTransport,
  });
  const { findings } = evaluate(graph, residencyModel(config["meridian:platform"], today));
  const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  const seen: Measurement = { resources: graph.resources.length, findings: findings.length, peakMiB };
  process.stdout.write(JSON.stringify(seen));
}

void measure(process.argv.slice(2));
