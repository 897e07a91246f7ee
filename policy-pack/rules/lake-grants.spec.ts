import { describeRule } from "../testing/describe-rule";
import { lakeGrantRules } from "./lake-grants";

describe("policy-pack/rules/lake-grants", () => {
  for (const rule of lakeGrantRules) describeRule(rule);
});
