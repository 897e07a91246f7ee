import { Undecidable } from "../undecidable";

/** Comparisons that may still be made: lowered by each, so that several texts can share one allowance. */
export interface Fuel {
  left: number;
}

/**
 * True when everything that `text` can stand for is matched by `pattern`, `*` and `?` being wildcards in both. Case counts, as in
 * ARNs; lower both for actions. Without `single`, `?` stands for itself. Linear in both: what AWS accepts takes a fraction of the comparisons allowed.
 * @throws {Undecidable} for wildcards that take more
 */
export function covers(pattern: string, text: string, { single = true } = {}): boolean {
  const answer = matches(pattern, text, { left: 10_000 + 8 * (pattern.length + text.length) }, single);
  if (answer === undefined) throw new Undecidable("has a wildcard that takes too long to compare");
  return answer;
}

const star = 42;
const any = 63;

/**
 * As {@link covers}; undefined when the fuel is used up. A later `*` takes all that an earlier one could, so only the last
 * one is ever tried again.
 */
export function matches(pattern: string, text: string, fuel: Fuel, single = true): boolean | undefined {
  if (pattern === "*" || pattern === text) return true;
  let [at, from] = [0, 0];
  let [retryAt, retryFrom] = [-1, 0];
  while (from < text.length) {
    if ((fuel.left -= 1) < 0) return undefined;
    const wanted = pattern.charCodeAt(at);
    const given = text.charCodeAt(from);
    if (wanted === star) {
      [retryAt, retryFrom] = [(at += 1), from];
      if (at === pattern.length) return true;
    } else if (wanted === given || (single && wanted === any && given !== star)) {
      at += 1;
      from += 1;
    } else if (retryAt >= 0) {
      at = retryAt;
      from = retryFrom += 1;
    } else return false;
  }
  while (pattern.charCodeAt(at) === star) at += 1;
  return at === pattern.length;
}
