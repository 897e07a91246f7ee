import { schemaOf } from "./outputs/schema";
import { nameInputOf, type ResolvedOutputs, resolveOutputs } from "./outputs/resolve";
import type { Subject } from "./outputs/subject";
import type { PlanMode } from "./types";

/** What the engine tells the program about a new resource, per mode. Outputs come on top of the echoed inputs. */
export const answers: Readonly<Record<PlanMode, (subject: Subject) => ResolvedOutputs>> = {
  faithful: ({ type, inputs, region }) => {
    // The provider fills the region in before a preview shows it, so it is known even on the first one.
    const known = region !== undefined && inputs["region"] === undefined && schemaOf(type)?.regional === true;
    return { id: "", outputs: known ? { region } : {} };
  },
  resolved: resolveOutputs,
  references: ({ urn, type, inputs, region }) => {
    const schema = schemaOf(type);
    const reference = (output: string) => `{{ref:${urn}#${output}}}`;
    const nameInput = nameInputOf(type);
    const names = [...(schema?.outputs ?? ["arn"]), ...(schema?.inputs.has(nameInput) ? [nameInput] : [])];
    const outputs: Record<string, unknown> = Object.fromEntries(
      names.filter((name) => !(name in inputs)).map((name) => [name, reference(name)]),
    );
    if (schema?.regional && inputs["region"] === undefined && region !== undefined)
      outputs["region"] = region;
    return { id: reference("id"), outputs };
  },
};
