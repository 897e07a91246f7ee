import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { InputError } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { rules } from "../../policy-pack/rules";
import { exitCodes } from "../commands/exit-codes";
import { frameworkFolder, readFrameworks } from "../evidence/frameworks";
import { withCurrentRules } from "./framework-rules";
import { policyDocs, policyPages } from "./policies";

/** `npm run docs`: rewrites the rule lists of the framework files, then every page of the policies. */
async function write(): Promise<void> {
  const root = projectRoot();
  const frameworks = join(root, frameworkFolder);
  for (const name of readdirSync(frameworks).filter((file) => file.endsWith(".yaml"))) {
    const path = join(frameworks, name);
    writeFileSync(path, await withCurrentRules(readFileSync(path, "utf8"), rules));
  }
  const folder = join(root, policyDocs);
  const pages = policyPages(rules, readFrameworks(root, rules));
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => !pages.has(file))) rmSync(join(folder, name));
  for (const [name, text] of pages) writeFileSync(join(folder, name), text);
  console.log(`wrote ${pages.size} pages into ${policyDocs}`);
}

write().catch((error: unknown) => {
  if (!(error instanceof InputError)) throw error;
  console.error(error.message);
  process.exitCode = exitCodes.usage;
});
