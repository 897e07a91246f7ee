/**
 * A text of at most so many bytes of UTF-8 for messages: what is too long keeps its beginning and its end and says how long
 * it was, `acme-…(1048576 characters)…-prod`.
 */
export function shorten(text: string, bytes: number): string {
  if (text.length * 3 <= bytes) return text;
  const size = text.length > bytes ? Infinity : Buffer.byteLength(text);
  if (size <= bytes) return text;
  const mark = `…(${text.length} characters)…`;
  const room = bytes - Buffer.byteLength(mark);
  const narrow = ends(text, room, mark);
  // A character has up to three bytes, half of a pair included.
  return Buffer.byteLength(narrow) <= bytes ? narrow : ends(text, Math.floor(room / 3), mark);
}

function ends(text: string, characters: number, mark: string): string {
  const tail = Math.floor(characters / 3);
  return text.slice(0, characters - tail) + mark + text.slice(text.length - tail);
}
