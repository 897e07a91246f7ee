import { describeRule } from "../testing/describe-rule";
import { classificationRules } from "./classification";

describe("policy-pack/rules/classification", () => {
  for (const rule of classificationRules) describeRule(rule);
});
