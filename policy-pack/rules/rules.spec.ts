import { describeRule } from "../testing/describe-rule";
import { rules } from ".";

describe("policy-pack/rules", () => {
  for (const rule of rules) describeRule(rule);
});
