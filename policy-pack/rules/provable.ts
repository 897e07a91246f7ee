import { regionsOf } from "../../components/residency/jurisdictions";
import { taggableTypes } from "../data/taggable-types";
import { fail, hidden, pass, undecided, type Result } from "../finding";
import { judge, type Flow } from "../flows";
import { classificationOf } from "../graph/graph-index";
import { isRecord } from "../graph/read";
import { cutOff, UNKNOWN, type GraphResource } from "../graph/types";
import { ask } from "../known";
import type { GraphContext, GraphRule } from "../rule";
import { sweep } from "../sinks/sweep";
import { placeOf, showPlace } from "../where";
import { flowResults, transferRule } from "./transfers";

const base = transferRule({
  id: "RES-24",
  name: "res-24-destination-provable",
  title: "Every other destination is proved and allowed before the deploy",
  rationale:
    "Data also leaves by grants, links, copies and inputs that no table knows yet. So whatever names a place, in any input, has to name one of ours. What cannot be located cannot be shown to stay.",
  remediation:
    "Build the name or ARN from config, or point at a resource of the stack; where it must leave, add a transfer approval.",
  severity: "high",
  controls: [{ framework: "NIST 800-53", version: "r5", control: "CM-12(1)" }],
});

const res24: GraphRule = {
  ...base,
  types: ["aws:*", ...base.types.filter((type) => !type.startsWith("aws:"))],
  check: (resource, context) => [
    ...flowResults(resource, context, base.id),
    ...mentionResults(resource, context),
  ],
};

const none: ReadonlySet<string> = new Set();

/** Places that stand at inputs which the sink table does not know. */
function mentionResults(resource: GraphResource, { index, model, flows }: GraphContext): Result[] {
  const known = flows.get(resource.urn);
  const judged = known === undefined ? none : new Set(known.map(({ path }) => path));
  const { atHome, elsewhere } = sweep({ resource, index, model }, judged);
  const passes = atHome > 0 ? [pass()] : [];
  for (const each of resource[cutOff] ?? [])
    passes.push(undecided(each, `nests ${each} too deep to be judged`, "give it as a flat value"));
  if (elsewhere.length === 0) return passes;
  const from = placeOf(resource, model);
  const matter = { classification: classificationOf(resource, index), mechanism: "link", model } as const;
  const results = elsewhere.map(({ path, value, where }) => {
    const { verdict, reason } = judge({ from, to: where }, matter);
    if (verdict !== "deny") return pass(path);
    const target = showPlace(resource, path, value);
    const why = target === hidden ? "" : `. ${reason.replace(/\.$/, "")}`;
    const fix = `name one of ${model.jurisdiction} (${regionsOf(model.jurisdiction).join(", ")})`;
    return fail(path, `names a place elsewhere: ${path} is ${target}${why}`, fix);
  });
  return [...passes, ...results];
}

const tag = "dp:transfer-approval";
const path = `tags.${tag}`;

const res23: GraphRule = {
  id: "RES-23",
  name: "res-23-transfer-approval-evidence",
  title: "What leaves by an approval says so in a tag",
  rationale:
    "The record of transfers is kept where the data leaves: the tag leads an auditor from the resource to its approval.",
  remediation: "Tag the resource dp:transfer-approval with the id of the approval in transfers.",
  severity: "high",
  family: "residency",
  scope: "graph",
  types: ["aws:*"],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 30(1)(e)" },
    { framework: "GDPR", version: "2016/679", control: "Art. 46" },
    { framework: "CCPA/CPRA", version: "Cal. Civ. Code", control: "1798.100(d)" },
  ],
  reads: [path],
  check: checkApproval,
};

function checkApproval(resource: GraphResource, { flows, model }: GraphContext): Result[] {
  const tags = resource.props["tags"];
  const named = isRecord(tags) ? tags[tag] : tags === UNKNOWN ? UNKNOWN : undefined;
  const used = approvalsOf(flows.get(resource.urn));
  const [needed] = used;
  // Tags that are not known may hold anything; they matter only where an approval is at work.
  if (needed === undefined && (named === undefined || tags === UNKNOWN)) return [];
  if (named === undefined) {
    return taggableTypes.has(resource.type)
      ? [fail(path, `lets data leave by approval "${needed}" without a tag`, `tag it ${tag}: ${needed}`)]
      : [];
  }
  const valid = model.approvals.filter(({ expires }) => expires >= model.today).map(({ id }) => id);
  const fix = `use ${needed ?? (valid.join(", ") || "no such tag: there is no approval in transfers")}`;
  const isRight = (id: unknown) =>
    typeof id === "string" && valid.includes(id) && used.every((each) => each === id);
  return [ask(resource, { path, value: named }).is(isRight, { fix })];
}

const noApprovals: readonly string[] = [];

const approvalsOf = (flows: readonly Flow[] | undefined): readonly string[] =>
  flows === undefined ? noApprovals : flows.flatMap(({ approval }) => approval ?? []);

export const provableRules = [res23, res24];
