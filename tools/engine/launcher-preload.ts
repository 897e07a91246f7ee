/**
 * Loaded into the child before the SDK's launcher. The launcher prints errors with `util.inspect(error, { colors: true })`,
 * and Node 20.20 loops forever there when a stack frame ends in a file directly under a scope (`node_modules/@pulumi/resource.ts`),
 * which is what the SDK's own source maps say. Errors are shown without colours instead; nothing else changes.
 */

import { createRequire } from "node:module";
import type { inspect as Inspect } from "node:util";

const util = createRequire(__filename)("node:util") as { inspect: typeof Inspect };
const original = util.inspect as (value: unknown, options?: unknown) => string;

util.inspect = Object.assign(
  (value: unknown, options?: unknown) => original(value, value instanceof Error ? undefined : options),
  util.inspect,
) as typeof Inspect;
