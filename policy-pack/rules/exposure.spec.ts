import { describeRule } from "../testing/describe-rule";
import { exposureRules } from "./exposure";

describe("policy-pack/rules/exposure", () => {
  for (const rule of exposureRules) describeRule(rule);
});
