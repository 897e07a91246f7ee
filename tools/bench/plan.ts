/**
 * `npm run bench`: how long a cold process takes to plan and judge stacks of growing size, and how much memory. Every run is
 * a process of its own; times are medians. Absolute numbers depend on the machine, the two ratios hardly do.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { currentDay } from "../../components/residency/dates";
import type { PlanTransport } from "../engine/types";
import { projectRoot } from "../../components/project/root";
import { caseOf } from "./cases";
import type { Measurement } from "./measure";
import { median } from "./median";
import { print } from "./table";

const sizes = [100, 600, 1000, 5000, 10000];
/** Large cases are steady; small ones are repeated. */
const runsOf = (resources: number): number => (resources > 1000 ? 1 : 5);
const stockRuns = 3;

interface Row extends Measurement {
  seconds: number;
}

class Bench {
  private readonly root = projectRoot();
  private readonly today = currentDay();
  private readonly folder = mkdtempSync(path.join(tmpdir(), "meridian-bench-"));

  /** Median of several cold processes. */
  measure(resources: number, transport: PlanTransport, runs: number): Row & { label: string } {
    const file = path.join(this.folder, `${resources}.json`);
    const subject = caseOf(this.root, resources, this.today);
    writeFileSync(file, JSON.stringify(subject));
    const rows = Array.from({ length: runs }, () => this.once(file, transport));
    return { ...median(rows, ({ seconds }) => seconds), label: subject.label };
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }

  private once(file: string, transport: PlanTransport): Row {
    const script = path.join(__dirname, "measure.js");
    const started = process.hrtime.bigint();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [script, file, transport, this.root, this.today],
      {
        encoding: "utf8",
      },
    );
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    if (status !== 0) throw new Error(`tools/bench: the measured process failed: ${stderr}`);
    return { ...(JSON.parse(stdout) as Measurement), seconds };
  }
}

export function benchPlan(): void {
  const bench = new Bench();
  try {
    print(["program", "resources", "plan+gate s", "peak MiB", "findings", "runs"]);
    const times = new Map<number, number>();
    for (const size of sizes) {
      const { label, resources, seconds, peakMiB, findings } = bench.measure(
        size,
        "in-process",
        runsOf(size),
      );
      times.set(size, seconds);
      print([label, resources, seconds.toFixed(2), peakMiB, findings, runsOf(size)]);
    }
    const [thousand = NaN, tenThousand = NaN] = [times.get(1000), times.get(10000)];
    console.log(`growth   T(10k)/T(1k) = ${(tenThousand / thousand).toFixed(1)} for 10 times the resources`);
    const stock = bench.measure(1000, "grpc", stockRuns);
    print(["stock", stock.resources, stock.seconds.toFixed(2), "", stock.findings, stockRuns]);
    console.log(
      `the SDK's own cmd/run over gRPC takes ${(stock.seconds / thousand).toFixed(1)} times as long at 1 000 resources`,
    );
  } finally {
    bench.close();
  }
}
