import type { Location } from "../../components/residency/locate";
import { parseArn } from "../../components/residency/arn";
import { reviewedPaths, type InputKind } from "../data/reviewed-inputs";
import { isRecord } from "../graph/read";
import { UNKNOWN } from "../graph/types";
import { locateForm, locateHosts, locateNamedBucket, type Scene } from "../where";
import { locateRegion } from "../../components/residency/locate";
import { kindOf } from "./input-kind";

/** A value that names a place and stands at an input that the sink table does not know. */
export interface Mention {
  /** Concrete path, e.g. `targets[0].arn`. */
  path: string;
  value: string;
  where: Location;
}

/** Inputs whose texts are read by other rules, or by nobody: tags and descriptions name nothing. */
const passedOver = /^(?:tags|tagsAll|description|.*[pP]olicy|.*[pP]olic(?:ies|yDocument)|region)$/;

/** Services whose names say an account and no region, and whose principals the rules on policies judge. */
const principals: ReadonlySet<string> = new Set(["iam", "sts", "organizations"]);

/**
 * Every value of a resource's inputs that names a place by its form (an ARN with a region or an account, an S3 address,
 * the host of an AWS endpoint) or by the name of its input (a region, an account, a bucket), save those at the paths in
 * `judged` and those that data/reviewed-inputs.ts explains. Unknown values are passed over: they come from resources of
 * the same stack, each of which RES-01 and RES-02 put into the jurisdiction. Linear in the size of the inputs.
 */
export function sweep(scene: Scene, judged: ReadonlySet<string>): Mention[] {
  const { type, props } = scene.resource;
  const found: Mention[] = [];
  const visit = (value: unknown, key: string, path: string): void => {
    if (typeof value === "string") {
      const where = value === UNKNOWN ? undefined : locate(value, key, scene);
      if (where !== undefined && !isReviewed(type, path, key)) found.push({ path, value, where });
    } else if (judged.has(path)) {
      return;
    } else if (Array.isArray(value)) {
      value.forEach((item, position) => visit(item, key, `${path}[${position}]`));
    } else if (isRecord(value)) {
      for (const [inner, item] of Object.entries(value)) visit(item, inner, `${path}.${inner}`);
    }
  };
  for (const [key, value] of Object.entries(props)) {
    if (!passedOver.test(key) && !judged.has(key)) visit(value, key, key);
  }
  return found.filter(({ path }) => !judged.has(path));
}

function locate(value: string, key: string, scene: Scene): Location | undefined {
  if (value.startsWith("arn:")) return locateSweptArn(value, scene);
  if (/^s3[an]?:\/\//.test(value)) return locateForm(value, scene);
  if (awsHost.test(value)) {
    const [where] = locateHosts(value, scene.model);
    return where?.kind === "place" ? where : undefined;
  }
  return byKind[kindOf(key) ?? "other"]?.(value, scene);
}

const awsHost = /^(?:[a-z0-9+.-]+:)*(?:\/\/)?[a-z0-9.-]+\.(?:amazonaws\.com|api\.aws|on\.aws)(?:[:/]|$)/;

/** ARNs without region and account name something of AWS (a managed policy, an integration), or a bucket. */
function locateSweptArn(value: string, scene: Scene): Location | undefined {
  const arn = parseArn(value);
  if (arn === undefined || principals.has(arn.service)) return undefined;
  if (arn.region === "" && !/^\d{12}$/.test(arn.account) && arn.service !== "s3") return undefined;
  const where = locateForm(value, scene);
  return where?.kind === "organization" ? undefined : where;
}

const byKind: Partial<Record<InputKind | "other", (value: string, scene: Scene) => Location | undefined>> = {
  region: (value) => locateRegion(value),
  account: (value, scene) => {
    const where = /^\d{12}$/.test(value) ? locateForm(value, scene) : undefined;
    return where?.kind === "organization" ? undefined : where;
  },
  bucket: (value, scene) =>
    scene.resource.type.startsWith("aws:s3") || value.includes("/")
      ? undefined
      : locateNamedBucket(value, scene),
};

const isReviewed = (type: string, path: string, key: string): boolean =>
  reviewedPaths(type).has(path.replace(/\[\d+\]/g, "[]")) || reviewedPaths("*").has(key);
