import { CORE_SCHEMA, load, YAMLException } from "js-yaml";

/**
 * The plain value of a YAML 1.2 text (core schema: no dates, no merge keys), or undefined when there is anything to say about
 * it. This reader is several times faster than the one that knows positions (`place-yaml.ts`), which then says it.
 */
export function yamlValue(text: string): { value: unknown } | undefined {
  try {
    return { value: load(text, { schema: CORE_SCHEMA }) ?? null };
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}
