import { join } from "node:path";

import type { Contract } from "../components/catalog/contract";
import { loadContracts } from "../components/catalog/contract-files";
import { currentDay } from "../components/residency/dates";
import { projectRoot } from "../components/project/root";
import { checkProducts, stackFileOf, type Platform } from "./config";
import { checkStanding, contractsAt } from "./config/standing";

/** The contracts of the stack's domains, checked against its readers. */
export function stackContracts(platform: Platform): Contract[] {
  const domains = new Set(platform.domains.map(({ name }) => name));
  const contracts = loadContracts(join(projectRoot(), "contracts"), domains);
  const source = stackFileOf(platform.stack);
  checkProducts(platform, contracts, source, currentDay());
  checkStanding(platform, contracts, source);
  return contractsAt(platform, contracts);
}
