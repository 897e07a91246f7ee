import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { currentDay } from "../../components/residency/dates";
import { projectRoot } from "../../components/project/root";
import { stackNames } from "../stacks";
import { goldenFile, goldenPlan } from "./golden";

/** `npm run plan:update`: rewrites the golden plans on purpose; the diff is then reviewed like code. */
async function update(): Promise<void> {
  const root = projectRoot();
  const today = currentDay();
  for (const stack of stackNames(root)) {
    const file = goldenFile(root, stack);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await goldenPlan(root, stack, today));
    console.log(`wrote ${file}`);
  }
}

void update();
