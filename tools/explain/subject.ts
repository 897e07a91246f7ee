import { InputError } from "../../components/errors/input-error";
import { nearest } from "../../components/errors/nearest";
import { quotas } from "../../policy-pack/data/quotas";
import { readInventory } from "../../policy-pack/data/sdk-inventory";
import type { Rule } from "../../policy-pack/rule";
import { sinks } from "../../policy-pack/sinks";
import { refusals, settings } from "../../policy-pack/sinks/settings";

/** What a name stands for: one rule, or the types of a service (`label` is its SDK module) or one type. */
export type Subject =
  { kind: "rule"; rule: Rule } | { kind: "types"; label: string; types: readonly string[] };

/** Names that services go by → the SDK module that holds their types, as {@link plain} writes both. */
const otherNames: Readonly<Record<string, string>> = {
  airflow: "mwaa",
  config: "cfg",
  datafirehose: "kinesis",
  eventbridge: "cloudwatch",
  firehose: "kinesis",
  flink: "kinesisanalyticsv2",
  iamidentitycenter: "ssoadmin",
  identitycenter: "ssoadmin",
  kafka: "msk",
  logs: "cloudwatch",
  macie: "macie2",
  stepfunctions: "sfn",
  systemsmanager: "ssm",
};

/** A name without case, spaces and signs, and without the owner's: `Amazon S3`, `s3`, `Lake Formation`. */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/^(?:amazon|aws) /, "")
    .replace(/[^a-z0-9]/g, "");

/** `aws:redshift/cluster:Cluster` → `redshift`. */
const serviceOf = (type: string): string | undefined => /^aws:([^/]+)\//.exec(type)?.[1];

/** The ways to write one type: its token, and as the program does. */
const namesOf = (type: string): string[] => {
  const [, service = "", module = "", kind = ""] = /^aws:([^/]+)\/([^:]+):(.+)$/.exec(type) ?? [];
  return [type, `${service}/${module}`, `aws.${service}.${kind}`].map((name) => name.toLowerCase());
};

/** Every type that something in the pack names. */
const judgedTypes = (rules: readonly Rule[]): string[] => [
  ...new Set(
    [
      ...rules.flatMap(({ types }) => types),
      ...[...sinks, ...settings, ...refusals, ...quotas].map(({ type }) => type),
    ].filter((type) => serviceOf(type) !== undefined),
  ),
];

/**
 * Finds what a name stands for: a rule's id or name, a type, or a service; case does not matter.
 * @throws {InputError} with the nearest name when there is none
 */
export function subjectOf(name: string, rules: readonly Rule[]): Subject {
  const wanted = name.toLowerCase();
  const rule = rules.find((each) => [each.id, each.name].some((own) => own.toLowerCase() === wanted));
  if (rule !== undefined) return { kind: "rule", rule };
  const judged = judgedTypes(rules);
  // What the pack does not name may still be a type of the SDK, which is judged by what holds for every type.
  const found = typesNamed(name, judged);
  if (found !== undefined) return found;
  const all = [...new Set([...judged, ...readInventory().all])];
  const rare = typesNamed(name, all);
  if (rare !== undefined) return rare;
  const services = [...new Set(all.flatMap((type) => serviceOf(type) ?? []))];
  const known = [...rules.map(({ id }) => id), ...services, ...Object.keys(otherNames), ...all];
  const meant = nearest(name, known);
  const help = meant === undefined ? "try s3, aws:s3/bucket:Bucket or RES-03" : `did you mean "${meant}"?`;
  throw new InputError([
    { file: "explain", path: "", message: `"${name}" is no service, type or rule; ${help}` },
  ]);
}

function typesNamed(name: string, types: readonly string[]): Subject | undefined {
  const type = types.find((each) => namesOf(each).includes(name.toLowerCase()));
  if (type !== undefined) return { kind: "types", label: type, types: [type] };
  const module = otherNames[plain(name)] ?? plain(name);
  const own = types.filter((each) => serviceOf(each) === module).sort();
  return own.length === 0 ? undefined : { kind: "types", label: module, types: own };
}
