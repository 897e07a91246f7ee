import { describeRule } from "../testing/describe-rule";
import { networkRules } from "./network";

describe("policy-pack/rules/network", () => {
  for (const rule of networkRules) describeRule(rule);
});
