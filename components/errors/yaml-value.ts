import { CORE_SCHEMA, loadAll, YAMLException } from "js-yaml";

/**
 * The plain value of a YAML 1.2 text (core schema: no dates, no merge keys), null when it says nothing, or undefined when there
 * is anything to say about it, such as a second document. This reader is several times faster than the one that knows
 * positions (`place-yaml.ts`), which then says it.
 */
export function yamlValue(text: string): { value: unknown } | undefined {
  try {
    // Not `load`, to which a text without a document is a mistake: comments alone are what a file of no settings holds.
    const documents = loadAll(text, { schema: CORE_SCHEMA });
    return documents.length > 1 ? undefined : { value: documents[0] ?? null };
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}
