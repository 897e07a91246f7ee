import { describeRule } from "../testing/describe-rule";
import { transferRules } from "./transfers";

describe("policy-pack/rules/transfers", () => {
  for (const rule of transferRules) describeRule(rule);
});
