import { CORE_SCHEMA, loadAll, YAMLException } from "js-yaml";

/**
 * The plain value of a YAML 1.2 text (core schema: no dates, no merge keys), or undefined when there is anything to say about
 * it. This reader is several times faster than the one that knows positions (`place-yaml.ts`), which then says it.
 */
export function yamlValue(text: string): { value: unknown } | undefined {
  try {
    // Of a text without a document, such as a file of comments, `load` says that it is an error; the value of one is null.
    const [value = null, ...others] = loadAll(text, { schema: CORE_SCHEMA });
    return others.length === 0 ? { value } : undefined;
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}
