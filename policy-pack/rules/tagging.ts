import { layers, requiredTagKeys, type RequiredTagKey } from "../../components/naming/tags";
import { classifications, classificationTag } from "../../components/facts/classification";
import type { ResidencyModel } from "../../components/residency/model";
import { taggableTypes } from "../data/taggable-types";
import { fail, pass, show, type Result } from "../finding";
import { isRecord } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { ResourceRule } from "../rule";

/** The values that a tag may have; undefined where any text is good. */
const allowedValues: Readonly<
  Record<RequiredTagKey, (model: ResidencyModel) => readonly string[] | undefined>
> = {
  "dp:classification": () => classifications.map(classificationTag),
  "dp:jurisdiction": ({ jurisdiction }) => [jurisdiction],
  "dp:domain": () => undefined,
  "dp:layer": () => layers,
  "dp:owner": () => undefined,
  "dp:retention": () => undefined,
  "dp:environment": ({ stage }) => [stage],
};

const tag01: ResourceRule = {
  id: "TAG-01",
  name: "tag-01-required-tags",
  title: "Every taggable resource says whose data it holds, how sensitive, and for how long",
  rationale: "Residency verdicts, retention, cost and erasure are all decided from these tags.",
  remediation: "Use tagsFor() of components/naming; it gives the complete set.",
  severity: "medium",
  family: "governance",
  scope: "resource",
  types: [...taggableTypes],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 30" },
    { framework: "BCBS 239", version: "2013", control: "Principle 2" },
    { framework: "NIST 800-53", version: "r5", control: "AC-16" },
    { framework: "NIST 800-53", version: "r5", control: "CM-8" },
  ],
  reads: requiredTagKeys.map((key) => `tags.${key}`),
  check: (resource, model) => {
    const tags = resource.props["tags"];
    if (tags === UNKNOWN) return [notYetKnown("tags", "has tags", tagFix, "are")];
    return requiredTagKeys.map((key) =>
      checkTag(resource, key, isRecord(tags) ? tags[key] : undefined, model),
    );
  },
  // Only what the stack itself decides has one right answer; a wrong tag stays, because it may be the sign of a wrong place.
  remediate: ({ props }, { jurisdiction, stage }) => {
    const tags = props["tags"];
    if (tags !== undefined && !isRecord(tags)) return undefined;
    const decided = { "dp:jurisdiction": jurisdiction, "dp:environment": stage };
    if (Object.keys(decided).every((key) => tags?.[key] !== undefined)) return undefined;
    return { ...props, tags: { ...decided, ...tags } };
  },
};

const tagFix = "use tagsFor()";

function checkTag(
  resource: GraphResource,
  key: RequiredTagKey,
  value: unknown,
  model: ResidencyModel,
): Result {
  const path = `tags.${key}`;
  if (value === UNKNOWN) {
    return notYetKnown(path, `has tag ${key}`, "give a literal text");
  }
  const allowed = allowedValues[key](model);
  const isText = typeof value === "string" && value.trim() !== "";
  if (isText && (allowed === undefined || allowed.includes(value))) return pass(path);
  const choice = allowed !== undefined && allowed.length > 1 ? "one of " : "";
  const fix = allowed === undefined ? "give a text" : `use ${choice}${allowed.join(", ")}`;
  if (value === undefined || (typeof value === "string" && value.trim() === ""))
    return fail(path, `has no tag ${key}`, fix);
  return fail(path, `has tag ${key} ${show(resource, path, value)}`, fix);
}

export const taggingRules = [tag01];
