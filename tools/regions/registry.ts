import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { unzipSync } from "fflate";

/** What each region's CloudFormation registry has, as a version of cfn-lint packs it. */
export interface Registry {
  /** Package and version. */
  source: string;
  /** Day of the schemas, YYYY-MM-DD. */
  schemas: string;
  /** Region → its types. */
  typesOf: ReadonlyMap<string, ReadonlySet<string>>;
}

const version = "1.58.0";
/** The day of that version's schema files. */
const schemas = "2026-10-20";

const folder = join(".meridian", "regions");
const wheel = `cfn_lint-${version}-py3-none-any.whl`;

/** How to get the package: it is read, never installed. */
export const howToGet = `pip download --no-deps --dest ${folder} cfn-lint==${version}`;

/** The registry of a project's copy of the package; undefined where there is none. A wheel is a zip archive. */
export function readRegistry(root: string): Registry | undefined {
  const file = join(root, folder, wheel);
  if (!existsSync(file)) return undefined;
  const region = /^cfnlint\/data\/schemas\/providers\/([a-z0-9-]+)\.json$/;
  const files = unzipSync(readFileSync(file), { filter: ({ name }) => region.test(name) });
  const typesOf = new Map(
    Object.entries(files).map(([name, bytes]) => {
      const types = JSON.parse(Buffer.from(bytes).toString("utf8")) as Record<string, string>;
      return [region.exec(name)?.[1] ?? "", new Set(Object.keys(types))] as const;
    }),
  );
  return { source: `cfn-lint ${version}`, schemas, typesOf };
}
