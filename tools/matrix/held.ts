import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Where the reasons stand. */
const reasonsFile = "docs/dependencies.md";

/** One row of the table of versions that are held. */
export interface Held {
  name: string;
  /** As `package.json` has it. */
  version: string;
  reason: string;
}

/** The versions that a project asks for. */
export type Versions = Readonly<Record<string, string>>;

/** What the CLI is called in the table; its least version is `meridian.pulumi` of `package.json`. */
const cliName = "pulumi (CLI)";

/** The rows that begin with a name and a version in code marks. */
export function heldIn(text: string): Held[] {
  return [...text.matchAll(/^\| `([^`]+)` +\| `([^`]+)` +\|(.*)\|$/gm)].map(([, name, version, reason]) => ({
    name: name!,
    version: version!,
    reason: reason!.trim(),
  }));
}

/** Reads the table and the versions of a project. */
export function readHeld(root: string): { held: Held[]; versions: Versions } {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    meridian: { pulumi: string };
    dependencies: Versions;
    devDependencies: Versions;
  };
  const versions = {
    ...manifest.dependencies,
    ...manifest.devDependencies,
    [cliName]: manifest.meridian.pulumi,
  };
  return { held: heldIn(readFileSync(join(root, reasonsFile), "utf8")), versions };
}

/** A version that newer ones of the same major do not replace. */
const isPin = (version: string) => !version.startsWith("^");

/** Pins without a reason, and reasons without what they are for. */
export function heldMistakes(held: readonly Held[], versions: Versions): string[] {
  const known = new Map(held.map((row) => [row.name, row]));
  const unexplained = Object.entries(versions)
    .filter(([name, version]) => isPin(version) && !known.has(name))
    .map(
      ([name, version]) =>
        `package.json: "${name}" is held at ${version} for no reason; write ^${version}, or a row in ${reasonsFile}`,
    );
  const rows = held.flatMap(({ name, version, reason }) => {
    const has = versions[name];
    if (has === undefined) return [`${reasonsFile}: "${name}" is not in package.json; remove the row`];
    if (has !== version)
      return [`${reasonsFile}: "${name}" is ${has} in package.json, not ${version}; correct the row`];
    return reason === "" ? [`${reasonsFile}: "${name}" has no reason; write one`] : [];
  });
  return [...unexplained, ...rows];
}

/** What `npm outdated --json` says of one package. */
export interface Outdated {
  current?: string;
  wanted: string;
  latest: string;
}

/** npm compares texts, and a package may call its own version `v1.21.0`. */
const plain = (version: string | undefined) => version?.replace(/^v/, "");

/** Newer versions that nothing holds back, and majors that are held back without there being a newer one. */
export function outdatedMistakes(
  held: readonly Held[],
  outdated: Readonly<Record<string, Outdated>>,
): string[] {
  const known = new Set(held.map(({ name }) => name));
  const behind = Object.entries(outdated)
    .filter(([name, { current, wanted }]) => !known.has(name) || plain(current) !== wanted)
    .map(
      ([name, { current = "missing", wanted, latest }]) =>
        `"${name}" is ${current}, and ${known.has(name) ? wanted : latest} is there; update it, or say in ${reasonsFile} what holds it`,
    );
  const idle = held
    .filter(({ name, version }) => !isPin(version) && outdated[name] === undefined)
    .map(({ name }) => `${reasonsFile}: nothing newer than "${name}" is there; remove the row`);
  return [...behind, ...idle];
}
