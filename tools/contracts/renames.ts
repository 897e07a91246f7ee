/** How something is called in a contract of others, and how it is called here. */
export interface Renamed {
  readonly was: string;
  readonly is: string;
  /** Its name in the database that it comes from. */
  readonly physical?: string;
  /** Columns of a table, fields of a column. */
  readonly parts: readonly Renamed[];
}

/** What a name means among others; a physical name only where nothing is called so. Undefined for a stranger. */
export function meant(name: string, among: readonly Renamed[]): Renamed | undefined {
  const word = name.toLowerCase();
  return (
    among.find(({ was }) => was.toLowerCase() === word) ??
    among.find(({ is }) => is === word) ??
    among.find(({ physical }) => physical?.toLowerCase() === word)
  );
}

/** A path such as `address.zipCode` as it is called here; what is not known in it stays. */
export function renamedPath(path: readonly string[], among: readonly Renamed[]): string[] {
  const [name, ...rest] = path;
  if (name === undefined) return [];
  const found = meant(name, among);
  return found === undefined ? [...path] : [found.is, ...renamedPath(rest, found.parts)];
}

/** Every name among them, and within, that nothing is called by any more. */
export function changes(among: readonly Renamed[]): string[] {
  const all = [...flat(among)];
  const names = new Set(all.map(({ is }) => is));
  const before = all.flatMap(({ was, physical }) => [was, physical ?? ""]);
  return [...new Set(before)].filter((name) => name !== "" && !names.has(name.toLowerCase()));
}

function* flat(among: readonly Renamed[]): Generator<Renamed> {
  for (const each of among) {
    yield each;
    yield* flat(each.parts);
  }
}
