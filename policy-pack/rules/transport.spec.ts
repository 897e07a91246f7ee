import { describeRule } from "../testing/describe-rule";
import { transportRules } from "./transport";

describe("policy-pack/rules/transport", () => {
  for (const rule of transportRules) describeRule(rule);
});
