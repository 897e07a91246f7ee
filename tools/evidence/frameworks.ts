import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

import { z } from "zod";

import {
  checkYaml,
  placeIssues,
  type UnplacedIssue,
  type YamlSource,
} from "../../components/errors/check-yaml";
import { InputError, type InputIssue } from "../../components/errors/input-error";
import { nearest } from "../../components/errors/nearest";
import { readInput, refusing } from "../../components/errors/read-input";
import type { Rule } from "../../policy-pack/rule";

const sentence = z.string().trim().min(1);

/** How a control can be met without a rule, or that it is not, and why. */
export const answerKinds = ["guardrail", "component", "process", "gap"] as const;
export type AnswerKind = (typeof answerKinds)[number];

const controlSchema = z
  .strictObject({
    control: sentence,
    title: sentence,
    rules: z.array(sentence).min(1).optional(),
    guardrail: sentence.optional(),
    component: sentence.optional(),
    process: sentence.optional(),
    gap: sentence.optional(),
    /** Computed from the grants of the plan: which restricted or personal columns each reader has, and by what. */
    computed: z.literal("grantedColumns").optional(),
  })
  .refine(
    (control) =>
      control.rules !== undefined ||
      control.computed !== undefined ||
      answerKinds.some((kind) => control[kind] !== undefined),
    {
      message: `has no answer; say how it is met (rules, guardrail, component, process, computed) or why not (gap)`,
    },
  );

const frameworkSchema = z.strictObject({
  framework: sentence,
  version: sentence,
  title: sentence,
  controls: z.array(controlSchema).min(1),
});

/** One framework with the platform's answer to each of its controls, as `policy-pack/frameworks/<name>.yaml` says. */
export type Framework = z.output<typeof frameworkSchema> & { readonly source: YamlSource };
export type FrameworkControl = Framework["controls"][number];

/** Where the files stand, from the project's root. */
export const frameworkFolder = join("policy-pack", "frameworks");

/**
 * Reads every framework and checks it against the rules, both ways.
 * @throws {InputError} with every mistake in any file, each with its line
 */
export function readFrameworks(root: string, rules: readonly Rule[]): Framework[] {
  const folder = join(root, frameworkFolder);
  const files = refusing(folder, "a folder", () => readdirSync(folder)).filter((name) =>
    name.endsWith(".yaml"),
  );
  const sources = files.sort().map((name) => {
    const path = join(folder, name);
    return { file: relative(root, path), text: readInput(path) };
  });
  return parseFrameworks(sources, rules);
}

/** The same from texts. */
export function parseFrameworks(sources: readonly YamlSource[], rules: readonly Rule[]): Framework[] {
  const issues: InputIssue[] = [];
  const frameworks: Framework[] = [];
  for (const source of sources) {
    const checked = checkYaml(frameworkSchema, source);
    if ("issues" in checked) issues.push(...checked.issues);
    else frameworks.push({ ...checked.value, source });
  }
  // A file that cannot be read would make every rule look forgotten.
  if (issues.length === 0) issues.push(...disagreements(frameworks, rules));
  if (issues.length > 0) throw new InputError(issues);
  return frameworks;
}

/** Where files and rules do not name each other. */
function disagreements(frameworks: readonly Framework[], rules: readonly Rule[]): InputIssue[] {
  return [
    ...frameworks.flatMap((framework) =>
      placeIssues(framework.source, [...repeated(framework), ...wrongRules(framework, rules)]),
    ),
    ...forgotten(frameworks, rules),
  ];
}

function repeated({ controls }: Framework): UnplacedIssue[] {
  const names = controls.map(({ control }) => control);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: ["controls", index, "control"], message: `"${name}" is given twice; keep one` }],
  );
}

/** The rules that name a control of a framework, in the pack's order. */
export const rulesFor = (
  { framework, version }: Pick<Framework, "framework" | "version">,
  control: string,
  rules: readonly Rule[],
): string[] =>
  rules
    .filter(({ controls }) =>
      controls.some(
        (each) => each.framework === framework && each.version === version && each.control === control,
      ),
    )
    .map(({ id }) => id);

function wrongRules(framework: Framework, rules: readonly Rule[]): UnplacedIssue[] {
  const ids = rules.map(({ id }) => id);
  return framework.controls.flatMap(({ control, rules: listed = [] }, index) => {
    const naming = rulesFor(framework, control, rules);
    const path = ["controls", index, "rules"];
    const unknown = listed.flatMap((id, position) => {
      if (naming.includes(id)) return [];
      const meant = nearest(id, ids);
      const message = ids.includes(id)
        ? `${id} does not name ${control}; add the control to the rule, or remove it here`
        : `"${id}" is no rule; ${meant === undefined ? "remove it" : `did you mean "${meant}"?`}`;
      return [{ path: [...path, position], message }];
    });
    const missing = naming.filter((id) => !listed.includes(id));
    if (missing.length === 0) return unknown;
    const message = `leave out ${missing.join(", ")}, which name ${control}; run npm run docs`;
    return [...unknown, { path: listed.length === 0 ? ["controls", index] : path, message }];
  });
}

/** Controls that a rule names and no file knows. */
function forgotten(frameworks: readonly Framework[], rules: readonly Rule[]): InputIssue[] {
  return rules.flatMap(({ id, controls }) =>
    controls.flatMap(({ framework, version, control }): InputIssue[] => {
      const own = frameworks.find((each) => each.framework === framework && each.version === version);
      if (own?.controls.some((each) => each.control === control) === true) return [];
      const file = own?.source.file ?? frameworkFolder;
      const what = own === undefined ? `no file is about ${framework} ${version}` : `"${control}" is missing`;
      return [{ file, path: "controls", message: `${what}, which ${id} names; add it with a title` }];
    }),
  );
}
