/**
 * What no lawful input asks for: texts that take too long to compare. Thrown where it is met; the rule that met it is
 * undecided, and no other is stopped. The message completes `<type> "<name>" …` and holds no value.
 */
export class Undecidable extends Error {}
