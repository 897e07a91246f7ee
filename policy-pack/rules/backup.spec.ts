import { describeRule } from "../testing/describe-rule";
import { backupRules } from "./backup";

describe("policy-pack/rules/backup", () => {
  for (const rule of backupRules) describeRule(rule);
});
