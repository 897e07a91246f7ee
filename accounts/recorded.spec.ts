import assert from "node:assert/strict";

import { planDocument } from "../tools/engine/json";
import { planStack } from "../tools/engine/run";
import { plannedStack, root, today } from "../tools/engine/testing";
import type { Plan } from "../tools/engine/types";
import { readStacks } from "../tools/stacks";

const resourcesOf = (plan: Plan) => planDocument(plan, { findings: [], flows: [] }).resources;

it("what is recorded and not applied yet changes no resource of dev", async () => {
  const [dev] = readStacks(root, ["dev"], today);
  const platform = structuredClone(dev!.config["meridian:platform"]) as {
    domains: { volumes: object }[];
    recovery: object;
    contacts: Record<string, string>;
    budgets: { monthlyUsd: number }[];
  };
  for (const domain of platform.domains)
    domain.volumes = { dailyGigabytes: 7, dailyEvents: 77, peakEventsPerSecond: 777 };
  platform.recovery = { rpoMinutes: 7, rtoMinutes: 77 };
  platform.contacts["security"] = platform.contacts["privacy"] = "nobody@dev.meridian.example";
  for (const budget of platform.budgets) budget.monthlyUsd = 7;
  const config = { ...dev!.config, "meridian:platform": platform };
  const changed = await planStack({ root, stack: "dev", mode: "resolved", config });
  assert.deepEqual(resourcesOf(changed), resourcesOf(await plannedStack("dev", "resolved")));

  platform.contacts["platform"] = "nobody@dev.meridian.example";
  const applied = await planStack({ root, stack: "dev", mode: "resolved", config });
  assert.notDeepEqual(resourcesOf(applied), resourcesOf(changed));
});
