/** The arguments of a component that only say in which order and through which account its parts are made. */
type Wiring = "after" | "granterProvider" | "ownerProvider" | "receiverProvider";

const wiring: ReadonlySet<string> = new Set<Wiring>([
  "after",
  "granterProvider",
  "ownerProvider",
  "receiverProvider",
]);

/**
 * What a component registers about itself. Resources among a component's inputs are kept in the state as bare ids, so a
 * provider that is made anew, or one more table, would show up as a change of a component that did not change.
 */
export function withoutWiring<Args extends object>(args: Args): Omit<Args, Wiring> {
  return Object.fromEntries(Object.entries(args).filter(([key]) => !wiring.has(key))) as Omit<Args, Wiring>;
}
