import { describeRule } from "../testing/describe-rule";
import { lakeFormationRules } from "./lake-formation";

describe("policy-pack/rules/lake-formation", () => {
  for (const rule of lakeFormationRules) describeRule(rule);
});
