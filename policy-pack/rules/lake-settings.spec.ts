import { describeRule } from "../testing/describe-rule";
import { lakeSettingRules } from "./lake-settings";

describe("policy-pack/rules/lake-settings", () => {
  for (const rule of lakeSettingRules) describeRule(rule);
});
