import * as Module from "node:module";

/**
 * More than half of the load time, for what a program planned in process does not do: serialise closures, drive the CLI, talk
 * gRPC, trace, and report schema errors in fifty languages. Who asks for what.
 */
const heavy: readonly { by: RegExp; modules: ReadonlySet<string> }[] = [
  {
    by: /@pulumi[\\/]pulumi[\\/]runtime[\\/]closure/,
    modules: new Set(["@npmcli/arborist", "typescript", "normalize-package-data", "../../typescript-shim"]),
  },
  { by: /@pulumi[\\/]pulumi[\\/]index\.js$/, modules: new Set(["./automation", "./provider"]) },
  {
    by: /@pulumi[\\/]pulumi[\\/](errors|runtime[\\/](settings|callbacks|resource|invoke))\.js$/,
    modules: new Set([
      "@grpc/grpc-js",
      "@opentelemetry/api",
      "../proto/callback_grpc_pb",
      "../proto/engine_grpc_pb",
      "../proto/resource_grpc_pb",
    ]),
  },
  {
    by: /zod[\\/]v4[\\/](core[\\/]index|classic[\\/]external)\.cjs$/,
    modules: new Set(["../locales/index.cjs"]),
  },
];

type Load = (request: string, parent: NodeJS.Module | undefined, isMain: boolean) => unknown;
let installed = false;

/**
 * Makes these load on first use. Costs nothing else: a program that does need one still works. Does nothing when
 * Node's loader has no hook or the SDK is loaded already.
 */
export function deferHeavyModules(): void {
  const loader = (Module as unknown as { default?: { _load?: Load }; Module?: { _load?: Load } }).Module;
  const original = loader?._load;
  if (installed || !loader || typeof original !== "function") return;
  installed = true;
  loader._load = (request, parent, isMain) => {
    const isHeavy = heavy.some(({ by, modules }) => modules.has(request) && by.test(parent?.filename ?? ""));
    if (!isHeavy) return original.call(loader, request, parent, isMain);
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
