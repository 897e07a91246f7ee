import {
  locateAccount,
  locateArn,
  locateOu,
  locateRegion,
  type Location,
} from "../../components/residency/locate";
import { organization, unknownLocation } from "../../components/residency/location";
import type { ResidencyModel } from "../../components/residency/model";
import { UNKNOWN } from "../graph/types";
import type { Condition, Principal, Statement } from "./document";

/** Somebody a statement lets in, and where they are; undefined when that is not known yet. */
export interface Exposure {
  who: string;
  where: Location | undefined;
}

/** Operators that bind a statement to the listed values. `…IfExists` forms do not: they pass when the key is absent. */
const binding = /^(?:foranyvalue:)?(?:stringequals|stringequalsignorecase|stringlike|arnequals|arnlike)$/;

/** Condition key → where one of its values is. Only keys that narrow who may call. */
const narrowing: Readonly<Record<string, (value: string, model: ResidencyModel) => Location>> = {
  "aws:principalorgpaths": locateOu,
  "aws:principalorgid": (value, model) =>
    value === model.organizationId ? organization : unknownLocation(`Organization "${value}" is not ours.`),
  "aws:principalaccount": locateAccount,
  "aws:sourceaccount": locateAccount,
  "kms:calleraccount": locateAccount,
  "aws:principalarn": locateArn,
  "aws:sourcearn": locateArn,
};

/** Condition keys that bind a request to a network of ours; where it is cannot be told from an id. */
const networks: ReadonlySet<string> = new Set(["aws:sourcevpce", "aws:sourcevpc"]);

const binds = (condition: Condition) =>
  binding.test(condition.operator) && condition.values.length > 0 && !condition.values.includes("*");

/** True when a condition limits a statement for everybody to an organization, accounts, principals or networks. */
export function isNarrowed(statement: Statement): boolean {
  return statement.conditions.some(
    (condition) => binds(condition) && (condition.key in narrowing || networks.has(condition.key)),
  );
}

/**
 * Everybody that an Allow statement lets in, with their place. For everybody (`*`) the binding conditions say who is
 * left: a statement passes only when all of its conditions hold, so the one that locates them best is enough.
 */
export function exposuresOf(statement: Statement, model: ResidencyModel): Exposure[] {
  if (statement.effect !== "Allow") return [];
  if (statement.notPrincipal)
    return [
      {
        who: "everybody but its NotPrincipal",
        where: unknownLocation("NotPrincipal in an Allow names no one."),
      },
    ];
  // A misspelt or empty Principal names no one we could judge; it must not read as "nobody is let in".
  if (statement.principals.length === 0)
    return [{ who: "an unnamed principal", where: unknownLocation("The statement has no Principal.") }];
  return statement.principals.flatMap((principal) => expose(principal, statement, model));
}

function expose(principal: Principal, statement: Statement, model: ResidencyModel): Exposure[] {
  const { kind, value } = principal;
  if (value === UNKNOWN) return [{ who: "a principal", where: undefined }];
  if (kind === "any") return [exposeEverybody(statement, model)];
  if (kind === "service") return [{ who: `service "${value}"`, where: locateService(value, model) }];
  if (kind === "federated" && webIdentityProviders.has(value)) return [];
  if (kind === "aws" || kind === "federated") {
    return [
      {
        who: `"${value}"`,
        where: /^\d{12}$/.test(value) ? locateAccount(value, model) : locateArn(value, model),
      },
    ];
  }
  return [{ who: `"${value}"`, where: unknownLocation(`Principal "${value}" names no account.`) }];
}

function exposeEverybody(statement: Statement, model: ResidencyModel): Exposure {
  if (statement.conditions.some(({ key }) => key === UNKNOWN)) return { who: "everybody", where: undefined };
  const candidates = statement.conditions.filter(binds).flatMap((condition): Exposure[] => {
    const locate = narrowing[condition.key];
    if (locate === undefined) return [];
    if (condition.values.includes(UNKNOWN))
      return [{ who: `everybody with ${condition.key}`, where: undefined }];
    return [
      {
        who: `everybody with ${condition.key}`,
        where: widest(condition.values.map((value) => locate(value, model))),
      },
    ];
  });
  return (
    candidates.find(({ where }) => where?.kind === "place") ??
    candidates.find(({ where }) => where === undefined) ??
    candidates[0] ?? { who: "everybody", where: unknownLocation("No condition says who is left.") }
  );
}

/** Identity providers that AWS names by host: who they let in is a matter of the trust's conditions, not of a place. */
const webIdentityProviders: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
]);

/** One location for several: the first that is no place, or that lies elsewhere than the first. */
function widest(locations: readonly Location[]): Location {
  const [first] = locations;
  const odd = locations.find(
    (each) => each.kind !== "place" || (first?.kind === "place" && each.jurisdiction !== first.jurisdiction),
  );
  if (odd === undefined) return first ?? unknownLocation("The condition lists nobody.");
  return odd.kind === "place" ? unknownLocation("The condition lists several jurisdictions.") : odd;
}

/** AWS services act where the resource is, unless their name has a region in it (`logs.eu-west-1.amazonaws.com`). */
function locateService(service: string, model: ResidencyModel): Location {
  if (!/^[a-z0-9][a-z0-9.-]*\.amazonaws\.com$/.test(service))
    return unknownLocation(`"${service}" is not a service of AWS.`);
  const region = service.split(".").find((part) => /^[a-z]{2,3}(?:-[a-z]+)+-\d$/.test(part));
  return region === undefined ? { kind: "place", jurisdiction: model.jurisdiction } : locateRegion(region);
}
