import { describeRule } from "../testing/describe-rule";
import { sharingRules } from "./sharing";

describe("policy-pack/rules/sharing", () => {
  for (const rule of sharingRules) describeRule(rule);
});
