/** Layers whose data is kept for a time that a stack says. */
export type KeptLayer = "bronze" | "silver" | "gold";

interface LayerDays {
  /** Days when nothing else is said; also the least that a whole stack may say. Leap days are counted. */
  readonly default: number;
  /** The least for a domain under a legal duty to keep records. */
  readonly floor: number;
  /** What the floor is from. */
  readonly law: string;
}

/** How long each layer is kept. Source: 17 CFR 210.2-06 (SOX 802), MiFID II Art. 16(6)-(7). */
export const layerDays: Readonly<Record<KeptLayer, LayerDays>> = {
  bronze: { default: 2557, floor: 2557, law: "7 years: 17 CFR 210.2-06, MiFID II Art. 16(7)" },
  silver: { default: 1827, floor: 1827, law: "5 years: MiFID II Art. 16(6)" },
  gold: { default: 1096, floor: 1096, law: "3 years, the platform's floor for marts" },
};

/** Records and audit logs: seven years with their leap days (17 CFR 210.2-06; MiFID II Art. 16(7) at the authority's request). */
export const recordDays = layerDays.bronze.floor;

/** Query results are copies outside their governed table: the default and the most. */
export const resultsDays = 7;

/** The least that a domain without a legal duty may say: the erasure deadline, after which a layer could not be rebuilt. */
export const leastDomainDays = 30;

/** Object Lock ends at 100 years; nothing is kept longer. */
export const longestDays = 36_500;

/** Days of each layer, as a stack or a domain says them. */
export type RetentionDays = Readonly<Record<KeptLayer, number>>;

/** Days that a layer of a domain is kept: what is said nearest to the data counts (product, domain, stack). */
export function retentionOf(
  layer: KeptLayer,
  stack: RetentionDays,
  domain: { readonly [Layer in KeptLayer]?: number | undefined } = {},
  product?: number,
): number {
  return product ?? domain[layer] ?? stack[layer];
}

/** Years that the LF-tag `retention` can say; the days of each with its leap days, rounded up. */
const years = [3, 5, 7, 10, 15, 20, 30, 50, 100] as const;
const steps = years.map((count) => ({ tag: `${count}y`, days: Math.ceil(count * 365.25) }));

/** Values that every catalog knows; longer ones are there where the stack keeps something that long. */
const usual = new Set(["3y", "5y", "7y"]);

/**
 * The value of the LF-tag `retention` that covers so many days: the next one up.
 * @throws RangeError above {@link longestDays}
 */
export function retentionTag(days: number): string {
  const covering = steps.find((step) => days <= step.days);
  if (covering === undefined) {
    throw new RangeError(
      `retentionTag: ${days} days are above the longest retention; use at most ${longestDays}.`,
    );
  }
  return covering.tag;
}

/** Days of a value of the LF-tag: a legal hold has no end; undefined for what is no value. */
export function retentionTagDays(tag: string): number | undefined {
  return tag === "legalhold" ? Infinity : steps.find((step) => step.tag === tag)?.days;
}

/** The values of the LF-tag, shortest first; `legalhold` is set by hand on single tables and beats them. */
export function retentionTagValues(used: readonly number[]): string[] {
  const needed = new Set(used.map(retentionTag));
  return [...steps.flatMap(({ tag }) => (usual.has(tag) || needed.has(tag) ? [tag] : [])), "legalhold"];
}
