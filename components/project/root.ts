import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder that holds `Pulumi.yaml`, found upwards from this file: from the sources as well as from their compiled form in
 * `bin/`. Contracts and runtime files (SQL, handlers) stand beside the sources and are read from there.
 * @throws Error when the code does not stand in a clone of the repository
 */
export function projectRoot(): string {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "Pulumi.yaml"))) return folder;
    if (dirname(folder) === folder) {
      throw new Error(
        `Project: no folder above "${__dirname}" has a Pulumi.yaml; run from a clone of the repository.`,
      );
    }
  }
}
