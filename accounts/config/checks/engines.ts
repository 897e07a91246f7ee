import { readersOf } from "../readers";
import { repeatedKinds } from "../typed-list";
import type { Check } from "./check";

/** A reader has one workspace of a kind: two would have one name. */
export const checkEngines: Check = ({ consumers, ml }) =>
  readersOf({ consumers, ml }).flatMap(({ path, engines }) => repeatedKinds(engines, [...path, "engines"]));
