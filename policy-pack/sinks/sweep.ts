import { parseArn } from "../../components/residency/arn";
import { locateAccount, locateRegion, type Location } from "../../components/residency/locate";
import { awsBucketRegion } from "../data/aws-buckets";
import { isAwsImage } from "../data/aws-images";
import { isReviewed, type InputKind } from "../data/reviewed-inputs";
import { isNamedThere } from "../data/us-east-1-only";
import { bucketNameIn } from "../graph/graph-index";
import { UNKNOWN } from "../graph/types";
import { locateForm, locateHosts, locateNamedBucket, type Scene } from "../where";
import { kindOf } from "./input-kind";

/** A value that names a place and stands at an input that the sink table does not know. */
export interface Mention {
  /** Concrete path, e.g. `targets[0].arn`. */
  path: string;
  value: string;
  where: Location;
}

/** Inputs whose texts are read by other rules, or by nobody: policies, tags and descriptions. */
const passedOver =
  /^(?:tags|tagsAll|description|policy|policyDocument|resourcePolicy|assumeRolePolicy|accessPolic(?:y|ies)|inlinePolic(?:y|ies))$/;

/** Services whose names say an account and no region, and whose principals the rules on policies judge. */
const principals: ReadonlySet<string> = new Set(["iam", "sts", "organizations"]);

/** What a sweep found: how many values name a place of the stack's own jurisdiction, and those that do not. */
export interface Sweep {
  atHome: number;
  elsewhere: Mention[];
}

/** Where a value stands; paths are built only where something is found. */
interface Step {
  parent?: Step;
  key: string | number;
}

/**
 * Every value of a resource's inputs that names a place by its form (an ARN with a region or an account, an S3 address,
 * the host of an AWS endpoint) or by the name of its input (a region, an account, a bucket, a URL), save those at the paths in
 * `judged` and those that data/reviewed-inputs.ts explains. Unknown values are passed over: they come from resources of
 * the same stack, each of which RES-01 and RES-02 put into the jurisdiction. Linear in the size of the inputs.
 */
export function sweep(scene: Scene, judged: ReadonlySet<string>): Sweep {
  const { props } = scene.resource;
  const result: Sweep = { atHome: 0, elsewhere: [] };
  for (const key in props) {
    // The region of the resource itself is the matter of RES-01.
    const own = key === "region" && typeof props[key] === "string";
    if (!own && !isPassedOver(key)) visit(props[key], { name: key, key }, { scene, judged, result });
  }
  return result;
}

interface Visit {
  scene: Scene;
  judged: ReadonlySet<string>;
  result: Sweep;
}

/** Where a value stands: `name` is its input's, which an element of a list has from the list. */
interface Standing {
  name: string;
  key: string | number;
  parent?: Step;
}

function visit(value: unknown, at: Standing, to: Visit): void {
  if (typeof value === "string") look(value, at, to);
  else if (typeof value !== "object" || value === null) return;
  else {
    const parent: Step = { key: at.key, parent: at.parent };
    if (Array.isArray(value)) {
      for (let key = 0; key < value.length; key += 1) visit(value[key], { name: at.name, key, parent }, to);
    } else {
      const record = value as Record<string, unknown>;
      for (const key in record) visit(record[key], { name: key, key, parent }, to);
    }
  }
}

function look(value: string, at: Standing, { scene, judged, result }: Visit): void {
  const byForm = locateByForm(value, scene);
  const kind = byForm === undefined ? kindOf(at.name) : undefined;
  const where = byForm ?? (kind && value !== UNKNOWN ? byKind[kind]?.(value, scene) : undefined);
  if (where === undefined) return;
  if (where.kind === "place" && where.jurisdiction === scene.model.jurisdiction) {
    result.atHome += 1;
    return;
  }
  const path = pathOf(at);
  const reviewed =
    byForm === undefined && isReviewed(scene.resource.type, path.replace(/\[\d+\]/g, "[]"), at.name);
  if (!reviewed && !isJudged(at, judged)) result.elsewhere.push({ path, value, where });
}

function pathOf({ parent, key }: Step): string {
  if (parent === undefined) return String(key);
  return typeof key === "number" ? `${pathOf(parent)}[${key}]` : `${pathOf(parent)}.${key}`;
}

/** True when the value, or what it stands in, is a row of the sink table. */
const isJudged = (step: Step, judged: ReadonlySet<string>): boolean =>
  judged.size > 0 &&
  (judged.has(pathOf(step)) || (step.parent !== undefined && isJudged(step.parent, judged)));

const passed = new Map<string, boolean>();

function isPassedOver(key: string): boolean {
  let known = passed.get(key);
  if (known === undefined) passed.set(key, (known = passedOver.test(key)));
  return known;
}

/** What a value says by its form, whatever the input is called. */
function locateByForm(value: string, scene: Scene): Location | undefined {
  if (value.startsWith("arn:")) return locateSweptArn(value, scene);
  const bucket = value.startsWith("s3") ? bucketNameIn(value) : undefined;
  if (bucket !== undefined) {
    // Code and samples of AWS come in from there; nobody else can write to it.
    const region = awsBucketRegion(bucket);
    return region === undefined ? locateForm(value, scene) : locateRegion(region);
  }
  // Without a region, an AWS host is a service as such, or its name for sign-in.
  if (value.length < longestHost && value.includes("aws") && awsHost.test(value)) {
    const [where] = locateHosts(value, scene.model);
    return where?.kind === "place" ? where : undefined;
  }
  return undefined;
}

const longestHost = 500;
const awsHost = /^(?:[a-z0-9+.-]+:)*(?:\/\/)?[a-z0-9.-]+\.(?:amazonaws\.com|api\.aws|on\.aws)(?:[:/]|$)/;

/** ARNs without region and account name something of AWS (a managed policy, an integration), or a bucket. */
function locateSweptArn(value: string, scene: Scene): Location | undefined {
  const arn = parseArn(value);
  if (arn === undefined || principals.has(arn.service)) return undefined;
  if (arn.region === "" && !/^\d{12}$/.test(arn.account) && arn.service !== "s3") return undefined;
  // A layer is code that comes in, often from an account of AWS, as its images are; only where it is kept counts.
  if ((arn.service === "lambda" && arn.resource.startsWith("layer:")) || isAwsImage(arn))
    return locateRegion(arn.region);
  if (isNamedThere(scene.resource.type, arn)) return locateAccount(arn.account, scene.model);
  const where = locateForm(value, scene);
  return where?.kind === "organization" ? undefined : where;
}

/** A name of the domain system with a dot in it, perhaps with a port. */
const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+)?$/i;

const byKind: Partial<Record<InputKind, (value: string, scene: Scene) => Location | undefined>> = {
  region: (value) => locateRegion(value),
  account: (value, scene) => {
    const where = /^\d{12}$/.test(value) ? locateForm(value, scene) : undefined;
    return where?.kind === "organization" ? undefined : where;
  },
  address: (value, { model }) =>
    value.includes("://") || hostName.test(value) ? locateHosts(value, model)[0] : undefined,
  bucket: (value, scene) =>
    scene.resource.type.startsWith("aws:s3") || value.includes("/")
      ? undefined
      : locateNamedBucket(value, scene),
};
