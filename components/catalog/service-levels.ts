import { z } from "zod";

import { stableId } from "./contract-values";

const prose = z.string();
const scalar = z.union([prose, z.number(), z.boolean(), z.null()]);

/** A service level of the standard: property, unit and driver are free words. Only `latency` is measured; see `freshnessOf`. */
export const serviceLevel = z.strictObject({
  id: stableId.optional(),
  property: prose,
  value: scalar,
  valueExt: scalar.optional(),
  unit: prose.optional(),
  /** One or, divided by commas, several of `table.column`. */
  element: prose.optional(),
  driver: prose.optional(),
  description: prose.optional(),
  scheduler: prose.optional(),
  schedule: prose.optional(),
});
export type ServiceLevel = z.output<typeof serviceLevel>;

const minutesPer = {
  second: 1 / 60,
  minute: 1,
  hour: 60,
  day: 1440,
  week: 10_080,
  month: 43_200,
  year: 525_600,
};

/** Words for units of time, as the standard's examples and ISO write them. `m` is left out: it may be minutes or months. */
const unitWords: Readonly<Record<keyof typeof minutesPer, readonly string[]>> = {
  second: ["s", "sec", "secs", "second", "seconds"],
  minute: ["min", "mins", "minute", "minutes"],
  hour: ["h", "hr", "hrs", "hour", "hours"],
  day: ["d", "day", "days"],
  week: ["w", "wk", "week", "weeks"],
  month: ["mo", "mon", "month", "months"],
  year: ["y", "yr", "yrs", "year", "years"],
};

const known = new Map(
  Object.entries(unitWords).flatMap(([unit, words]) =>
    words.map((each) => [each, minutesPer[unit as keyof typeof minutesPer]] as const),
  ),
);

/** The words of units of time that a message offers. */
export const timeUnits: readonly string[] = Object.values(unitWords).flatMap((words) => [
  words[0]!,
  words.at(-1)!,
]);

/** How many minutes a unit of time has; undefined for what is none. */
export const minutesIn = (unit: string): number | undefined => known.get(unit.trim().toLowerCase());

/** `table.column` of each element, as far as the level names any. */
export const elementsOf = ({ element }: ServiceLevel, standard: string | undefined): string[] =>
  (element ?? standard ?? "").split(",").flatMap((each) => each.trim() || []);
