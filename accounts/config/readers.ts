import type { KeyPath } from "../../components/errors/key-path";

/**
 * Who reads products: the consumers and, under the name `ml`, machine learning. Each with its place in `meridian:platform`.
 * Takes a platform or what a file has of one.
 */
export function readersOf<Reading extends object, Consumer extends Reading & { name: string }>({
  consumers,
  ml,
}: {
  readonly consumers: readonly Consumer[];
  readonly ml?: Reading | undefined;
}): (Reading & { readonly name: string; readonly path: KeyPath })[] {
  return [
    ...consumers.map((consumer, index) => ({ ...consumer, path: ["consumers", index] })),
    ...(ml ? [{ ...ml, path: ["ml"], name: "ml" }] : []),
  ];
}
