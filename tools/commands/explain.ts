import { currentDay } from "../../components/residency/dates";
import { projectRoot } from "../../components/project/root";
import { rules } from "../../policy-pack/rules";
import { explainRule, explainTypes } from "../explain/explanation";
import { renderRule, renderTypes } from "../explain/render";
import { subjectOf } from "../explain/subject";
import { readProjectSettings } from "../governance/project-settings";
import { answer } from "./answer";
import { exitCodes, type ExitCode } from "./exit-codes";

export interface ExplainOptions {
  format: "text" | "json";
}

/**
 * `meridian explain`: what the pack demands of a service or a type, or one rule.
 * @param name a rule's id or name, a type token, or a service
 * @returns an exit code of `exitCodes`; errors have been printed
 */
export function explain(name: string, { format }: ExplainOptions): Promise<ExitCode> {
  return answer(() => {
    const subject = subjectOf(name, rules);
    const print = <T>(explanation: T, render: (explanation: T) => string) => {
      const json = () => JSON.stringify(explanation, undefined, 2) + "\n";
      process.stdout.write(format === "json" ? json() : render(explanation));
    };
    if (subject.kind === "types") print(explainTypes(subject.label, subject.types, rules), renderTypes);
    else {
      const { levels } = readProjectSettings(projectRoot(), currentDay());
      print(explainRule(subject.rule, levels), renderRule);
    }
    return exitCodes.clean;
  });
}
