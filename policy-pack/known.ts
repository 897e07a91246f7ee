import { fail, pass, show, undecided, type Result } from "./finding";
import { readOne, type Reading } from "./graph/read";
import { UNKNOWN, type GraphResource } from "./graph/types";

/** How an answer about one value is worded. */
export interface Words {
  /** What to do, with the allowed values. */
  fix: string;
  /** What is said of the resource before a value that is not known, or not good; default `has <path>`. */
  has?: string;
  /** What is said of a value that is not good; default `<has> <value>`. */
  what?: string;
}

/** An answer to something that only the deploy will tell: `<has> that is not known before the deploy`. */
export const notYetKnown = (
  path: string | undefined,
  has: string,
  fix: string,
  verb: "is" | "are" = "is",
): Result => undecided(path, `${has} that ${verb} not known before the deploy`, fix);

/** One value of a resource, to be judged by {@link Asked.is}. */
interface Asked {
  /** Undecided while the value is not known, else pass or fail by what the condition says of it. */
  is(condition: (value: unknown) => boolean, words: Words): Result;
  /** The same where the caller has decided already; UNKNOWN is undecided. */
  counts(good: boolean | typeof UNKNOWN, words: Words): Result;
}

/** Asks about an input by its name, or by a path without `[]`; nothing there is the value undefined. */
export function read(resource: GraphResource, path: string): Asked {
  const { props } = resource;
  return ask(resource, { path, value: path in props ? props[path] : readOne(props, path) });
}

/** Asks about a value that was read elsewhere; the resource says whether the input at its path is a secret. */
export function ask(resource: GraphResource, { path, value }: Reading): Asked {
  const counts = (good: boolean | typeof UNKNOWN, { fix, has = `has ${path}`, what }: Words): Result => {
    if (good === UNKNOWN) return notYetKnown(path, has, fix);
    return good ? pass(path) : fail(path, what ?? `${has} ${show(resource, path, value)}`, fix);
  };
  return { counts, is: (condition, words) => counts(value === UNKNOWN ? UNKNOWN : condition(value), words) };
}
