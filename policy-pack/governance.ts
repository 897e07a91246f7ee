import type { ResidencyModel } from "../components/residency/model";
import { defaultLevel, type Level } from "./levels/level";
import { levelsFor } from "./levels/levels";
import type { Rule } from "./rule";
import type { Settings } from "./settings/settings";
import { WaiverBook } from "./waivers/waiver-book";

/** What people decided about one stack: how strict each rule is, and what is let through for a while. */
export interface Governance {
  levelOf: (rule: Rule) => Level;
  waivers: WaiverBook;
}

/** Every rule at its own default, no waiver. */
export const ungoverned = ({ stack, today }: Pick<ResidencyModel, "stack" | "today">): Governance => ({
  levelOf: defaultLevel,
  waivers: new WaiverBook([], stack, today),
});

/** The settings as they apply to one stack. Its waivers count matches: one governance for each evaluation. */
export function governanceOf(
  settings: Settings,
  model: Pick<ResidencyModel, "stack" | "stage" | "jurisdiction" | "today">,
  rules: readonly Rule[],
): Governance {
  const levels = levelsFor(settings.levels, model, rules);
  return {
    levelOf: (rule) => levels.get(rule.id) ?? defaultLevel(rule),
    waivers: new WaiverBook(settings.waivers, model.stack, model.today),
  };
}
