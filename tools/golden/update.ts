import { rmSync } from "node:fs";
import { join } from "node:path";

import { currentDay } from "../../components/residency/dates";
import { projectRoot } from "../../components/project/root";
import { stackNames } from "../stacks";
import { writeFiles } from "../write-files";
import { goldenFolder, goldenPlan, readGoldens } from "./golden";

/** `npm run plan:update`: rewrites the golden plans on purpose; the diff is then reviewed like code. */
async function update(): Promise<void> {
  const root = projectRoot();
  const today = currentDay();
  const folder = goldenFolder(root);
  const orphans = new Set(readGoldens(root).keys());
  for (const stack of stackNames(root)) {
    const plan = await goldenPlan(root, stack, today);
    const files = [...plan].map(([file, text]) => ({ path: join(folder, file), text }));
    writeFiles("accounts/plan", join(folder, stack), files);
    files.forEach(({ path }) => console.log(`wrote ${path}`));
    [...plan.keys()].forEach((file) => orphans.delete(file));
  }
  for (const file of orphans) {
    rmSync(join(folder, file));
    console.log(`removed ${join(folder, file)}`);
  }
}

void update();
