const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Throws unless the text is kebab-case: a-z, 0-9 and single hyphens inside. `where` and `what` begin the message. */
export function assertPart(where: string, what: string, text: string): void {
  if (!kebab.test(text)) {
    throw new Error(`${where}: ${what} "${text}" is not kebab-case; use a-z, 0-9 and single hyphens inside.`);
  }
}
