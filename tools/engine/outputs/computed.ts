/**
 * What AWS computes for the types that the platform uses: ids, ARNs and names by template. Data only: the engine's
 * resolved mode and the stand-in provider both read it.
 *
 * A template names `{name}` (the physical name: the `nameFrom` input, else the logical name and a hash), `{region}`,
 * `{account}`, `{partition}`, `{uuid}`, `{hex8}`, `{hex17}`, `{logical}`, `{id}`, or any string input of the resource. An
 * output whose template names something that is not known stays unknown. Formats: the AWS service authorization reference
 * and the provider's import formats.
 */
export interface ComputedOutputs {
  /** The input that is the physical name, default `name`. */
  nameFrom?: string;
  id: string;
  outputs?: Readonly<Record<string, string>>;
}

export const regional = (service: string, resource: string) =>
  `arn:{partition}:${service}:{region}:{account}:${resource}`;
export const global = (service: string, resource: string) =>
  `arn:{partition}:${service}::{account}:${resource}`;

/** Types whose id is their ARN. */
export const byArn = (arn: string, more: Omit<ComputedOutputs, "id"> = {}): ComputedOutputs => ({
  ...more,
  id: arn,
  outputs: { arn, ...more.outputs },
});
/** Types whose id is something else. */
export const byId = (id: string, arn: string, more: Omit<ComputedOutputs, "id"> = {}): ComputedOutputs => ({
  ...more,
  id,
  outputs: { arn, ...more.outputs },
});
export const plainId = (id: string): ComputedOutputs => ({ id });
