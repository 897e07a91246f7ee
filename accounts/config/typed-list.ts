import { z } from "zod";

import { key } from "./key";

/** A schema of one kind of thing: a strict object with a literal `kind`. */
type Typed = z.ZodObject<{ kind: z.ZodLiteral<string> }, z.core.$strict>;

/** What a domain or a reader has of a sort: a new kind is a new schema in the list, and no switch anywhere. */
export function typedList<const Kinds extends readonly [Typed, ...Typed[]]>(kinds: Kinds) {
  return z.array(z.discriminatedUnion("kind", kinds));
}

/** The key that says which kind an entry is. Promotion carries an entry as its list says; its kind never changes. */
export function kind<const Name extends string>(name: Name, description: string) {
  return key("promote", description, z.literal(name));
}
