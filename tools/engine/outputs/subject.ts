import type { Properties } from "../wire";

/** The resource that outputs are wanted for. `region` and `account` are undefined when nothing pins them. */
export interface Subject {
  urn: string;
  type: string;
  name: string;
  inputs: Properties;
  region?: string;
  account?: string;
}
