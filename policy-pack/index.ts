import { PolicyPack } from "@pulumi/policy";

import { stackContext } from "./context";
import { policiesOf } from "./crossguard";
import { rules } from "./rules";

/**
 * Starts the pack.
 * @param folder where its settings stand: `levels.yaml` and `waivers/`
 */
export function start(folder: string): void {
  new PolicyPack("meridian", {
    description:
      "Data residency, sharing and the security baseline of the platform, decided before a deploy.",
    policies: policiesOf(rules, stackContext(folder)),
  });
}
