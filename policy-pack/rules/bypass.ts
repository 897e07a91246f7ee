import type { ResidencyModel } from "../../components/residency/model";
import { allowedNative, bypassTypes, datalessTemplateTypes, nativePackage } from "../data/iac-bypass";
import { fail, pass, type Result } from "../finding";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { ResourceRule } from "../rule";
import { sessionProblem } from "./session-document";

const declare =
  "declare the resource with the aws provider, or with one of the aws-native types in policy-pack/data/iac-bypass.ts";
const document = "aws:ssm/document:Document";
const stackSet = "aws:cloudformation/stackSet:StackSet";

const res26: ResourceRule = {
  id: "RES-26",
  name: "res-26-no-iac-bypass",
  title: "Nothing is made behind the pack's back",
  rationale:
    "Foreign templates, commands and dynamic providers make resources whose region and destinations no rule can read.",
  remediation:
    "Declare the resource with the aws provider, or with one of the aws-native types in iac-bypass.ts.",
  severity: "critical",
  family: "residency",
  waivable: true,
  scope: "resource",
  types: [...bypassTypes, nativePackage, stackSet],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "CM-7" },
    { framework: "GDPR", version: "2016/679", control: "Art. 44" },
  ],
  reads: ["templateBody", "content"],
  check: (resource, model) => {
    if (resource.type === stackSet) return checkTemplate(resource);
    return resource.type === document && resource.props["documentType"] === "Session"
      ? [checkSession(resource, model)]
      : checkType(resource);
  },
};

function checkType({ type }: GraphResource): Result[] {
  if (allowedNative.some((pattern) => pattern.test(type))) return [pass()];
  return [fail(undefined, `is of type ${type}, whose effects no rule can read`, declare)];
}

/** A StackSet may roll out what holds no data, if its template says so before the deploy. */
function checkTemplate({ props }: GraphResource): Result[] {
  const fix = "give a templateBody with IAM, Config and other types that hold no data";
  const body = props["templateBody"];
  if (body === UNKNOWN) return [notYetKnown("templateBody", "has a templateBody", fix)];
  const types = typeof body === "string" ? templateTypesIn(body) : [];
  if (types.length === 0) return [fail("templateBody", "has no templateBody that names a type", fix)];
  const odd = types.find((type) => !datalessTemplateTypes.some((pattern) => pattern.test(type)));
  return [odd === undefined ? pass("templateBody") : fail("templateBody", `rolls out ${odd}`, fix)];
}

/** How people's shells are recorded is an input of Session Manager, and no command; it has to be readable before the deploy. */
function checkSession({ props }: GraphResource, model: ResidencyModel): Result {
  const path = "content";
  const fix =
    "give a Standard_Stream session of preferences alone, with no commands and a bucket and key of the stack";
  if (props[path] === UNKNOWN) return notYetKnown(path, "has content", fix);
  const problem = sessionProblem(props[path], model);
  return problem === undefined ? pass(path) : fail(path, `has a session document that ${problem}`, fix);
}

/** Values of `Type` in a template in JSON or YAML that look like a type of CloudFormation. */
const templateTypesIn = (body: string): string[] =>
  [...body.matchAll(/"?Type"?\s*:\s*["']?((?:AWS|Custom|Alexa|[A-Z]\w+)::[\w:]+)/g)].map(
    ([, type = ""]) => type,
  );

export const bypassRules = [res26];
