/** All of these must hold for a database or table to be granted: LF-tag key → accepted values. */
export type TagExpression = Readonly<Record<string, readonly string[]>>;

/** Values of one LF-tag that a grant may name (Lake Formation API reference, LFTag). */
const mostValues = 50;

/** The same as several expressions, each of a size that one grant takes; what matches one of them matches the whole. */
export function splitExpression(expression: TagExpression): TagExpression[] {
  return Object.entries(expression).reduce<TagExpression[]>(
    (parts, [key, values]) =>
      parts.flatMap((part) => chunks(values).map((chunk): TagExpression => ({ ...part, [key]: chunk }))),
    [{}],
  );
}

function chunks(values: readonly string[]): (readonly string[])[] {
  const count = Math.max(1, Math.ceil(values.length / mostValues));
  return Array.from({ length: count }, (_, index) =>
    values.slice(index * mostValues, (index + 1) * mostValues),
  );
}
