import type { GraphProvider } from "../../policy-pack/graph/types";
import type { RawFrame } from "./positions";
import type { Properties } from "./wire";

export type Frames = () => readonly RawFrame[];

/** One registration as it arrived, before it becomes part of the graph. */
export interface Registration {
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  parent: string;
  inputs: Properties;
  provider: GraphProvider | undefined;
  dependencies: readonly string[];
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  options: Readonly<Record<string, unknown>>;
  /** Where the program asks for it, innermost first; written out when called. */
  frames: Frames;
  /** What the program was told. */
  id: string;
  outputs: Properties;
}
