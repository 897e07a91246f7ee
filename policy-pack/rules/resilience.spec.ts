import { describeRule } from "../testing/describe-rule";
import { resilienceRules } from "./resilience";

describe("policy-pack/rules/resilience", () => {
  for (const rule of resilienceRules) describeRule(rule);
});
