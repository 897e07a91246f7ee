/** Terminal colours, or none. */
export interface Paint {
  bold: (text: string) => string;
  dim: (text: string) => string;
  good: (text: string) => string;
  bad: (text: string) => string;
  warn: (text: string) => string;
}

const ansi = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
const plain = (text: string) => text;

/** @param colour false for files, pipes, `--no-color` and `NO_COLOR` (https://no-color.org). */
export function paint(colour: boolean): Paint {
  const style = (code: number) => (colour ? ansi(code) : plain);
  return { bold: style(1), dim: style(2), good: style(32), bad: style(31), warn: style(33) };
}
