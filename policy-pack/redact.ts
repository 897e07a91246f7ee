import { hidden } from "./finding";
import { isRecord } from "./graph/read";
import { UNKNOWN, type GraphResource } from "./graph/types";

/** Shorter values are not told from words of the message; no secret worth the name is that short. */
const shortest = 4;

/**
 * A text about a resource without the values of its secret inputs, whatever a rule wrote into it. Rules hide what they
 * show themselves (`show`); this is the second line, for what they quote of a neighbouring input.
 */
export function redact(text: string, { secretProps = [], props }: GraphResource): string {
  if (secretProps.length === 0) return text;
  const secrets = new Set(secretProps.flatMap((key) => texts(props[key])));
  // Longest first, or the rest of a value that contains another would stay.
  return [...secrets]
    .sort((one, other) => other.length - one.length)
    .reduce((shown, secret) => shown.replaceAll(secret, hidden), text);
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return value.length >= shortest && value !== UNKNOWN ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return isRecord(value) ? Object.values(value).flatMap(texts) : [];
}
