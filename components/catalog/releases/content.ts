import { partAt } from "../../errors/key-path";
import { yamlValue } from "../../errors/yaml-value";
import { ends } from "../contract-life";

/**
 * What a contract says for people and other tools, and who reads it: neither changes the data, so neither needs a version. Everything
 * else is content, a key that this version of Meridian does not know too.
 */
const documentation: ReadonlySet<string> = new Set([
  "apiVersion",
  "authoritativeDefinitions",
  "businessImpact",
  "businessName",
  "contractCreatedTs",
  "dataGranularityDescription",
  "dataProduct",
  "description",
  "examples",
  "kind",
  "price",
  "roles",
  "servers",
  "status",
  "support",
  "tags",
  "team",
  "tenant",
  "transformDescription",
  "transformLogic",
  "transformSourceObjects",
  "version",
]);

/** Of `customProperties`, what is content; own ones of the authors are documentation. */
const heldTo: ReadonlySet<string> = new Set([
  "classification",
  "layer",
  "partitionTransform",
  "personalData",
  "pii",
  "recoveryRpoMinutes",
  "recoveryRtoMinutes",
  "retention",
  "rowFilter",
  "upstream",
]);

/** The content of a contract's text in one form, whatever its layout, comments, order of keys and documentation. */
export const contentOf = (text: string): string => JSON.stringify(reduced(yamlValue(text)?.value ?? null));

function reduced(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reduced);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value)
    .filter(([key]) => !documentation.has(key))
    .flatMap(([key, part]): [string, unknown][] =>
      key === "slaProperties" ? lasting(part) : [[key, part as unknown]],
    );
  return Object.fromEntries(
    kept
      .map(([key, part]): [string, unknown] => [
        key,
        key === "customProperties" ? propertiesOf(part) : reduced(part),
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Service levels without those that end a product: when it ends goes with its status, which is no content either. */
function lasting(levels: unknown): [string, unknown][] {
  if (!Array.isArray(levels)) return [["slaProperties", levels]];
  const kept = levels.filter((level) => !ends.some((end) => end === partAt(level, "property")));
  return kept.length === 0 && levels.length > 0 ? [] : [["slaProperties", kept]];
}

/** The standard's list of named values, as an object of those that are content. */
function propertiesOf(list: unknown): unknown {
  if (!Array.isArray(list)) return reduced(list);
  const named = list as readonly ({ property?: unknown; value?: unknown } | null)[];
  return Object.fromEntries(
    named
      .map((each): [string, unknown] => [String(each?.property), reduced(each?.value)])
      .filter(([property]) => heldTo.has(property))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
