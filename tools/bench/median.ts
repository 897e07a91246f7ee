/**
 * The row in the middle, by one of its figures; the upper of two.
 * @throws when there is no row
 */
export function median<Row>(rows: readonly Row[], figure: (row: Row) => number): Row {
  const sorted = [...rows].sort((one, other) => figure(one) - figure(other));
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error("tools/bench: at least one run is needed.");
  return middle;
}
