/** Seeds are whole numbers below this. */
const seeds = 2 ** 31;

/** The seed of MERIDIAN_TEST_SEED, or a new one. */
export function orderSeed(given: string | undefined): number {
  if (given === undefined || given === "") return Math.floor(Math.random() * seeds);
  const seed = Number(given);
  if (!Number.isInteger(seed) || seed < 0 || seed >= seeds)
    throw new RangeError(
      `MERIDIAN_TEST_SEED: "${given}" is not a whole number from 0 to ${seeds - 1}; use one.`,
    );
  return seed;
}

/** The items in an order that only the seed decides (Fisher–Yates over mulberry32). */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const result = [...items];
  const random = randomOf(seed);
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other]!, result[last]!];
  }
  return result;
}

/** Numbers from 0 to below 1: the generator is public domain, by Tommy Ettinger. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
