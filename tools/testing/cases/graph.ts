import type { Platform } from "../../../accounts/config";
import { residencyModel, type ResidencyModel } from "../../../components/residency/model";
import { regionOfShort } from "../../../components/residency/regions";
import { isRecord } from "../../../policy-pack/graph/read";
import { UNKNOWN, type GraphResource } from "../../../policy-pack/graph/types";
import { fixtureDay, fixturePlatform, fixtureTags, made } from "../../../policy-pack/testing/fixtures/build";

/** The day that every case is judged on: approvals of the stacks are in force. */
export const caseDay = fixtureDay;

/** A resource of a `graph.json`: of the pack's own fixture platform, with its tags unless `tags` is false. */
export interface ProbeResource {
  /** `s3/bucket`, or a whole token. */
  type: string;
  name: string;
  /** A key `x$json` is written as JSON text under `x`. */
  props: Record<string, unknown>;
  options?: Record<string, unknown>;
}

/** A resource of `leaks.json` or `lawful.json`: of the stack that its entry names. */
export interface PlantedResource {
  /** The whole token. */
  type: string;
  inputs: Record<string, unknown>;
  provider?: { region: string; allowedAccountIds: string[] };
}

export const probeModel = (): ResidencyModel => residencyModel(fixturePlatform, caseDay);

export function probeResource({ type, name, props, options = {} }: ProbeResource): GraphResource {
  const tags = props["tags"] === false ? undefined : fixtureTags;
  return made(type, name, { ...(withText(props) as object), tags }, { options });
}

function withText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withText);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key.endsWith("$json") ? [key.slice(0, -"$json".length), JSON.stringify(inner)] : [key, withText(inner)],
    ),
  );
}

/** What a case's author writes for a value that a first preview does not know. */
const computed = "computed from an output of another resource, unknown in a first preview";

/** How an unknown input names the resource that it comes from. */
const origin = (value: unknown): number | "stack" | undefined => {
  if (typeof value === "string" && value.startsWith(computed)) return "stack";
  return isRecord(value) && typeof value["unknownFrom"] === "number" ? value["unknownFrom"] : undefined;
};

/**
 * The resources of one entry as a preview registers them: an input that is not known yet is `UNKNOWN` and depends on the
 * entry's resource of that index, or on a resource of the stack.
 * @param ours a resource of the stack, for outputs "of ours"
 * @throws Error when an unknown comes from a resource that is not before it
 */
export function plantedResources(
  resources: readonly PlantedResource[],
  platform: Platform,
  ours: string,
): GraphResource[] {
  const account = ownAccount(resources, platform);
  const planted: GraphResource[] = [];
  for (const [index, { type, inputs, provider }] of resources.entries()) {
    const urnOf = (from: number | "stack") => (from === "stack" ? ours : planted[from]?.urn);
    const { props, propertyDependencies } = previewed(withTodaysNames(inputs, platform), urnOf);
    const name = `case-${index}`;
    const base = made(type, name, props);
    const { region, allowedAccountIds } = provider ?? {
      region: platform.homeRegion,
      allowedAccountIds: [account],
    };
    planted.push({
      ...base,
      provider: base.provider && {
        urn: `urn:pulumi:${platform.stack}::meridian::pulumi:providers:aws::${name}`,
        name,
        region,
        accountIds: allowedAccountIds,
        isDefault: false,
      },
      propertyDependencies,
      dependencies: Object.values(propertyDependencies).flat(),
    });
  }
  return planted;
}

/** The form of a bucket of the platform when the lists were written: `<prefix>-<domain>-<purpose>-<jurisdiction>-<short region>-<stage>`. */
const formerName = /\b[a-z0-9]+-[a-z0-9]+-[a-z0-9]+-[a-z]{2,4}-[a-z]{3,5}\d-[a-z]+\b/g;

/** Names of the stack's own buckets, as they are built today; any other name stays as it is. */
function withTodaysNames<T>(inputs: T, platform: Platform): T {
  const { prefix, domains, accounts, jurisdiction, stage } = platform;
  const text = JSON.stringify(inputs).replace(formerName, (whole: string) => {
    const [head, owner = "", purpose, zone, short = "", of] = whole.split("-");
    const holder = domains.find(({ name }) => name === owner)?.account ?? owner;
    const account = accounts.find(({ name }) => name === holder);
    const region = regionOfShort(short);
    const ours = head === prefix && zone === jurisdiction && of === stage;
    return ours && account !== undefined && region !== undefined
      ? `${prefix}-${owner}-${purpose}-${account.id}-${region}-an`
      : whole;
  });
  return JSON.parse(text) as T;
}

/** Inputs with their unknowns, and where each of these comes from. */
function previewed(
  inputs: Readonly<Record<string, unknown>>,
  urnOf: (from: number | "stack") => string | undefined,
): Required<Pick<GraphResource, "props" | "propertyDependencies">> {
  const propertyDependencies: Record<string, string[]> = {};
  const preview = (value: unknown, key: string): unknown => {
    const from = origin(value);
    if (from !== undefined) {
      const urn = urnOf(from);
      if (urn === undefined) throw new Error(`${key} comes from resource ${from}, which is not before it.`);
      (propertyDependencies[key] ??= []).push(urn);
      return UNKNOWN;
    }
    if (Array.isArray(value)) return value.map((inner) => preview(inner, key));
    return isRecord(value) ? mapped(value, (inner) => preview(inner, key)) : value;
  };
  return { props: mapped(inputs, preview), propertyDependencies };
}

const mapped = (
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown, key: string) => unknown,
) => Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/** The account of an entry that names no provider: the one that its roles are of, else one that it names, else a producer. */
function ownAccount(resources: readonly PlantedResource[], { accounts }: Platform): string {
  const text = JSON.stringify(resources);
  const named = [/arn:aws:iam::(\d{12}):/g, /\b(\d{12})\b/g].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, id]) => id),
  );
  const producer = accounts.find(({ role }) => role === "producer");
  const own = accounts.find(({ id }) => named.includes(id)) ?? producer;
  if (own === undefined) throw new Error("The stack has no producer account to plant a case in.");
  return own.id;
}
