/** One line of a run: what was wanted of an input, and what came of it. */
export interface Check {
  /** The input, within its case; empty when the case has one. */
  title: string;
  right: boolean;
  /** What the case's README asks for, as the program decides it. */
  want: string;
  got: string;
}

/** An input with a known right outcome. */
export interface Case {
  /** The folder's name, or `leaks/NAME` and `lawful/NAME` for an entry of a list. */
  name: string;
  run(): readonly Check[] | Promise<readonly Check[]>;
}

/** `WRONG  dqdl-backslash: want …, got …`. */
export function lineOf(name: string, { title, right, want, got }: Check): string {
  const input = title === "" ? name : `${name}, ${title}`;
  return `${right ? "right" : "WRONG"}  ${input}: want ${want}; got ${got}`;
}

/** On one line, and short enough to be read there. */
export function brief(text: string, most = 240): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
