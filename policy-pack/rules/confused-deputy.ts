import type { ResidencyModel } from "../../components/residency/model";
import { fail, hidden, type Result } from "../finding";
import { UNKNOWN, type GraphResource } from "../graph/types";
import type { Statement } from "../iam/document";
import { overStatements, resourcePolicies, resourcePolicyTypes } from "../iam/held";
import { sourceOf } from "../iam/sources";
import { notYetKnown } from "../known";
import type { ResourceRule } from "../rule";

/** A statement for a service that AWS documents without a source condition, because the service sends none. */
interface Exempt {
  service: string;
  type: string;
  /** The statement's only action, in lower case. */
  action: string;
}

const exempt: readonly Exempt[] = [
  // An instance profile works in its own account only (IAM User Guide, "Using roles for applications on Amazon EC2").
  { service: "ec2.amazonaws.com", type: "aws:iam/role:Role", action: "sts:assumerole" },
  // The statement that Lake Formation asks for in a catalog's policy (Developer Guide, "Managing cross-account permissions").
  {
    service: "ram.amazonaws.com",
    type: "aws:glue/resourcePolicy:ResourcePolicy",
    action: "glue:shareresource",
  },
];

const isExempt = (service: string, type: string, { actions }: Statement) =>
  exempt.some(
    (each) =>
      each.service === service &&
      each.type === type &&
      actions.length === 1 &&
      actions[0]?.toLowerCase() === each.action,
  );

const shr03: ResourceRule = {
  id: "SHR-03",
  name: "shr-03-confused-deputy",
  title: "An AWS service may act only for accounts of ours",
  rationale:
    "A service calls in its own name for every customer of AWS. Without a condition on the source, anybody can have it use the resource or assume the role for them.",
  remediation:
    "Add a condition on aws:SourceAccount, aws:SourceArn or aws:SourceOrgID; give a Lambda permission its sourceAccount.",
  severity: "high",
  family: "sharing",
  scope: "resource",
  types: resourcePolicyTypes,
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-6" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(1)" },
    { framework: "GDPR", version: "2016/679", control: "Art. 32" },
  ],
  reads: ["policy", "assumeRolePolicy", "sourceAccount"],
  check: (resource, model) =>
    overStatements(resourcePolicies(resource), (statement, _, path) =>
      checkServices(statement, { resource, model, path }),
    ),
};

function checkServices(
  statement: Statement,
  { resource, model, path }: { resource: GraphResource; model: ResidencyModel; path: string },
): Result[] {
  if (statement.effect !== "Allow" || statement.notPrincipal) return [];
  const services = statement.principals.filter(
    ({ kind, value }) =>
      kind === "service" && value !== UNKNOWN && !isExempt(value, resource.type, statement),
  );
  if (services.length === 0) return [];
  const source = sourceOf(statement, model);
  if (source.kind === "ours") return [];
  const top = path.split(/[.[]/, 1)[0] ?? path;
  const secret = resource.secretProps?.includes(top) === true;
  const fix = `add a condition on aws:SourceAccount (${[...model.accounts.keys()].join(", ")}) or aws:SourceOrgID`;
  return services.map(({ value }) => {
    const what = `lets in ${secret ? hidden : `service "${value}"`} in ${statement.label} of its ${path}`;
    if (source.kind === "notKnown") return notYetKnown(path, `${what} for a source`, fix);
    if (source.kind !== "foreign" || secret) return fail(path, `${what} for whoever asks it to`, fix);
    return fail(path, `${what} for others: ${source.reason.replace(/\.$/, "")}`, fix);
  });
}

export const confusedDeputyRules = [shr03];
