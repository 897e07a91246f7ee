import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** What the installed SDK says about a resource type. */
export interface TypeSchema {
  inputs: ReadonlySet<string>;
  /** Properties that only the provider computes. */
  outputs: readonly string[];
  /** True when the type takes the per-resource `region` of AWS provider v7; false for global types. */
  regional: boolean;
}

const assignment = /resourceInputs\["(\w+)"\] = (undefined \/\*out\*\/)?/g;
const cache = new Map<string, TypeSchema | undefined>();
const packageFolder = path.dirname(require.resolve("@pulumi/aws/package.json"));

/**
 * Reads inputs and computed outputs of an AWS type from its generated class, e.g. `aws:s3/bucket:Bucket` from
 * `@pulumi/aws/s3/bucket.js`. Undefined for other packages and for types that the installed version lacks.
 */
export function schemaOf(type: string): TypeSchema | undefined {
  if (!cache.has(type)) cache.set(type, readSchema(type));
  return cache.get(type);
}

function readSchema(type: string): TypeSchema | undefined {
  const [packageName, module = ""] = type.split(":");
  const file = path.join(packageFolder, `${module}.js`);
  if (packageName !== "aws" || !module.includes("/") || !existsSync(file)) return undefined;
  const inputs = new Set<string>();
  const outputs: string[] = [];
  // The constructor lists state properties first (for `get`), then the arguments and computed outputs.
  const [, create = ""] = readFileSync(file, "utf8").split(/\n {8}else \{/);
  for (const [, name = "", computed] of create.matchAll(assignment)) {
    if (computed === undefined) inputs.add(name);
    else outputs.push(name);
  }
  return { inputs, outputs, regional: inputs.has("region") };
}
