import { accessSinks } from "./access";
import { databaseSinks } from "./databases";
import { eventSinks } from "./events";
import { logSinks } from "./logs";
import { nativeSinks } from "./native";
import { outputSinks } from "./outputs";
import { outsideSinks } from "./outside";
import type { Sink } from "./row";
import { storageSinks } from "./storage";

export type { Sink } from "./row";

/** Every place in a resource's inputs that is judged as a destination. Its spec checks each against the provider SDK. */
export const sinks: readonly Sink[] = [
  ...storageSinks,
  ...databaseSinks,
  ...accessSinks,
  ...outputSinks,
  ...eventSinks,
  ...logSinks,
  ...outsideSinks,
  ...nativeSinks,
];

/** Type token → its rows, so that a pass over a graph looks each type up once. */
export const sinksByType: ReadonlyMap<string, readonly Sink[]> = groupByType();

function groupByType(): ReadonlyMap<string, readonly Sink[]> {
  const groups = new Map<string, Sink[]>();
  for (const sink of sinks) groups.set(sink.type, [...(groups.get(sink.type) ?? []), sink]);
  return groups;
}
