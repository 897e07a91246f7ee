import { isUtf8 } from "node:buffer";

/** Why bytes are no UTF-8 text, and the 1-based place of the first that is not, as far as there is one. */
export interface TextFault {
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

/** The text of a file, without its byte order mark, or why it is none. */
export function utf8Text(bytes: Buffer): { readonly text: string } | { readonly fault: TextFault } {
  const wide = isWide(bytes);
  if (wide || !isUtf8(bytes)) return { fault: wide ? wideFault : firstFault(bytes) };
  const text = bytes.toString("utf8");
  return { text: text.startsWith("\uFEFF") ? text.slice(1) : text };
}

/** Two bytes for each character: by its mark, or by the zeros that no text of UTF-8 has. */
const isWide = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0);

const wideFault: TextFault = { message: "is UTF-16 or no text at all; save it as UTF-8" };

function firstFault(bytes: Buffer): TextFault {
  let start = 0;
  for (let line = 1; start <= bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const own = bytes.subarray(start, end < 0 ? bytes.length : end);
    if (!isUtf8(own)) return faultIn(own, line);
    start += own.length + 1;
  }
  return wideFault;
}

const replacement = "\uFFFD";

/** The first byte of a line that the decoder had to replace; the replacement may also stand there by itself. */
function faultIn(line: Buffer, number: number): TextFault {
  const decoded = line.toString("utf8");
  let at = decoded.indexOf(replacement);
  const offset = () => Buffer.byteLength(decoded.slice(0, at));
  while (
    line.subarray(offset()).toString("utf8").startsWith(replacement) &&
    isUtf8(line.subarray(offset(), offset() + 3))
  )
    at = decoded.indexOf(replacement, at + 1);
  const byte = line[offset()] ?? 0;
  const hex = byte.toString(16).toUpperCase().padStart(2, "0");
  const letter = byte >= 0xa0 ? `, "${String.fromCharCode(byte)}" in Latin-1` : "";
  return { line: number, column: at + 1, message: `has the byte 0x${hex}${letter}; save it as UTF-8` };
}
