import { parseArn } from "./arn";
import type { JurisdictionId } from "./jurisdictions";
import { locateRegion } from "./locate";
import { organization, unknownLocation, type Location } from "./location";
import type { ResidencyModel } from "./model";

/**
 * Prefixes of Bedrock's cross-region inference profiles, with the jurisdiction in which all their destinations lie.
 * Profiles that span countries (`apac.`) or the world (`global.`) have none. Source: Amazon Bedrock user guide,
 * "Supported Regions and models for inference profiles".
 */
const geographies: Readonly<Record<string, JurisdictionId | undefined>> = {
  us: "us",
  eu: "eu",
  jp: "jp",
  au: "au",
  apac: undefined,
  ca: undefined,
  global: undefined,
};

/**
 * Locates where a model named by id, inference profile id or ARN computes: by the prefix of a cross-region profile, else
 * by the region of the ARN. Undefined for a plain model id, which computes in the region that calls it.
 */
export function locateModel(model: string, residency: ResidencyModel): Location | undefined {
  const arn = parseArn(model);
  if (model.startsWith("arn:") && arn === undefined) return unknownLocation(`"${model}" is not an ARN.`);
  const id = arn === undefined ? model : (arn.resource.split("/").at(-1) ?? "");
  const [, prefix = ""] = /^([a-z]+)\.(?:[a-z0-9-]+[.:]|guardrail)/.exec(id) ?? [];
  if (prefix in geographies) {
    const jurisdiction = geographies[prefix];
    if (jurisdiction !== undefined) return { kind: "place", jurisdiction };
    return unknownLocation(`Profile "${id}" computes in several jurisdictions.`);
  }
  if (arn === undefined) return undefined;
  if (arn.partition !== "aws" || arn.service !== "bedrock")
    return unknownLocation(`"${model}" is not the ARN of a model in partition "aws".`);
  if (arn.account !== "" && !residency.accounts.has(arn.account))
    return arn.account === residency.managementAccount
      ? organization
      : unknownLocation(`Account "${arn.account}" is not an account of stack "${residency.stack}".`);
  return locateRegion(arn.region);
}
