import { describeRule } from "../testing/describe-rule";
import { placementRules } from "./placement";

describe("policy-pack/rules/placement", () => {
  for (const rule of placementRules) describeRule(rule);
});
