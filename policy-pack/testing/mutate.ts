import { asList, isRecord } from "../graph/read";
import type { GraphResource } from "../graph/types";

/** Values that are wrong wherever they stand: nobody's region, account, bucket, principal or setting. */
const wrong: readonly unknown[] = [
  undefined,
  "us-east-1",
  "999999999999",
  "arn:aws:s3:::nobodys-bucket",
  "acme-nobodys-bucket-500000000002-eu-west-1-an",
  "IAM_ALLOWED_PRINCIPALS",
  "*",
  "all",
  "ALL",
  "arn:aws:iam::aws:policy/AdministratorAccess",
  "{}",
];

/**
 * Copies of the resources with the values at `path` broken in one way each: removed, turned around, or replaced by
 * something wrong. Empty when no resource has the path. `provider.` means the graph's provider,
 * `options.` the resource's options.
 */
export function mutations(resources: readonly GraphResource[], path: string): GraphResource[][] {
  const replacements = [...wrong, "flip"];
  return replacements.flatMap((value) => {
    let touched = false;
    const changed = resources.map((resource) => {
      const copy = structuredClone(resource);
      const root = /^(?:provider|options)\./.test(path) ? copy : copy.props;
      touched = breakAt(root, path.split("."), value) || touched;
      return copy;
    });
    return touched ? [changed] : [];
  });
}

function breakAt(node: unknown, [step = "", ...rest]: readonly string[], value: unknown): boolean {
  const each = step.endsWith("[]");
  const key = each ? step.slice(0, -2) : step;
  if (!isRecord(node) || !(key in node)) return false;
  const record = node;
  if (rest.length > 0)
    return asList(record[key])
      .map((child) => breakAt(child, rest, value))
      .includes(true);
  record[key] = value === "flip" ? flip(record[key]) : each ? [value] : value;
  return true;
}

const flip = (old: unknown) =>
  typeof old === "boolean" ? !old : [{ permissions: ["ALL"], principal: "IAM_ALLOWED_PRINCIPALS" }];
