/** One row of a table on the console: the first cell to the left, figures to the right. */
export function print(cells: readonly (string | number)[]): void {
  console.log(
    cells.map((cell, index) => (index === 0 ? String(cell).padEnd(10) : String(cell).padStart(12))).join(""),
  );
}
