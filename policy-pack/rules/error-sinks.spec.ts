import { describeRule } from "../testing/describe-rule";
import { errorSinkRules } from "./error-sinks";

describe("policy-pack/rules/error-sinks", () => {
  for (const rule of errorSinkRules) describeRule(rule);
});
