import { describeRule } from "../testing/describe-rule";
import { bucketRules } from "./buckets";

describe("policy-pack/rules/buckets", () => {
  for (const rule of bucketRules) describeRule(rule);
});
