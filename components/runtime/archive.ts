import * as pulumi from "@pulumi/pulumi";

/** What every function of the platform runs on; tools/runtime-archives.cjs bundles for it. */
const functionRuntime = { runtime: "nodejs22.x", architectures: ["arm64"] };

/**
 * Code of the runtime unit `components/<family>/runtime/<unit>/`, as the build leaves it. The path is relative to the project's root,
 * where Pulumi runs the program, so that a plan is the same on every machine; it says which unit it is and not what is in it, which
 * Pulumi compares by itself.
 */
export function unitCode(family: string, unit: string) {
  return {
    ...functionRuntime,
    code: new pulumi.asset.FileArchive(`bin/runtime/${family}/${unit}.zip`),
    handler: "handler.handler",
  };
}
