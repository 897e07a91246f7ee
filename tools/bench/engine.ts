/**
 * `npm run bench -- engine`: `meridian plan` against `pulumi preview` with the pack: the same stack, the same machine, one
 * after the other, each a cold process with all that it starts.
 */
import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { dump } from "js-yaml";

import { currentDay } from "../../components/residency/dates";
import { projectRoot } from "../../components/project/root";
import { cliSearch, OfflineEngine } from "../pulumi-cli/environment";
import { obtainCli } from "../pulumi-cli/find-cli";
import { ProjectCopy } from "../testing/project-copy";
import { caseOf } from "./cases";
import { median } from "./median";
import { measureTree, type TreeMeasurement } from "./process-tree";
import { print } from "./table";

const resources = 600;
const runs = 3;

export async function benchEngine(): Promise<void> {
  const cli = obtainCli(cliSearch((text) => console.error(`engine: ${text}`)));
  const project = new ProjectCopy();
  try {
    const { config } = caseOf(projectRoot(), resources, currentDay());
    writeFileSync(path.join(project.folder, "Pulumi.dev.yaml"), dump({ config }, { noRefs: true }));
    const engine = new OfflineEngine(cli, project.folder, path.join(project.folder, ".pulumi-cli"));
    const preview = ["preview", "--stack", "dev", "--policy-pack", "policy-pack", "--non-interactive"];
    const at = { cwd: project.folder };
    const env = engine.environmentFor(preview);
    print(["", "resources", "seconds", "peak MiB", "runs"]);
    const planned = await medianRun(() =>
      measureTree(process.execPath, project.command("plan", "--stack", "dev"), at),
    );
    const previewed = await medianRun(() => measureTree(cli, preview, { ...at, env }));
    const count = Number(/\+ (\d+) to create/.exec(previewed.stdout)?.[1]);
    print(["plan", count, planned.seconds.toFixed(2), planned.peakMiB, runs]);
    print(["preview", count, previewed.seconds.toFixed(2), previewed.peakMiB, runs]);
    const ratio = (part: (one: TreeMeasurement) => number) => (part(previewed) / part(planned)).toFixed(1);
    console.log(
      `meridian plan is ${ratio(({ seconds }) => seconds)} times as fast as pulumi preview with the pack, ` +
        `in ${ratio(({ peakMiB }) => peakMiB)} times less memory`,
    );
  } finally {
    project.remove();
  }
}

async function medianRun(once: () => Promise<TreeMeasurement>): Promise<TreeMeasurement> {
  const rows: TreeMeasurement[] = [];
  while (rows.length < runs) {
    const row = await once();
    if (row.status !== 0)
      throw new Error(`tools/bench: the measured process failed: ${row.stderr}${row.stdout}`);
    rows.push(row);
  }
  return median(rows, ({ seconds }) => seconds);
}
