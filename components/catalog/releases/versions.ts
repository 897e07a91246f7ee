/** What a change asks of the version: a reader breaks, something is there that was not, or neither. */
export const changeKinds = ["breaking", "added", "other"] as const;
export type ChangeKind = (typeof changeKinds)[number];

type Numbers = readonly [major: number, minor: number, patch: number];

const numbersOf = (version: string): Numbers => version.split(".").map(Number) as unknown as Numbers;

/** Below zero when `a` is earlier than `b`, above when later. Both are three numbers. */
export function compareVersions(a: string, b: string): number {
  const other = numbersOf(b);
  return numbersOf(a).reduce((found, each, index) => found || each - (other[index] ?? 0), 0);
}

/** The least version after `from` that such a change may have. Before 1.0.0 a breaking change is a minor one. */
export function leastVersion(from: string, kind: ChangeKind): string {
  const [major, minor, patch] = numbersOf(from);
  if (kind === "breaking" && major > 0) return `${major + 1}.0.0`;
  return kind === "other" ? `${major}.${minor}.${patch + 1}` : `${major}.${minor + 1}.0`;
}
