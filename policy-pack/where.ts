import {
  locateAccount,
  locateArn,
  locateBucket,
  locateHost,
  locateOu,
  locateRegion,
  type Location,
} from "../components/residency/locate";
import { locateModel } from "../components/residency/locate-model";
import { locateStack } from "../components/residency/locate-stack";
import { unknownLocation } from "../components/residency/location";
import type { ResidencyModel } from "../components/residency/model";
import { shorten } from "../components/residency/shorten";
import { globalTypes } from "./data/global-types";
import { standsThereOnly } from "./data/us-east-1-only";
import { hidden, longestShown, show, showWhole } from "./finding";
import {
  accountOf,
  bucketNameIn,
  bucketTypes,
  effectiveRegion,
  sourcesOf,
  type GraphIndex,
} from "./graph/graph-index";
import type { Reading } from "./graph/read";
import { UNKNOWN, type GraphResource } from "./graph/types";
import { mentionsIn } from "./sinks/mentions";
import type { Bare, Sink } from "./sinks/row";

/** A resource whose inputs are read, in its graph. */
export interface Scene {
  resource: GraphResource;
  index: GraphIndex;
  model: ResidencyModel;
}

/** Stands for a place that only the deploy will tell. */
export const notKnown = unknownLocation("not known before the deploy");

const isCloud = (type: string) => type.startsWith("aws:") || type.startsWith("aws-native:");

/** Where a resource itself stands: its effective region, or its account for a type without regions and for what AWS keeps in us-east-1. */
export function placeOf(resource: GraphResource, model: ResidencyModel): Location {
  if (!isCloud(resource.type)) return { kind: "place", jurisdiction: model.jurisdiction };
  const account = accountOf(resource);
  const region = effectiveRegion(resource);
  if (globalTypes.has(resource.type) || standsThereOnly(resource, region)) {
    return account === undefined || account === UNKNOWN
      ? { kind: "place", jurisdiction: model.jurisdiction }
      : locateAccount(account, model);
  }
  if (region === undefined || region === UNKNOWN) return notKnown;
  const place = locateRegion(region);
  return place.kind === "place" && account !== undefined && account !== UNKNOWN
    ? { ...place, account }
    : place;
}

/** A place, and the part of a longer text that names it. */
export interface Named {
  where: Location;
  mention?: string;
}

/** The places that a value stands for; several when it names or is computed from several, none when from no one. */
export function placesOf(scene: Scene, sink: Sink, reading: Reading): Named[] {
  if (sink.bare === "text") return mentionedPlaces(scene, reading);
  return locateWhole(scene, sink, reading).map((where) => ({ where }));
}

/** Places that a text mentions; for a part that is not known yet, those of the resources that the input comes from. */
function mentionedPlaces(scene: Scene, { value, path }: Reading): Named[] {
  return mentionsIn(value).flatMap((mention) => {
    if (mention !== UNKNOWN) return [{ where: locateMention(mention, scene), mention }];
    const places = cloudSources(scene, path).map((source) => placeOf(source, scene.model));
    return (places.length > 0 ? places : [notKnown]).map((where) => ({ where, mention }));
  });
}

function locateWhole(scene: Scene, sink: Sink, { value, path }: Reading): Location[] {
  if (value === UNKNOWN) return sourcePlaces(scene, path);
  if (typeof value === "string") return locateValue(value, scene, sink);
  return [unknownLocation(`${show(scene.resource, path, value)} is not a text.`)];
}

/** Where the resources are that an input is computed from; a destination that is a bucket is one of the buckets among them. */
function sourcePlaces(scene: Scene, path: string): Location[] {
  const sources = cloudSources(scene, path);
  const buckets = sources.filter(({ type }) => (bucketTypes as readonly string[]).includes(type));
  return (buckets.length > 0 ? buckets : sources).map((source) => placeOf(source, scene.model));
}

const cloudSources = ({ resource, index }: Scene, path: string): GraphResource[] =>
  sourcesOf(resource, path, index).filter(({ custom, type }) => custom && isCloud(type));

function locateMention(value: string, scene: Scene): Location {
  return (
    locateForm(value, scene) ??
    (value.includes("//") ? locateHosts(value, scene.model)[0]! : locateRegion(value))
  );
}

/** Locates a value whose form says what it is, whatever input it stands in: a bucket's address, an ARN, an account. */
export function locateForm(value: string, scene: Scene): Location | undefined {
  const bucket = bucketNameIn(value);
  if (bucket !== undefined) return locateNamedBucket(bucket, scene);
  // A universal target of EventBridge Scheduler calls a service in the schedule's own region.
  if (value.startsWith("arn:aws:scheduler:::aws-sdk:")) return placeOf(scene.resource, scene.model);
  if (value.startsWith("arn:")) return locateArn(value, scene.model);
  return /^\d{12}$/.test(value) ? locateAccount(value, scene.model) : undefined;
}

/** Locates a known value by its form first, and by the row where the form does not tell. */
function locateValue(value: string, scene: Scene, { shape, bare }: Sink): Location[] {
  if (bare === "model") return [locateModel(value, scene.model) ?? placeOf(scene.resource, scene.model)];
  const found = locateForm(value, scene);
  if (found !== undefined) return [found];
  if (bare !== undefined) return locateBare(value, scene, bare);
  if (shape === "P5") return [locatePrincipal(value, scene)];
  if (shape === "P4") return locateBare(value, scene, "bucket");
  return [locateRegion(value)];
}

function locateBare(value: string, scene: Scene, bare: Bare): Location[] {
  const { resource, index, model } = scene;
  if (bare === "host") return locateHosts(value, model);
  if (bare === "stack") return [locateStack(value, model)];
  if (bare === "here") return [placeOf(resource, model)];
  if (typeof bare === "object") {
    const named = (index.byType.get(bare.type) ?? []).find(({ props }) => props[bare.key] === value);
    if (named !== undefined) return [placeOf(named, model)];
    return [unknownLocation(`No ${bare.type} of this stack has ${bare.key} "${value}".`)];
  }
  if (value.includes("://") || value.endsWith(".amazonaws.com")) return locateHosts(value, model);
  const [name = ""] = value.replace(/^\//, "").split("/");
  // A home directory in a file system of the account, or the root of one.
  if (name === "" || /^fs-[0-9a-f]{8,}$/.test(name)) return [placeOf(resource, model)];
  return [locateNamedBucket(name, scene)];
}

/** A bucket of the graph is where it stands, whatever its name says. */
export function locateNamedBucket(name: string, { index, model }: Scene): Location {
  const known = index.bucketByName.get(name);
  return known === undefined ? locateBucket(name, model) : placeOf(known, model);
}

/** Principals that are neither an ARN nor an account id. */
function locatePrincipal(value: string, { resource, model }: Scene): Location {
  if (value === "IAM_ALLOWED_PRINCIPALS") return placeOf(resource, model);
  const [, account] = /^(\d{12}):IAMPrincipals$/.exec(value) ?? [];
  if (account !== undefined) return locateAccount(account, model);
  if (/^[a-z0-9.-]+\.amazonaws\.com$/.test(value)) {
    const region = value.split(".").find((part) => /^[a-z]{2,3}(?:-[a-z]+)+-\d$/.test(part));
    return region === undefined ? placeOf(resource, model) : locateRegion(region);
  }
  return locateOu(value, model);
}

/** Hosts of an address, each located: a URL, a JDBC or Kafka address with several, an e-mail address, or a bare name. */
export function locateHosts(address: string, model: ResidencyModel): Location[] {
  const [authority = ""] = address.replace(/^.*?(?:\/\/|@\/\/)/, "").split(/[/?#;]/);
  return authority
    .replace(/^.*@/, "")
    .split(",")
    .map((host) => locateHost(host.trim(), model));
}

/** A value that names a place as a message may show it; a name and password in an address are never shown. */
export const showPlace = (resource: GraphResource, path: string, value: unknown): string =>
  shorten(showWhole(resource, path, value).replace(/\/\/[^/@\s"]+@/g, `//${hidden}@`), longestShown);
