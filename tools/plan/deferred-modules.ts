import * as Module from "node:module";

/** Two thirds of the SDK's load time, used only to serialise closures, which this program never does. */
const heavy = new Set(["@npmcli/arborist", "typescript", "normalize-package-data", "../../typescript-shim"]);
const user = /@pulumi[\\/]pulumi[\\/]runtime[\\/]closure/;

type Load = (request: string, parent: NodeJS.Module | undefined, isMain: boolean) => unknown;
let installed = false;

/**
 * Makes the SDK's closure serialiser load its compiler and package reader on first use. Costs nothing else: a program that
 * does serialise a closure still works. Does nothing when Node's loader has no hook or the SDK is loaded already.
 */
export function deferHeavyModules(): void {
  const loader = (Module as unknown as { default?: { _load?: Load }; Module?: { _load?: Load } }).Module;
  const original = loader?._load;
  if (installed || !loader || typeof original !== "function") return;
  installed = true;
  loader._load = (request, parent, isMain) => {
    if (!heavy.has(request) || !user.test(parent?.filename ?? ""))
      return original.call(loader, request, parent, isMain);
    return deferred(() => original.call(loader, request, parent, isMain) as Record<string | symbol, unknown>);
  };
}

/** A module that is loaded when its first property is read. */
function deferred(loadModule: () => Record<string | symbol, unknown>): unknown {
  let loaded: Record<string | symbol, unknown> | undefined;
  return new Proxy(
    {},
    {
      get: (_, key) => {
        if (key === "__esModule") return true;
        loaded ??= loadModule();
        return key === "default" ? (loaded["default"] ?? loaded) : loaded[key];
      },
    },
  );
}
