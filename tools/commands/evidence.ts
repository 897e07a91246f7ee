import { createHash } from "node:crypto";
import { join } from "node:path";

import { currentDay } from "../../components/residency/dates";
import { projectRoot } from "../../components/project/root";
import { governanceOf } from "../../policy-pack/governance";
import { rules } from "../../policy-pack/rules";
import { evaluate } from "../../policy-pack/run";
import { answer } from "./answer";
import { exitCodes, type ExitCode } from "./exit-codes";
import { readEvidenceProject, type EvidenceProject } from "./project";
import { readerRoles } from "../../accounts/readers";
import { indexGraph } from "../../policy-pack/graph/graph-index";
import { evidenceOf } from "../evidence/evidence";
import { sensitiveGrants } from "../evidence/granted-columns";
import { evidenceMarkdown, renderEvidence } from "../evidence/render";
import { planDocument } from "../engine/json";
import { planStack } from "../engine/run";
import { outlookOf } from "../report/outlook";
import { isPlatform, modelOf, type Stack } from "../stacks";
import { writeFiles } from "../write-files";

export interface EvidenceOptions {
  stack?: string[];
  mode: "faithful" | "resolved";
  out?: string;
}

/** One stack planned, judged and joined with the controls; the plan document is the text that was hashed. */
async function evidenceFor(
  stack: Stack,
  { mode }: EvidenceOptions,
  { settings, frameworks, today }: EvidenceProject & { today: string },
) {
  const planned = await planStack({
    root: projectRoot(),
    stack: stack.name,
    transport: "in-process",
    config: stack.config,
    mode,
  });
  const model = modelOf(stack, today);
  const evaluation = evaluate(planned.graph, model, rules, governanceOf(settings, model, rules));
  const outlook = outlookOf(stack, planned.graph.resources);
  const plan = JSON.stringify(planDocument(planned, evaluation, outlook), undefined, 2) + "\n";
  const planSha256 = createHash("sha256").update(plan).digest("hex");
  const grantedColumns = isPlatform(stack)
    ? sensitiveGrants(indexGraph(planned.graph), {
        contracts: stack.contracts,
        readers: readerRoles(stack.settings),
        naming: stack.settings,
      })
    : [];
  const judged = {
    stack: stack.name,
    mode,
    day: today,
    planSha256,
    evaluation,
    grantedColumns,
    gaps: outlook.gaps,
  };
  const isBlocked = evaluation.findings.some(({ level }) => level === "mandatory");
  return { plan, isBlocked, evidence: evidenceOf(judged, frameworks, rules) };
}

async function evidenceAll(options: EvidenceOptions): Promise<ExitCode> {
  const today = currentDay();
  const project = readEvidenceProject(projectRoot(), options.stack, today);
  let code: ExitCode = exitCodes.clean;
  for (const stack of project.stacks) {
    console.error(`planning ${stack.name} …`);
    const { plan, isBlocked, evidence } = await evidenceFor(stack, options, { ...project, today });
    if (isBlocked) code = exitCodes.violations;
    if (options.out === undefined) console.log(evidenceMarkdown(evidence));
    else {
      const { out } = options;
      const texts = [...renderEvidence(evidence), { name: `${stack.name}.json`, text: plan }];
      const files = texts.map(({ name, text }) => ({ path: join(out, name), text }));
      writeFiles("--out", out, files);
      files.forEach(({ path }) => console.error(`wrote ${path}`));
    }
  }
  return code;
}

/**
 * `meridian evidence`: plans stacks, judges them and lists every control of every framework with what shows that it is met.
 * @returns an exit code of `exitCodes`; errors have been printed and nothing was written when it is 2 or 3
 */
export function evidence(options: EvidenceOptions): Promise<ExitCode> {
  return answer(() => evidenceAll(options));
}
