import { describeRule } from "../testing/describe-rule";
import { roleRules } from "./roles";

describe("policy-pack/rules/roles", () => {
  for (const rule of roleRules) describeRule(rule);
});
