import { quote } from "../errors/check-yaml";

/** Escapes by a letter or digit that Java's regular expressions know (java.util.regex.Pattern). */
const javaEscapes = /^[tnrfaecxu0-9dDhHsSvVwWpPbBAGZzRXkNQE]$/;

/**
 * Why a pattern would not work where rules run, which is Java; undefined for one that does. The standard's patterns are
 * ECMAScript's: what both read the same way passes, and so does what only Java has.
 */
export function patternProblem(pattern: string): string | undefined {
  const different = differences(pattern);
  if (different !== undefined) return `${quote(pattern)} is no pattern of Java, which runs it: ${different}`;
  try {
    new RegExp(asEcma(pattern));
    return undefined;
  } catch (error) {
    const why = (error as Error).message.split(": ").at(-1) ?? "";
    return `${quote(pattern)} is no pattern: ${why.charAt(0).toLowerCase()}${why.slice(1)}`;
  }
}

/** What ECMAScript takes and Java does not. */
function differences(pattern: string): string | undefined {
  let inClass = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (char === "\\") {
      if (next === "u" && !/^[0-9a-fA-F]{4}/.test(pattern.slice(at + 2)))
        return "\\u takes four hexadecimal digits";
      if (/[A-Za-z0-9]/.test(next) && !javaEscapes.test(next)) return `it does not know \\${next}`;
      at += skipped(pattern.slice(at + 1));
    } else if (inClass) {
      // Java has classes in classes: in [A-Z[0-9] the second bracket opens one that nobody closes.
      if (char === "[") return "a [ inside [ ] opens another class; write \\[";
      if (char === "]") inClass = false;
    } else if (char === "[") {
      inClass = true;
      const first = next === "^" ? at + 2 : at + 1;
      if (pattern.charAt(first) === "]") return "an empty class [ ] is not closed there; write \\]";
      at = first - 1;
    } else if (char === "{") {
      const previous = pattern.charAt(at - 1);
      if (!/^\{\d+(?:,\d*)?\}/.test(pattern.slice(at)) || at === 0 || /[(|]/.test(previous))
        return "a { begins a repetition such as {2,3}; write \\{";
    } else if (pattern.startsWith("(?<", at) && !/[=!]/.test(pattern.charAt(at + 3))) {
      if (!/^[A-Za-z][A-Za-z0-9]*>/.test(pattern.slice(at + 3)))
        return "a group's name has only letters and digits";
    }
  }
  return undefined;
}

/** How long what belongs to a backslash is: a letter, the name in braces after some, or all up to the end of a quotation. */
function skipped(rest: string): number {
  if (rest.startsWith("Q")) {
    const end = rest.indexOf("\\E");
    return end < 0 ? rest.length : end + 2;
  }
  return /^[pPxN]\{[^}]*\}|^k<[^>]*>|^[\s\S]/.exec(rest)?.[0].length ?? 1;
}

/** The pattern with what only Java has written so that ECMAScript reads its structure. */
const asEcma = (pattern: string): string =>
  pattern
    .replace(/\\Q([\s\S]*?)(?:\\E|$)/g, (_, text: string) => text.replace(/\W/g, "\\$&"))
    .replace(/(\\[\s\S])|\(\?>|\(\?[imsux-]+:/g, (_, escape?: string) => escape ?? "(?:")
    .replace(/(\\[\s\S])|\(\?[imsux-]+\)/g, (_, escape?: string) => escape ?? "")
    .replace(
      /(\\[\s\S])|([*+?}])\+/g,
      (part, escape?: string, quantifier?: string) => escape ?? quantifier ?? part,
    );
