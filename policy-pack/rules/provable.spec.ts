import { describeRule } from "../testing/describe-rule";
import { provableRules } from "./provable";

describe("policy-pack/rules/provable", () => {
  for (const rule of provableRules) describeRule(rule);
});
