import * as organizations from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";

export interface AiOptOutArgs {
  /** Literal name of the policy. */
  policyName: string;
  /** `r-…`: every account of the organization is under it. */
  rootId: string;
  /** What must stand before: the organization, with the type of policy on. */
  after: readonly pulumi.Resource[];
  tags: Record<string, string>;
}

/** Nobody below may opt in again. */
const final = { "@@operators_allowed_for_child_policies": ["@@none"] };

/** AWS may else keep what its AI services are given, and in other regions. `default` holds for services that are yet to come too. */
const content = {
  services: { ...final, default: { ...final, opt_out_policy: { ...final, "@@assign": "optOut" } } },
};

/** No AI service of AWS keeps or learns from what any account of the organization gives to it. */
export class AiOptOut extends pulumi.ComponentResource {
  static readonly type = "meridian:organization:AiOptOut";

  constructor(
    name: string,
    { policyName, rootId, after, tags }: AiOptOutArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super(AiOptOut.type, name, {}, opts);
    const policy = new organizations.Policy(
      name,
      {
        name: policyName,
        description: "AI services of AWS neither keep nor learn from what they are given.",
        type: "AISERVICES_OPT_OUT_POLICY",
        content: JSON.stringify(content),
        tags,
      },
      { parent: this, dependsOn: [...after] },
    );
    new organizations.PolicyAttachment(name, { policyId: policy.id, targetId: rootId }, { parent: this });
    this.registerOutputs({});
  }
}
