import { describeRule } from "../testing/describe-rule";
import { taggingRules } from "./tagging";

describe("policy-pack/rules/tagging", () => {
  for (const rule of taggingRules) describeRule(rule);
});
