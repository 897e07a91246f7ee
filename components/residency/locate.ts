import { parseArn, type ArnParts } from "./arn";
import { parseBucketSuffix } from "./bucket-suffix";
import { jurisdictionOfCountry, jurisdictionOfRegion } from "./jurisdictions";
import { organization, unknownLocation, type Location } from "./location";
import { holds, parseAddress, parseCidr } from "./cidr";
import { isLoopback } from "./loopback";
import type { ResidencyModel } from "./model";
import { findRegion, regionOfShort } from "./regions";

export type { Location } from "./location";

/** Locates a region code. A region in a country that no jurisdiction covers is unknown. */
export function locateRegion(region: string): Location {
  const jurisdiction = jurisdictionOfRegion(region);
  if (jurisdiction) return { kind: "place", jurisdiction, region };
  const country = findRegion(region)?.country;
  return unknownLocation(
    country
      ? `Region "${region}" is in ${country}, which belongs to no jurisdiction of the model.`
      : `Region "${region}" is not a known commercial AWS region.`,
  );
}

/** Locates a 12-digit account id: the accounts of the stack, or the organization for its management account. */
export function locateAccount(id: string, model: ResidencyModel): Location {
  if (id === model.managementAccount) return organization;
  const account = model.accounts.get(id);
  if (account) return { kind: "place", jurisdiction: account.jurisdiction, account: id };
  return unknownLocation(`Account "${id}" is not an account of stack "${model.stack}".`);
}

/** One location out of two that speak of the same thing; unknown when either is or when they contradict. */
function combine(region: Location, account: Location): Location {
  if (region.kind === "unknown" || account.kind === "organization") return region;
  if (account.kind === "unknown" || region.kind === "organization") return account;
  if (region.jurisdiction !== account.jurisdiction) {
    return unknownLocation(
      `Region "${region.region}" is in ${region.jurisdiction} but account "${account.account}" belongs to ${account.jurisdiction}.`,
    );
  }
  return { ...account, ...region };
}

/**
 * Locates a bucket of ours by its name: it starts with the model's prefix and ends with `-<account>-<region>-an`, which S3 gives to
 * nobody but that account. The name is all there is: a bucket ARN has no region and no account. In the model's own jurisdiction the
 * account has to be one of its own; of another jurisdiction's it knows none.
 */
export function locateBucket(name: string, model: ResidencyModel): Location {
  const suffix = parseBucketSuffix(name);
  if (!name.startsWith(`${model.prefix}-`) || !suffix) {
    return unknownLocation(
      `Bucket "${name}" does not follow ${model.prefix}-<domain>-<purpose>-<account>-<region>-an.`,
    );
  }
  const place = locateRegion(suffix.region);
  const abroad = place.kind === "place" && place.jurisdiction !== model.jurisdiction;
  return abroad ? place : combine(place, locateAccount(suffix.account, model));
}

/**
 * Locates an organizational unit given as an organization path (`o-…/r-…/ou-…`, with or without `/` or `/*` at
 * the end) or as its ARN. A unit below a configured one inherits from it; one that holds a configured unit of another
 * jurisdiction spans both and is unknown. The root and the organization itself are `organization`.
 */
export function locateOu(pathOrArn: string, model: ResidencyModel): Location {
  const arn = parseArn(pathOrArn);
  if (arn) {
    return arn.partition === "aws" && arn.service === "organizations"
      ? locateOrganizationResource(arn, model)
      : unknownLocation(`"${pathOrArn}" is not the ARN of an OU.`);
  }
  const path = pathOrArn.replace(/\/\*?$/, "");
  if (/[*?]/.test(path))
    return unknownLocation(`OU path "${pathOrArn}" has a wildcard other than a final "/*".`);
  const [organizationId, , ...units] = path.split("/");
  if (organizationId !== model.organizationId) {
    return unknownLocation(`OU "${pathOrArn}" is not in organization "${model.organizationId}".`);
  }
  if (units.length === 0) return organization;
  const holders = model.ous.filter((ou) => `${path}/`.startsWith(`${ou.path}/`));
  const nearest = holders.reduce<(typeof holders)[number] | undefined>(
    (best, ou) => (best && best.path.length >= ou.path.length ? best : ou),
    undefined,
  );
  if (!nearest) return unknownLocation(`OU "${pathOrArn}" is not in organization.ous.`);
  const foreign = model.ous.find(
    (ou) => ou.path.startsWith(`${path}/`) && ou.jurisdiction !== nearest.jurisdiction,
  );
  if (foreign) {
    return unknownLocation(
      `OU "${pathOrArn}" is in ${nearest.jurisdiction} but holds "${foreign.path}" of ${foreign.jurisdiction}.`,
    );
  }
  return { kind: "place", jurisdiction: nearest.jurisdiction };
}

/** Resources of the organizations service, by the first part of the resource: `ou/o-…/ou-…`. */
function locateOrganizationResource(arn: ArnParts, model: ResidencyModel): Location {
  const [kind, organizationId, id = ""] = arn.resource.split("/");
  if (arn.account !== model.managementAccount || organizationId !== model.organizationId) {
    return unknownLocation(`"${arn.text}" is not in organization "${model.organizationId}".`);
  }
  if (kind === "account") return locateAccount(id, model);
  if (kind !== "ou") return organization;
  const unit = model.ous.find((ou) => ou.path.endsWith(`/${id}`));
  return unit ? locateOu(unit.path, model) : unknownLocation(`OU "${arn.text}" is not in organization.ous.`);
}

/** Services without regions whose resources lie where their account does. Others without a region span regions. */
const accountServices: ReadonlySet<string> = new Set(["account", "budgets", "iam", "sts"]);

/**
 * Locates an ARN by what it says: region and account together where it has both (they must agree), a bucket by its
 * name, an IAM or STS principal by its account, OUs and accounts of the organization by id. Wildcards in those parts,
 * other partitions, AWS-owned accounts and things that span regions (multi-region access points, DynamoDB and RDS
 * global resources) are unknown.
 */
export function locateArn(arn: string, model: ResidencyModel): Location {
  const parts = parseArn(arn);
  if (!parts) return unknownLocation(`"${arn}" is not an ARN.`);
  const { partition, service, region, account, resource } = parts;
  if (partition !== "aws") {
    return unknownLocation(`"${arn}" is in partition "${partition}", not "aws".`);
  }
  // What API Gateway calls: its own ARN holds the function's, which says whose it is.
  const [, invoked] = /^path\/[\d-]+\/functions\/(arn:[^/]+)\/invocations$/.exec(resource) ?? [];
  if (service === "apigateway" && account === "lambda" && invoked !== undefined)
    return combine(locateRegion(region), locateArn(invoked, model));
  if (service === "organizations") return locateOrganizationResource(parts, model);
  if (service === "s3" && region === "" && account === "") {
    return locateBucket(resource.split("/")[0] ?? "", model);
  }
  if (region !== "") {
    const place = locateRegion(region);
    return account === "" ? place : combine(place, locateAccount(account, model));
  }
  if (account !== "" && accountServices.has(service)) return locateAccount(account, model);
  return unknownLocation(`"${arn}" names no region.`);
}

/** Domains under which AWS puts service endpoints that carry their region as a label. */
const endpointDomains = [".amazonaws.com", ".api.aws", ".on.aws"];

/** A label of this shape is taken for a region, known or not: one that we do not know must not be passed over. */
const regionLike = /^[a-z]{2,4}(-[a-z]+){1,2}-\d$/;

/**
 * Locates a host name of AWS by its region label (`athena.eu-west-1.amazonaws.com`, `x.eu-west-1.rds.amazonaws.com`,
 * `bucket.s3.eu-west-1.amazonaws.com`, `s3-eu-west-1.amazonaws.com`); a port and a trailing dot are allowed. An S3
 * host without a region is located by its bucket's name, and a loopback address is where its machine is. Any other host is where `externalHosts` says that it, or the
 * domain it belongs to, stands, and unknown otherwise.
 */
export function locateHost(host: string, model: ResidencyModel): Location {
  const name = host
    .toLowerCase()
    .replace(/:\d{1,5}$/, "")
    .replace(/\.$/, "");
  if (isLoopback(name)) return { kind: "place", jurisdiction: model.jurisdiction };
  const domain = endpointDomains.find((each) => name.endsWith(each));
  if (!domain) return locateExternalHost(name, model);
  const labels = name.slice(0, -domain.length).split(".");
  // ElastiCache alone writes the short form: `x.abc.euw1.cache.amazonaws.com`.
  const cached = labels.at(-1) === "cache" ? regionOfShort(labels.at(-2) ?? "") : undefined;
  const s3 = labels.findLastIndex((label) => /^s3(-.+)?$/.test(label));
  const right = labels.slice(s3 + 1);
  // Left of `s3` stands a bucket's name, which anyone may call "us-east-1".
  const [, legacyRegion] = /^s3-(?:website-)?(.+-\d)$/.exec(labels[s3] ?? "") ?? [];
  const region = cached ?? legacyRegion ?? right.findLast((label) => regionLike.test(label));
  if (region !== undefined) return locateRegion(region);
  if (s3 > 0 && right.every((label) => label === "dualstack"))
    return locateBucket(labels.slice(0, s3).join("."), model);
  return unknownLocation(`Host "${host}" names no region.`);
}

/** Characters of the longest name in the domain system. */
const longestHost = 253;

/** By the longest entry that is the host or a domain above it, or the smallest range that holds the address. */
function locateExternalHost(name: string, model: ResidencyModel): Location {
  const country = countryOfAddress(name, model) ?? countryOfName(name, model);
  if (country === undefined)
    return unknownLocation(`Host "${name}" is neither an AWS endpoint nor in externalHosts.`);
  const jurisdiction = jurisdictionOfCountry(country);
  return jurisdiction === undefined
    ? unknownLocation(`Host "${name}" is in ${country}, which belongs to no jurisdiction of the model.`)
    : { kind: "place", jurisdiction };
}

function countryOfName(name: string, { hosts }: ResidencyModel): string | undefined {
  const known = domainsOf(name).find((each) => hosts.has(each));
  return known === undefined ? undefined : hosts.get(known);
}

function countryOfAddress(name: string, { hosts }: ResidencyModel): string | undefined {
  const address = parseAddress(name);
  if (address === undefined) return undefined;
  const ranges = [...hosts].flatMap(([entry, country]) => {
    const range = parseCidr(entry);
    return range !== undefined && holds(range, address) ? [{ bits: range.bits, country }] : [];
  });
  return ranges.sort((a, b) => b.bits - a.bits)[0]?.country;
}

/** A host and the domains above it, the longest first: `a.b.c`, `b.c`, `c`. */
function domainsOf(host: string): string[] {
  const labels = host.slice(-longestHost - 1).split(".");
  const domains = labels.map((_, from) => labels.slice(from).join("."));
  // Of a name that is too long, the first part is no whole label.
  return host.length > longestHost ? domains.slice(1) : domains;
}
