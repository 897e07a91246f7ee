import { readdirSync } from "node:fs";
import { join } from "node:path";

/** One kind of tests: what it costs, what it proves and how to run it. */
export interface Tier {
  /** `npm run test:<name>` runs it; `quick` is also `npm test`. */
  name: string;
  /** Globs (`*`, `{a,b}`) of its spec files, from the repository; `undefined` is every spec that no other tier names. */
  specs?: readonly string[];
  /** Minutes of one core that `.ci/run` has for it. */
  minutes: number;
  /** One sentence for docs/testing.md. */
  proves: string;
  /** Environment variables that its specs ask for. */
  env?: Readonly<Record<string, string>>;
  /** A compiled script of `bin/` and its arguments that must run first; what it cannot make, the specs skip visibly. */
  prepare?: readonly string[];
}

/**
 * Every tier of tests; a new one is a row here, a script `test:<name>` and `npm run docs`. A spec belongs to the first row
 * unless another names it, so that none can be forgotten (`tiers.spec.ts` asks for exactly one).
 */
export const tiers: readonly Tier[] = [
  {
    name: "quick",
    minutes: 2,
    proves:
      "Configuration, components, rules, reports and the plans of every stack, in one process and with no network.",
  },
  {
    name: "process",
    specs: [
      "accounts/transport.spec.ts",
      "policy-pack/{border,crossguard,hostile,load}.spec.ts",
      "tools/{build,cli,contract-releases,contract-status,planted,readme,runtime-archives,scale}.spec.ts",
      "tools/commands/{diff,evidence,explain}.spec.ts",
      "tools/contracts/adopt.spec.ts",
      "tools/engine/{errors,stacks}.spec.ts",
      "tools/golden/update.spec.ts",
      "tools/governance/governance.spec.ts",
      "tools/testing/reporter.spec.ts",
    ],
    minutes: 4,
    proves:
      "The command line, the build, the program over gRPC and the compiled policy pack, each as processes of their own.",
  },
  {
    name: "emulators",
    specs: ["components/*/runtime/*/*.emulator.spec.ts"],
    minutes: 4,
    proves:
      "The built archives of the runtime units against an AWS emulator: duplicates, reordering, throttling, partial batches, poison and a crash in the middle.",
    // The unit runs from its archive, which no coverage can be read of.
    env: { MERIDIAN_EMULATORS: "1", NODE_V8_COVERAGE: "" },
  },
  {
    name: "engines",
    specs: ["components/*/*.engine.spec.ts"],
    minutes: 2,
    proves:
      "The quality rules of all contracts on Spark and AWS's parser of DQDL: good rows pass, a planted bad row fails each; all SQL in its dialect by sqlglot.",
    env: { MERIDIAN_ENGINES: "1" },
  },
  {
    name: "cli",
    specs: [
      "tools/pulumi-cli/{deploy,levels,lifecycle,organization,parity,program-failures,programs,rules,stack-file,up}.spec.ts",
    ],
    minutes: 10,
    proves:
      "The real Pulumi CLI with offline stand-ins for AWS: the same resources and violations as `meridian plan`, and that each mandatory rule stops an `up` before anything is made.",
    // Its plugins would each write down what they cover, which the other tiers cover already.
    env: { MERIDIAN_CLI: "1", NODE_V8_COVERAGE: "" },
    prepare: ["tools/pulumi-cli/main.js", "version"],
  },
];

/** Minutes of one core for everything in `.ci/run` that is no test: installing, compiling, lint, format and dead code. */
export const minutesOfChecks = 4;

const folders = ["accounts", "components", "policy-pack", "tools"];

/** Every spec file, from the repository, sorted. */
export function specFiles(root: string): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".spec.ts"))
        .map((file) => join(folder, file)),
    )
    .sort();
}

function patternOf(glob: string): RegExp {
  const text = glob
    .replaceAll(".", "\\.")
    .replaceAll("*", "[^/]*")
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(",", "|")})`);
  return new RegExp(`^${text}$`);
}

const isNamedBy = (file: string, { specs = [] }: Tier) => specs.some((glob) => patternOf(glob).test(file));

/** The tiers that a spec belongs to; more than one is a mistake in the table. */
export function tiersOf(file: string): Tier[] {
  const named = tiers.filter((tier) => isNamedBy(file, tier));
  return named.length > 0 ? named : tiers.filter(({ specs }) => specs === undefined);
}

/** The spec files of one tier, from the repository, sorted. */
export const specsOf = (root: string, tier: Tier): string[] =>
  specFiles(root).filter((file) => tiersOf(file).includes(tier));

/** How to run a tier. */
export const commandOf = ({ specs, name }: Tier): string =>
  specs === undefined ? "npm test" : `npm run test:${name}`;

/** What Node runs for a spec file. */
export const compiledSpec = (root: string, file: string): string =>
  join(root, "bin", file.replace(/\.ts$/, ".js"));
