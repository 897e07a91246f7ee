import { describeRule } from "../testing/describe-rule";
import { confusedDeputyRules } from "./confused-deputy";

describe("policy-pack/rules/confused-deputy", () => {
  for (const rule of confusedDeputyRules) describeRule(rule);
});
