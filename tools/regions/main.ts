import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { exitCodes } from "../commands/exit-codes";
import { projectRoot } from "../../components/project/root";
import { howToGet, readRegistry } from "./registry";
import { tableOf } from "./table";

/** Run by hand after `howToGet`: writes the table of services and regions; prettier formats it. */
const root = projectRoot();
const registry = readRegistry(root);
if (registry === undefined) {
  console.error(`The package is not there; run: ${howToGet}`);
  process.exitCode = exitCodes.notReady;
} else {
  const text = [
    'import type { ServiceTable } from "./service-types";',
    "",
    "// Written by tools/regions/main.ts; tools/regions/table.spec.ts compares. Do not edit by hand.",
    "/** Which region has which of the types that the plans use; a region that a row does not name has it. */",
    `export const serviceTable: ServiceTable = ${JSON.stringify(tableOf(registry))};`,
    "",
  ].join("\n");
  writeFileSync(join(root, "components/residency/service-table.ts"), text);
}
