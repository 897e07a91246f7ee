import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";

/** Spark of Glue 5.1's line, and the parser of other dialects. */
const packages = ["pyspark==3.5.7", "sqlglot==30.30.0"];
const python = { command: "python3", least: [3, 9] } as const;
const leastJava = 17;

/** Files of Maven Central by their path, with their SHA-256. */
const jars = {
  iceberg: {
    "org/apache/iceberg/iceberg-spark-runtime-3.5_2.12/1.12.0/iceberg-spark-runtime-3.5_2.12-1.12.0.jar":
      "8dd8c90e54ed1a20f2461309d047a255ee56382eb7c0a46162b27a4936fd86dc",
  },
  // AWS's own parser of its language, and what it is made with.
  dqdl: {
    "software/amazon/glue/dqdl/1.0.0/dqdl-1.0.0.jar":
      "8382887bd34e23a426e3824520e69ba59e9666f567a4f7bad2a6b40348cdaa6e",
    "org/antlr/antlr4-runtime/4.7/antlr4-runtime-4.7.jar":
      "2a61943f803bbd1d0e02dffd19b92a418f83340c994346809e3b51e2231aa6c0",
    "com/fasterxml/jackson/core/jackson-annotations/2.12.7/jackson-annotations-2.12.7.jar":
      "3cacef714a89f3d68b69fa11263afa55a6aa2fdef1fff93ded22caa16b54687c",
    "com/fasterxml/jackson/core/jackson-core/2.12.7/jackson-core-2.12.7.jar":
      "3987a6a335046e226e56b81d69668fb5a91b155ea7fd96b0851adbb7d4ac1ca6",
    "com/fasterxml/jackson/core/jackson-databind/2.12.7.1/jackson-databind-2.12.7.1.jar":
      "3f504cac405ce066d5665ff69541484d5322f35ac7a7ec6104cf86a01008e02d",
    "org/slf4j/slf4j-api/2.0.16/slf4j-api-2.0.16.jar":
      "a12578dde1ba00bd9b816d388a0b879928d00bab3c83c240f7013bf4196c579a",
  },
} as const;

/** Why no engine may start here; undefined when they may. */
export function enginesRefusal(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment["MERIDIAN_ENGINES"] !== "1") return "set MERIDIAN_ENGINES=1 or use `npm run test:engines`";
  const version = spawnSync(python.command, ["-c", "import sys; print(*sys.version_info[:2])"], {
    encoding: "utf8",
  });
  const [major = 0, minor = 0] = (version.stdout ?? "").split(" ").map(Number);
  if (major !== python.least[0] || minor < python.least[1])
    return `Spark needs ${python.command} ${python.least.join(".")} or later on PATH`;
  const { error, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  const java = Number(/version "(\d+)/.exec(stderr ?? "")?.[1] ?? 0);
  if (error !== undefined || java === 0) return `Spark needs Java ${leastJava} or later: no java on PATH`;
  return java < leastJava ? `Spark needs Java ${leastJava} or later on PATH; there is ${java}` : undefined;
}

const cache = (): string =>
  join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "meridian", "engines");

/** A Python with PySpark and sqlglot, installed on first use into the user's cache (about 450 MB, outside every checkout). */
export function enginePython(): string {
  const folder = join(cache(), packages.join("+").replaceAll("==", "-"));
  const complete = join(folder, "complete");
  if (!existsSync(complete)) {
    rmSync(folder, { recursive: true, force: true });
    run(python.command, ["-m", "venv", folder]);
    run(join(folder, "bin", "python"), ["-m", "pip", "install", "--quiet", ...packages]);
    writeFileSync(complete, "");
  }
  return join(folder, "bin", "python");
}

/** The jars of one engine, fetched on first use; each is what its SHA-256 says. */
export async function engineJars(engine: keyof typeof jars): Promise<string[]> {
  const folder = join(cache(), "jars");
  mkdirSync(folder, { recursive: true });
  return Promise.all(
    Object.entries(jars[engine]).map(async ([path, sha256]) => {
      const file = join(folder, basename(path));
      if (existsSync(file) && sha256Of(readFileSync(file)) === sha256) return file;
      const answer = await fetch(`https://repo1.maven.org/maven2/${path}`);
      if (!answer.ok) throw new Error(`${path} cannot be had from Maven Central: status ${answer.status}.`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (sha256Of(bytes) !== sha256)
        throw new Error(`${path} has the SHA-256 ${sha256Of(bytes)}, not ${sha256}.`);
      // Of two runs at once, each puts a whole file there.
      const part = `${file}.${process.pid}`;
      writeFileSync(part, bytes);
      renameSync(part, file);
      return file;
    }),
  );
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function run(command: string, args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim().split("\n").at(-1);
  throw new Error(`The engines cannot be installed: ${command} ${args.join(" ")}: ${why}.`);
}
