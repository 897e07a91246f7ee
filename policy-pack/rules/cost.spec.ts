import { describeRule } from "../testing/describe-rule";
import { costRules } from "./cost";

describe("policy-pack/rules/cost", () => {
  for (const rule of costRules) describeRule(rule);
});
