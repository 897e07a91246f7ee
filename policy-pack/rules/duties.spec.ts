import { describeRule } from "../testing/describe-rule";
import { dutyRules } from "./duties";

describe("policy-pack/rules/duties", () => {
  for (const rule of dutyRules) describeRule(rule);
});
