import { join } from "node:path";

import type { Contract } from "../components/catalog/contract";
import { loadContracts } from "../components/catalog/contract-files";
import { currentDay } from "../components/residency/dates";
import { projectRoot } from "../components/project/root";
import { checkProducts, stackFileOf, type Platform } from "./config";

/** The contracts of the stack's domains, checked against its readers. */
export function stackContracts(platform: Platform): Contract[] {
  const domains = new Set(platform.domains.map(({ name }) => name));
  const contracts = loadContracts(join(projectRoot(), "contracts"), domains);
  checkProducts(platform, contracts, stackFileOf(platform.stack), currentDay());
  return contracts;
}
