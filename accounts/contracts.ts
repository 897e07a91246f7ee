import { join } from "node:path";

import { loadContracts, type Contract } from "../components/catalog/contract";
import { projectRoot } from "../components/project/root";
import { checkProducts, stackFileOf, type Platform } from "./config";
import { checkStanding, contractsAt } from "./config/standing";

/** The contracts of the stack's domains, checked against its readers. */
export function stackContracts(platform: Platform): Contract[] {
  const domains = new Set(platform.domains.map(({ name }) => name));
  const contracts = loadContracts(join(projectRoot(), "contracts"), domains);
  checkProducts(platform, contracts, stackFileOf(platform.stack));
  checkStanding(platform, contracts, stackFileOf(platform.stack));
  return contractsAt(platform, contracts);
}
