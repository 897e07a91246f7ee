const compiled = new Map<string, RegExp>();
const limit = 5000;

/**
 * True when everything that `text` can stand for is matched by `pattern`, `*` and `?` being wildcards in both. Case counts, as in
 * ARNs; lower both for actions.
 */
export function covers(pattern: string, text: string): boolean {
  if (pattern === "*" || pattern === text) return true;
  if (!/[*?]/.test(pattern)) return false;
  let matcher = compiled.get(pattern);
  if (matcher === undefined) {
    const source = pattern
      .replace(/\*+/g, "*")
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replace(/\*/g, "[^]*")
      .replace(/\?/g, "[^*]");
    matcher = new RegExp(`^${source}$`);
    if (compiled.size >= limit) compiled.clear();
    compiled.set(pattern, matcher);
  }
  return matcher.test(text);
}
