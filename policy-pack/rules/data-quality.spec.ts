import { describeRule } from "../testing/describe-rule";
import { dataQualityRules } from "./data-quality";

describe("policy-pack/rules/data-quality", () => {
  for (const rule of dataQualityRules) describeRule(rule);
});
