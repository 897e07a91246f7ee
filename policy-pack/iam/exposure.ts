import { parseArn } from "../../components/residency/arn";
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
import { bindsTo } from "./condition";
import { boundByDenials } from "./denials";
import type { Condition, Principal, Statement } from "./document";

/** One thing that is said of a caller: they are at one of `places` (undefined: not known yet). */
export interface Bound {
  who: string;
  places: readonly (Location | undefined)[];
}

/**
 * Somebody a statement lets in: everything that is said of them holds at once, so the bound that says best where they are counts.
 * Bounds are read one by one, the cheapest first: most principals are settled by their own account.
 */
export type Exposure = Iterable<Bound>;

/** What exposures are read against: the stack's model and where the resource that has the policy is. */
export interface Setting {
  model: ResidencyModel;
  home: Location;
}

type Locate = (value: string, setting: Setting) => Location;

const locateOrganization: Locate = (value, { model }) =>
  value === model.organizationId ? organization : unknownLocation(`Organization "${value}" is not ours.`);
const account: Locate = (value, { model }) => locateAccount(value, model);
const unit: Locate = (value, { model }) => locateOu(value, model);
const arn: Locate = (value, { model }) => locateArn(value, model);

/** A network of ours may be named by id, but an id does not say where it is. */
const network: Locate = (value) =>
  unknownLocation(`"${value}" does not say where the network is; aws:PrincipalOrgPaths would.`);

/** Condition key → where one of its values is. Only keys that say who calls, for whom a service calls, or out of which network. */
const narrowing: ReadonlyMap<string, Locate> = new Map([
  ["aws:principalorgpaths", unit],
  ["aws:principalorgid", locateOrganization],
  ["aws:principalaccount", account],
  ["aws:principalarn", arn],
  ["aws:sourceaccount", account],
  ["aws:sourceowner", account],
  ["aws:sourcearn", arn],
  ["aws:sourceorgid", locateOrganization],
  ["aws:sourceorgpaths", unit],
  ["aws:sourcevpc", network],
  ["aws:sourcevpce", network],
  ["aws:vpceaccount", account],
  ["aws:vpceorgid", locateOrganization],
  ["aws:vpceorgpaths", unit],
  ["kms:calleraccount", account],
]);

/** Policy variables that stand for the resource's own side; any other stands for something that the caller brings along. */
const ownSide: ReadonlyMap<string, Locate> = new Map<string, Locate>([
  ["${aws:resourceaccount}", (_, { home }) => home],
  ["${aws:resourceorgid}", () => organization],
]);

/** Everybody that an Allow statement lets in; `document` is all statements of its document, whose denials bind as well. */
export function exposuresOf(
  statement: Statement,
  document: readonly Statement[],
  setting: Setting,
): Exposure[] {
  if (statement.effect !== "Allow") return [];
  if (statement.notPrincipal)
    return [[nobody("everybody but its NotPrincipal", "NotPrincipal in an Allow names no one.")]];
  // A misspelt or empty Principal names no one we could judge; it must not read as "nobody is let in".
  if (statement.principals.length === 0)
    return [[nobody("an unnamed principal", "The statement has no Principal.")]];
  let read: readonly Bound[] | undefined;
  const bounds = () => (read ??= boundsOf(statement, document, setting));
  return statement.principals.flatMap((principal) => expose(principal, bounds, setting));
}

const nobody = (who: string, reason: string): Bound => ({ who, places: [unknownLocation(reason)] });

function expose({ kind, value }: Principal, bounds: () => readonly Bound[], setting: Setting): Exposure[] {
  const named = (who: string, place: Location | undefined): Exposure[] => [
    then([{ who, places: [place] }], bounds),
  ];
  if (value === UNKNOWN) return named("a principal", undefined);
  switch (kind) {
    case "any":
      return [then(bounds(), () => [nobody("everybody", "No condition says who is left.")])];
    case "service":
      // A service acts where it is, for whomever the conditions name: SHR-03 asks about those.
      return [[{ who: `service "${value}"`, places: [locateService(value, setting.model)] }]];
    case "federated":
      // Whom an identity provider lets in is a matter of the trust's conditions, not of a place: IAM-04 asks about those.
      return webIdentityProviders.has(value) ? [] : named(`"${value}"`, locateArn(value, setting.model));
    case "aws":
      return named(`"${value}"`, locatePrincipal(value, setting));
    default:
      return named(`"${value}"`, unknownLocation(`Principal "${value}" names no account.`));
  }
}

function* then(first: readonly Bound[], rest: () => readonly Bound[]): Generator<Bound> {
  yield* first;
  yield* rest();
}

const locatePrincipal: Locate = (value, { model }) =>
  /^\d{12}$/.test(value) ? locateAccount(value, model) : locateArn(value, model);

/** What the statement's own conditions and the document's denials say of whoever is let in. */
function boundsOf(statement: Statement, document: readonly Statement[], setting: Setting): Bound[] {
  return effective(statement, document).flatMap((condition, _, all): Bound[] => {
    if (condition.key === UNKNOWN) return [{ who: "everybody", places: [undefined] }];
    const locate = narrowing.get(condition.key);
    if (locate === undefined || !bindsTo(condition, all)) return [];
    const places = placesIn(condition, setting, (value) =>
      locateValue(value, { locate, statement, setting }),
    );
    return [{ who: `everybody with ${condition.key}`, places }];
  });
}

const located = new WeakMap<Setting, Map<Condition, Bound["places"]>>();

/** Where a condition's values are; read once, as a denial binds every Allow of its document. */
function placesIn(
  condition: Condition,
  setting: Setting,
  locate: (value: string) => Location | undefined,
): Bound["places"] {
  let known = located.get(setting);
  if (known === undefined) located.set(setting, (known = new Map<Condition, Bound["places"]>()));
  let places = known.get(condition);
  if (places === undefined) known.set(condition, (places = condition.values.map(locate)));
  return places;
}

const effective = (statement: Statement, document: readonly Statement[]): Condition[] => [
  ...statement.conditions,
  ...boundByDenials(statement, document),
];

function locateValue(
  value: string,
  { locate, statement, setting }: { locate: Locate; statement: Statement; setting: Setting },
): Location | undefined {
  if (value === UNKNOWN) return undefined;
  if (statement.variables && value.includes("${")) {
    const own = ownSide.get(value.toLowerCase());
    return own?.(value, setting) ?? unknownLocation(`"${value}" is whatever the caller says.`);
  }
  return locate(value, setting);
}

/** Whether a condition ties a statement for everybody to an organization, units, accounts, principals or networks by name. */
export function narrowed(statement: Statement, document: readonly Statement[]): "yes" | "no" | "not known" {
  const answers = effective(statement, document).map((condition, _, all) => {
    if (condition.key === UNKNOWN) return "not known";
    if (!narrowing.has(condition.key) || !bindsTo(condition, all)) return "no";
    return namedIn(condition, statement);
  });
  return (["yes", "not known"] as const).find((answer) => answers.includes(answer)) ?? "no";
}

const named = new WeakMap<Condition, "yes" | "no" | "not known">();

/** Whether each value of a condition names somebody; read once, as a denial binds every Allow of its document. */
function namedIn(condition: Condition, statement: Statement): "yes" | "no" | "not known" {
  let answer = named.get(condition);
  if (answer === undefined) {
    const { values } = condition;
    const all = values.every((value) => isNamed(value, statement));
    named.set(condition, (answer = all ? "yes" : values.includes(UNKNOWN) ? "not known" : "no"));
  }
  return answer;
}

/** True when a value names somebody: no wildcard where the organization, account, bucket or network stands, no variable of the caller. */
function isNamed(value: string, { variables }: Statement): boolean {
  if (value === UNKNOWN) return false;
  if (variables && value.includes("${")) return ownSide.has(value.toLowerCase());
  const parts = parseArn(value);
  const deciding =
    parts === undefined
      ? value.split("/")[0]
      : parts.account !== ""
        ? parts.account
        : parts.resource.split("/")[0];
  return deciding !== undefined && deciding !== "" && !/[*?]/.test(deciding);
}

/** Identity providers that AWS names by host. */
const webIdentityProviders: ReadonlySet<string> = new Set([
  "accounts.google.com",
  "cognito-identity.amazonaws.com",
  "graph.facebook.com",
  "www.amazon.com",
]);

/** AWS services act where the resource is, unless their name has a region in it (`logs.eu-west-1.amazonaws.com`). */
function locateService(service: string, model: ResidencyModel): Location {
  if (!/^[a-z0-9][a-z0-9.-]*\.amazonaws\.com$/.test(service))
    return unknownLocation(`"${service}" is not a service of AWS.`);
  const region = service.split(".").find((part) => /^[a-z]{2,3}(?:-[a-z]+)+-\d$/.test(part));
  return region === undefined ? { kind: "place", jurisdiction: model.jurisdiction } : locateRegion(region);
}
