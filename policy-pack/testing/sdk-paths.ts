import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
let nestedInputs: string | undefined;

/** The text that declares the arguments of a type of the installed provider SDK; empty for a type it does not have. */
function argumentsOf(type: string): string {
  const [, service = "", module = ""] = /^aws:([^/]+)\/([^:]+):/.exec(type) ?? [];
  // Files spell their modules in other cases, and `index` is taken by the service itself.
  const names = [module, `${module}_`].map((name) => `${name}.js`.toLowerCase());
  const path = (existsSync(join(sdk, service)) ? readdirSync(join(sdk, service)) : [])
    .filter((file) => names.includes(file.toLowerCase()))
    .map((file) => join(sdk, service, file))
    .find((file) => readFileSync(file, "utf8").includes(`'${type}'`));
  if (path === undefined) return "";
  const text = readFileSync(path.replace(/\.js$/, ".d.ts"), "utf8");
  return text.slice(text.lastIndexOf("Args {"));
}

function nestedArguments(service: string, name: string): string {
  const inputs = (nestedInputs ??= readFileSync(join(sdk, "types", "input.d.ts"), "utf8"));
  const start = inputs.indexOf(`interface ${name} {`, inputs.indexOf(`namespace ${service} {`));
  return inputs.slice(start, inputs.indexOf("\n    }", start));
}

/**
 * Why a path is not an input of a type in the installed SDK, with lists where it has lists; undefined when it is one.
 * Inside a map of free keys anything is an input. A path may end at an object only where `whole` is true.
 */
export function problemWith(type: string, path: string, whole = false): string | undefined {
  let text = argumentsOf(type);
  let nested = false;
  for (const step of path.split(".")) {
    const name = step.replace("[]", "");
    const [, declared] = new RegExp(`\\n\\s+${name}\\??: ([^\\n]*)`).exec(text) ?? [];
    if (declared === undefined) return `${name} is no input`;
    if (declared.endsWith("<{")) return undefined;
    if (declared.includes("[]") !== step.endsWith("[]") && !whole) return `${name} is ${declared}`;
    const [, service = "", input = ""] = /inputs\.(\w+)\.(\w+)/.exec(declared) ?? [];
    nested = input !== "";
    if (nested) text = nestedArguments(service, input);
  }
  return nested && !whole ? "it ends at an object" : undefined;
}
