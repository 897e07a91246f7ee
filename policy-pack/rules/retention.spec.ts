import { describeRule } from "../testing/describe-rule";
import { retentionRules } from "./retention";

describe("policy-pack/rules/retention", () => {
  for (const rule of retentionRules) describeRule(rule);
});
