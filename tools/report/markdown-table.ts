/** Longest comment that code hosts take, in characters. */
export const commentLimit = 65_536;

interface Limit {
  /** Most characters of the table. */
  quota: number;
  /** What is said after the number of rows that are left out. */
  more: string;
}

/** As many whole rows as the quota has room for, and a line about the others. */
export function section(header: readonly string[], rows: readonly string[], { quota, more }: Limit): string {
  let left = quota - header.join("\n").length - 100;
  const fitting = rows.findIndex((text) => (left -= text.length + 1) < 0);
  if (fitting === -1) return [...header, ...rows].join("\n");
  return [...header, ...rows.slice(0, fitting), "", `${rows.length - fitting} ${more}`].join("\n");
}

/** Longest text of a cell. */
const cellLimit = 1_000;

export function row(cells: readonly (string | number)[]): string {
  return `| ${cells.map((cell) => cellText(String(cell))).join(" | ")} |`;
}

/** Text as it is written, also where it has a backtick. */
export const code = (text: string): string => `\`${text.replaceAll("`", "'")}\``;

/** Text that stays in its cell; outside code, which takes everything literally, it is no markup. */
function cellText(text: string): string {
  const short = text.length > cellLimit ? `${text.slice(0, cellLimit - 1)}…` : text;
  return short
    .replace(/\p{Cc}+/gu, " ")
    .replace(/\|/g, "\\|")
    .replace(/`[^`]*`|</g, (found) => (found === "<" ? "&lt;" : found));
}
