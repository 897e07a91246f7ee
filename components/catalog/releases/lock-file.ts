import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { z } from "zod";

import { checkYaml, oneOf } from "../../errors/check-yaml";
import type { InputIssue } from "../../errors/input-error";
import { readInput } from "../../errors/read-input";
import { classifications } from "../../facts/classification";
import { piiKinds } from "../../facts/personal-data";
import { tableLayers, text } from "../contract-values";
import { sealOf } from "./seal";
import { compareVersions } from "./versions";

const column = z.strictObject({
  type: text,
  required: z.boolean(),
  key: z.boolean().optional(),
  classification: oneOf("classification", classifications),
  pii: oneOf("kind of personal data", piiKinds),
});

const table = z.strictObject({
  layer: oneOf("table layer", tableLayers),
  rowFilter: text.optional(),
  columns: z.record(text, column),
});

const versionText = z
  .string()
  .regex(/^\d+\.\d+\.\d+$/, { error: "is no version; use three numbers such as 1.4.0" });

const release = z.strictObject({
  version: versionText,
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, { error: "is no SHA-256; take the file back from version control" }),
  retentionDays: z.int().min(1).optional(),
  seal: text,
  tables: z.record(text, table),
});

const product = z
  .strictObject({
    id: text,
    /** The last status that was released: a product may only go when it was retired. */
    retired: z.boolean().optional(),
    releases: z.array(release).min(1),
  })
  .superRefine(({ releases }, context) => {
    releases.forEach((each, index) => {
      const { version, seal } = each;
      if (seal !== sealOf(each)) {
        const message = `"${version}" is not as it was released; take the file back from version control`;
        context.addIssue({ code: "custom", path: ["releases", index, "version"], message });
      }
      const before = releases[index - 1]?.version;
      if (before === undefined || compareVersions(before, version) < 0) return;
      const message = `"${version}" does not come after "${before}"; take the file back from version control`;
      context.addIssue({ code: "custom", path: ["releases", index, "version"], message });
    });
  });

const productName = /^[a-z][a-z0-9]*\.[a-z][a-z0-9-]*$/;

const lock = z.record(z.string(), product).superRefine((products, context) => {
  for (const name of Object.keys(products).filter((each) => !productName.test(each)))
    context.addIssue({ code: "custom", path: [name], message: "is no product; use <domain>.<name>" });
});

/** What was released of one product, the first release first. */
export type LockedProduct = z.output<typeof product>;

/** What was released, by product. */
export type ReleaseLock = z.output<typeof lock>;

/** The file in the folder of the contracts. */
export const lockName = "contracts.lock";

/** The lock of a folder of contracts; empty where there is no file or nothing in it, because nothing was released. */
export function readLock(dir: string): { value: ReleaseLock } | { issues: InputIssue[] } {
  const path = join(dir, lockName);
  const source = existsSync(path) ? readInput(path) : "";
  if (source.trim() === "") return { value: {} };
  return checkYaml(lock, { file: relative(process.cwd(), path), text: source });
}
