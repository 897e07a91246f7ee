import { describeRule } from "../testing/describe-rule";
import { bypassRules } from "./bypass";

describe("policy-pack/rules/bypass", () => {
  for (const rule of bypassRules) describeRule(rule);
});
