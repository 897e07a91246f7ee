import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** One input of a resource type that holds a text or a flag. */
export interface SdkInput {
  type: string;
  /** As in the sink table: `rules[].destination.bucket`. */
  path: string;
  /** Last name of the path. */
  name: string;
  holds: "text" | "flag";
}

type Fields = readonly (readonly [name: string, declared: string])[];

const root = dirname(require.resolve("@pulumi/aws/package.json"));

/**
 * Every input of every resource type of the installed SDK that holds a text or a flag, at any depth, read from its declarations.
 * A nested type that holds itself is followed once.
 */
export function readSdkInputs(): SdkInput[] {
  const nested = readNested();
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== "node_modules",
  );
  return folders.flatMap(({ name: folder }) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith(".js"))
      .flatMap((file) => inputsOfFile(join(root, folder, file), nested)),
  );
}

function inputsOfFile(file: string, nested: ReadonlyMap<string, Fields>): SdkInput[] {
  const [, type] = /static __pulumiType = '(aws:[^']+)'/.exec(readFileSync(file, "utf8")) ?? [];
  if (type === undefined) return [];
  const declarations = readFileSync(file.replace(/\.js$/, ".d.ts"), "utf8");
  const fields = fieldsIn(declarations.slice(declarations.lastIndexOf("Args {")).split("\n"));
  return leaves(fields, { nested, prefix: "", within: [] }).map(({ path, holds }) => ({
    type,
    path,
    name: (path.split(".").at(-1) ?? "").replace("[]", ""),
    holds,
  }));
}

interface Walk {
  nested: ReadonlyMap<string, Fields>;
  prefix: string;
  within: readonly string[];
}

function leaves(fields: Fields, { nested, prefix, within }: Walk): Pick<SdkInput, "path" | "holds">[] {
  return fields.flatMap(([name, declared]) => {
    const path = `${prefix}${name}${declared.includes("[]") ? "[]" : ""}`;
    const [, type] = /inputs\.(\w+(?:\.\w+)?)/.exec(declared) ?? [];
    if (type === undefined) {
      const holds = /string|ARN/.test(declared) ? "text" : declared.includes("boolean") ? "flag" : undefined;
      return holds === undefined || declared.includes("{") ? [] : [{ path, holds }];
    }
    if (within.includes(type)) return [];
    return leaves(nested.get(type) ?? [], { nested, prefix: `${path}.`, within: [...within, type] });
  });
}

/** `service.Type`, or `Type` outside a namespace → its fields. */
function readNested(): Map<string, Fields> {
  const found = new Map<string, Fields>();
  let namespace = "";
  let open: { name: string; lines: string[] } | undefined;
  for (const line of readFileSync(join(root, "types", "input.d.ts"), "utf8").split("\n")) {
    const [, service] = /^export declare namespace (\w+) \{/.exec(line) ?? [];
    const [, indent, name] = /^( {4})?(?:export )?interface (\w+) \{/.exec(line) ?? [];
    if (service !== undefined) namespace = service;
    else if (name !== undefined)
      open = { name: indent === undefined ? name : `${namespace}.${name}`, lines: [] };
    else if (open !== undefined && /^ {0,4}\}$/.test(line)) {
      found.set(open.name, fieldsIn(open.lines));
      open = undefined;
    } else open?.lines.push(line);
  }
  return found;
}

const fieldsIn = (lines: readonly string[]): Fields =>
  lines.flatMap((line) => {
    const [, name, declared] = /^ {4,8}(\w+)\??: (.*)$/.exec(line) ?? [];
    return name === undefined || declared === undefined ? [] : [[name, declared] as const];
  });
