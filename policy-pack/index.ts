import { PolicyPack } from "@pulumi/policy";

import { stackModel } from "./context";
import { policiesOf } from "./crossguard";
import { rules } from "./rules";

new PolicyPack("meridian", {
  description: "Data residency, sharing and the security baseline of the platform, decided before a deploy.",
  policies: policiesOf(rules, stackModel),
});
