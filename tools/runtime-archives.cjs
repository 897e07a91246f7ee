"use strict";
/**
 * Turns `components/<family>/runtime/<unit>/handler.ts` into `bin/runtime/<family>/<unit>.zip`: one bundled CommonJS module for
 * Lambda, with everything it imports inside. The same sources and lockfile give the same bytes on every machine: no path, time or
 * order of the machine gets in. Plain CommonJS, used by build.cjs, which decides when.
 */
const fs = require("node:fs");
const path = require("node:path");

/** Node.js of the Lambda runtime `nodejs22.x`; components/runtime/archive.ts names the same. */
const target = "node22";
/** Most that Lambda takes in a direct upload, in bytes (quotas of the Lambda Developer Guide). */
const uploadLimit = 50 * 1024 * 1024;
const handlerFile = /^components\/([a-z0-9-]+)\/runtime\/([a-z0-9-]+)\/handler\.ts$/;

/** Runtime units among source files with `/`: `{ family, unit, source, archive }`, paths relative to the root. */
function unitsOf(files) {
  return files.flatMap((source) => {
    const [, family, unit] = handlerFile.exec(source) ?? [];
    return family === undefined
      ? []
      : [{ family, unit, source, archive: `bin/runtime/${family}/${unit}.zip` }];
  });
}

/** `file:line:column: what; what to do.` of esbuild's first error. */
function firstMistake(errors) {
  const { text, location, notes } = errors[0];
  const where = location ? `${location.file}:${location.line}:${location.column + 1}` : "esbuild";
  const hint = notes?.[0]?.text?.split("\n")[0];
  const count = errors.length === 1 ? "" : ` (the first of ${errors.length} errors)`;
  const what = [text, hint].filter(Boolean).join(" ").replace(/\.$/, "");
  return `${where}: ${what}${count}; correct it, a runtime unit holds all that it imports.`;
}

function bundle(root, units) {
  const { buildSync } = require("esbuild");
  try {
    return buildSync({
      absWorkingDir: root,
      entryPoints: units.map(({ source, archive }) => ({ in: source, out: archive.replace(/\.zip$/, "") })),
      outdir: ".",
      write: false,
      metafile: true,
      bundle: true,
      platform: "node",
      target,
      format: "cjs",
      // The SDK's ES modules can be reduced to what is used; its CommonJS cannot.
      mainFields: ["module", "main"],
      // A checkout whose node_modules is a link bundles the same as any other.
      preserveSymlinks: true,
      // Identifiers stay, so that a stack trace in a log names functions.
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: "eof",
      charset: "utf8",
      logLevel: "silent",
    });
  } catch (error) {
    if (!Array.isArray(error.errors) || error.errors.length === 0) throw error;
    throw new Error(firstMistake(error.errors));
  }
}

/** A unit that pulls in the provider's SDK would be tens of megabytes, and would mean that it deploys something. */
function refusePulumi({ inputs, outputs }) {
  for (const { entryPoint, inputs: bundled } of Object.values(outputs)) {
    const found = Object.keys(bundled).find((file) => file.includes("node_modules/@pulumi/"));
    if (found === undefined) continue;
    const importer = Object.keys(inputs).find(
      (file) =>
        !file.includes("node_modules/") &&
        inputs[file].imports.some(({ path: to }) => to.includes("node_modules/@pulumi/")),
    );
    throw new Error(
      `${importer ?? entryPoint}: is part of ${entryPoint} and imports Pulumi; move what the handler needs to a module without it.`,
    );
  }
}

/** A zip whose bytes depend on its content alone: fixed time and mode, and a compressor that does not change with Node.js. */
function zip(code) {
  const { zipSync } = require("fflate");
  // Local time, because a zip has no other: the same digits in every time zone.
  const mtime = new Date(1980, 0, 1);
  return zipSync({ "handler.js": code }, { mtime, os: 3, attrs: 0o644 << 16, level: 9 });
}

/**
 * Writes the archive of every unit, and removes those of units that are gone.
 * @throws Error of one line; then no archive has been written
 */
function buildArchives(root, units) {
  const folder = path.join(root, "bin", "runtime");
  if (units.length === 0) {
    fs.rmSync(folder, { recursive: true, force: true });
    return;
  }
  const { outputFiles, metafile } = bundle(root, units);
  refusePulumi(metafile);
  const built = units.map(({ source, archive }) => {
    const wanted = path.join(root, archive.replace(/\.zip$/, ".js"));
    const bytes = zip(outputFiles.find((file) => file.path === wanted).contents);
    if (bytes.length > uploadLimit)
      throw new Error(
        `${source}: its archive has ${bytes.length} bytes, Lambda takes ${uploadLimit}; import less.`,
      );
    return { archive: path.join(root, archive), bytes };
  });
  fs.rmSync(folder, { recursive: true, force: true });
  for (const { archive, bytes } of built) {
    fs.mkdirSync(path.dirname(archive), { recursive: true });
    fs.writeFileSync(archive, bytes);
  }
}

module.exports = { unitsOf, buildArchives };
