import { describeRule } from "../testing/describe-rule";
import { loggingRules } from "./logging";

describe("policy-pack/rules/logging", () => {
  for (const rule of loggingRules) describeRule(rule);
});
