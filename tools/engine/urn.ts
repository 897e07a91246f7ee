/** Type of the resource that every program runs in. */
export const rootType = "pulumi:pulumi:Stack";

export const providerTypePrefix = "pulumi:providers:";

/**
 * The URN that the engine gives: parents' types are joined with `$`, except the stack's own.
 * Source: sdk/go/common/resource/urn/urn.go and the SDK's `createUrn`.
 */
export function buildUrn(
  at: { stack: string; project: string },
  parent: string,
  type: string,
  name: string,
): string {
  const parentType = parent === "" ? rootType : qualifiedType(parent);
  const chain = parentType === rootType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${at.stack}::${at.project}::${chain}::${name}`;
}

/** `a$b$c` of a URN: its own type last, its parents' before. */
function qualifiedType(urn: string): string {
  return urn.split("::")[2] ?? "";
}

/** `aws` of `aws:s3/bucket:Bucket`. */
export function packageOf(type: string): string {
  return type.slice(0, type.indexOf(":"));
}
