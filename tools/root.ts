import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The folder that holds `Pulumi.yaml`, found upwards from this file (from `bin/tools` as well as from `tools`). */
export function projectRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
    if (dirname(folder) === folder)
      throw new Error(`${__dirname}: no Pulumi.yaml above this folder; run Meridian from its clone.`);
  }
}
