import { describeRule } from "../testing/describe-rule";
import { lakeObjectRules } from "./lake-objects";

describe("policy-pack/rules/lake-objects", () => {
  for (const rule of lakeObjectRules) describeRule(rule);
});
