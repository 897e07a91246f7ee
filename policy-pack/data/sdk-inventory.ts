import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the installed provider SDK says of its resource types. Reads files of the SDK; loads none of it. */
export interface Inventory {
  /** Tokens of types without a `region` input. */
  global: string[];
  /** Tokens of types with a `tags` map. */
  taggable: string[];
  all: string[];
}

const root = dirname(require.resolve("@pulumi/aws/package.json"));

export function readInventory(): Inventory {
  const inventory: Inventory = { global: [], taggable: [], all: [] };
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders.filter(({ name: folder }) => folder !== "node_modules")) {
    for (const file of readdirSync(join(root, name)).filter((entry) => entry.endsWith(".js"))) {
      const source = readFileSync(join(root, name, file), "utf8");
      const [, token] = /static __pulumiType = '(aws:[^']+)'/.exec(source) ?? [];
      if (token === undefined) continue;
      inventory.all.push(token);
      if (!source.includes('resourceInputs["region"]')) inventory.global.push(token);
      if (hasTagMap(join(root, name, file.replace(/\.js$/, ".d.ts")))) inventory.taggable.push(token);
    }
  }
  return { global: inventory.global.sort(), taggable: inventory.taggable.sort(), all: inventory.all.sort() };
}

/** True when the type's arguments have `tags` as a map (a few types mean something else by it). */
function hasTagMap(declarations: string): boolean {
  const text = readFileSync(declarations, "utf8");
  return /\n\s+tags\?: pulumi\.Input<\{/.test(text.slice(text.lastIndexOf("Args {")));
}

/** The text of a table module for the given tokens, grouped by service so that a diff stays readable; prettier formats it. */
export function renderTable(name: string, about: string, tokens: readonly string[]): string {
  const services = new Map<string, string[]>();
  for (const token of tokens) {
    const [, service = "", module = "", kind = ""] = /^aws:([^/]+)\/([^:]+):(.+)$/.exec(token) ?? [];
    const word =
      `${module.charAt(0).toUpperCase()}${module.slice(1)}` === kind ? module : `${module}:${kind}`;
    services.set(service, [...(services.get(service) ?? []), word]);
  }
  const lines = [...services].map(([service, words]) => `  ${service}: "${words.join(" ")}",`);
  return [
    'import { tokensOf } from "./tokens";',
    "",
    "// Written by sdk-inventory.ts from the installed @pulumi/aws; its spec compares. Do not edit by hand.",
    `/** ${about} */`,
    `export const ${name}: ReadonlySet<string> = tokensOf({`,
    ...lines,
    "});",
    "",
  ].join("\n");
}

/** File name → text of every generated table. */
export function renderTables({ global, taggable }: Inventory): Record<string, string> {
  return {
    "global-types.ts": renderTable(
      "globalTypes",
      "Types without a `region` input: they exist once per account.",
      global,
    ),
    "taggable-types.ts": renderTable("taggableTypes", "Types whose `tags` input is a map.", taggable),
  };
}

if (require.main === module) {
  for (const [file, text] of Object.entries(renderTables(readInventory())))
    writeFileSync(join(__dirname, file), text);
}
