import { parseDocument } from "yaml";

import type { YamlFault } from "../../components/errors/yaml-quirks";

/**
 * Why a text has no structure: the first error, since after one the parser complains about all that follows. Undefined when this
 * parser, which says best what and where, finds none.
 * @public loaded on demand by `stack-file.ts`
 */
export function syntaxFault(text: string): YamlFault | undefined {
  const { errors } = parseDocument(text, { prettyErrors: false, logLevel: "error", uniqueKeys: false });
  const [first] = errors;
  if (first === undefined) return undefined;
  const message = `is not valid YAML: ${first.message.split("\n")[0] ?? ""}; correct the syntax`;
  return { offset: first.pos[0], message };
}
