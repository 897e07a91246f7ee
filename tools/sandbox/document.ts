import { isRecord } from "../../policy-pack/graph/read";
import type { ConformanceResource } from "../engine/conformance";
import { notCreatable, notKept, type NotCreatable, type NotKept } from "./not-creatable";

/** A plan without what the emulator is known not to make or keep. */
export interface SandboxDocument {
  /** What is sent. */
  readonly resources: readonly ConformanceResource[];
  /** Reviewed gap → how many resources it kept out; only gaps that were met. */
  readonly omitted: ReadonlyMap<NotCreatable, number>;
  /** Forgotten argument → how many resources go without it; only arguments that were met. */
  readonly stripped: ReadonlyMap<NotKept, number>;
}

const meets = ({ type, input }: NotCreatable, resource: ConformanceResource) =>
  type === resource.type && (input === undefined || input in resource.inputs);

/** Takes the reviewed gaps out of a plan, and every dependency on what went. The plan itself is not changed. */
export function sandboxDocument(plan: readonly ConformanceResource[]): SandboxDocument {
  const gaps = new Map(
    plan.flatMap((resource) => {
      const gap = notCreatable.find((each) => meets(each, resource));
      return gap === undefined ? [] : [[resource.urn, gap] as const];
    }),
  );
  const stripped = new Map<NotKept, number>();
  const resources = plan
    .filter(({ urn }) => !gaps.has(urn))
    .map((resource) => {
      const copy = structuredClone(resource);
      for (const each of notKept) {
        if (each.type === copy.type && remove(copy.inputs, each.argument.split("."))) count(stripped, each);
      }
      return { ...copy, dependencies: copy.dependencies.filter((urn) => !gaps.has(urn)) };
    });
  const omitted = new Map<NotCreatable, number>();
  for (const gap of gaps.values()) count(omitted, gap);
  return { resources, omitted, stripped };
}

const count = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);

/** Deletes the value at a path; false when nothing stands there. */
function remove(holder: unknown, [key = "", ...rest]: readonly string[]): boolean {
  if (!isRecord(holder) || !(key in holder)) return false;
  return rest.length === 0 ? delete holder[key] : remove(holder[key], rest);
}
