import { existsSync } from "node:fs";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { onPath } from "../pulumi-cli/find-cli";

/** Where the parts of a sandbox may be. */
export interface Parts {
  /** Folder of the conformance checker. */
  readonly checker: string;
  /** Folders as in PATH. */
  readonly searchPath: string;
}

export const standardParts = (): Parts => ({
  checker: path.resolve(projectRoot(), "..", "shared", "tools", "conformance"),
  searchPath: process.env["PATH"] ?? "",
});

/** What is missing for a run, in words; undefined when all is there. */
export function missingPart({ checker, searchPath }: Parts): string | undefined {
  if (onPath("moto_server", searchPath).length === 0) {
    return "no moto_server on PATH; install Python's moto with its server extra";
  }
  if (onPath("terraform", searchPath).length === 0) return "no terraform on PATH; install Terraform 1.11";
  if (!existsSync(path.join(checker, "bin", "conform.js"))) return `no conformance checker at ${checker}`;
  return undefined;
}
