import { describeRule } from "../testing/describe-rule";
import { recordKeepingRules } from "./record-keeping";

describe("policy-pack/rules/record-keeping", () => {
  for (const rule of recordKeepingRules) describeRule(rule);
});
