import { readersOf } from "../readers";
import { repeatedKinds, type Check } from "./check";

/** What a domain or a reader has of one kind has one name: two would be one. */
export const checkKinds: Check = ({ domains, consumers, ml }) => [
  ...domains.flatMap(({ processing }, index) => repeatedKinds(processing, ["domains", index, "processing"])),
  ...readersOf({ consumers, ml }).flatMap(({ path, engines }) =>
    repeatedKinds(engines, [...path, "engines"]),
  ),
];
