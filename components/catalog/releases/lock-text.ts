import type { Release } from "./release";
import type { LockedProduct, ReleaseLock } from "./lock-file";

const head =
  "# Released versions of the contracts, written by `npx meridian contract release`. Not to be edited.\n";

/** The lock as a file: products by name, one line a column, so that a review shows what a release changes. */
export const lockText = (lock: ReleaseLock): string =>
  head +
  Object.entries(lock)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, product]) => `${name}:\n${productLines(product).join("\n")}\n`)
    .join("");

const quoted = (value: string): string => JSON.stringify(value);

const productLines = ({ id, retired, releases }: LockedProduct): string[] => [
  `  id: ${quoted(id)}`,
  ...(retired === true ? ["  retired: true"] : []),
  "  releases:",
  ...releases.flatMap(releaseLines),
];

const releaseLines = ({ version, hash, retentionDays, seal, tables }: Release): string[] => [
  `    - version: ${version}`,
  `      hash: ${quoted(hash)}`,
  ...(retentionDays === undefined ? [] : [`      retentionDays: ${retentionDays}`]),
  `      seal: "${seal}"`,
  "      tables:",
  ...Object.entries(tables).flatMap(([name, { layer, rowFilter, columns }]) => [
    `        ${quoted(name)}:`,
    `          layer: ${layer}`,
    ...(rowFilter === undefined ? [] : [`          rowFilter: ${quoted(rowFilter)}`]),
    "          columns:",
    ...Object.entries(columns).map(([column, { type, required, key, classification, pii }]) => {
      const facts = [
        `type: ${quoted(type)}`,
        `required: ${required}`,
        ...(key === true ? ["key: true"] : []),
        `classification: ${classification}`,
        `pii: ${pii}`,
      ];
      return `            ${quoted(column)}: { ${facts.join(", ")} }`;
    }),
  ]),
];
