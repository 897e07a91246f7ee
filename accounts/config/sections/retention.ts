import { z } from "zod";

import { quote } from "../../../components/errors/check-yaml";
import {
  layerDays,
  leastDomainDays,
  longestDays,
  recordDays,
  resultsDays,
  retentionOf,
  type KeptLayer,
  type RetentionDays,
} from "../../../components/facts/retention";
import { key, whole } from "../key";

function upwards(days: number, unit: string) {
  return whole(1, longestDays, "days")
    .min(days, {
      error: ({ input }) =>
        `${quote(input)} is below the floor of ${days} days for ${unit}; use ${days} or more, or leave it out`,
    })
    .default(days);
}

/** Retention of the whole stack. Longer is allowed; shorter only for query results. */
export const retention = z
  .strictObject({
    bronzeDays: key(
      "floor",
      "Days that source data is kept: 2557 (7 years) or more.",
      upwards(layerDays.bronze.default, "bronze"),
    ),
    silverDays: key(
      "floor",
      "Days that conformed tables are kept: 1827 (5 years) or more.",
      upwards(layerDays.silver.default, "silver"),
    ),
    goldDays: key(
      "floor",
      "Days that marts are kept: 1096 (3 years) or more.",
      upwards(layerDays.gold.default, "gold"),
    ),
    auditDays: key(
      "floor",
      "Days that audit logs are kept under Object Lock: 2557 (7 years) or more.",
      upwards(recordDays, "audit logs"),
    ),
    resultsDays: key(
      "promote",
      "Days that Athena query results are kept: 7 or fewer, because they copy data out of its governed table.",
      whole(1, resultsDays, "days").default(resultsDays),
    ),
  })
  .prefault({});

const daysOfLayer = (layer: string) =>
  key(
    "floor",
    `Days that this domain's ${layer} data is kept, instead of the stack's. Not below the legal floor where the domain has an obligation.`,
    whole(leastDomainDays, longestDays, "days").optional(),
  );

/** One domain's deviations. Thirty days are the erasure deadline: shorter layers could not be rebuilt from after one. */
export const domainRetention = z.strictObject({
  bronzeDays: daysOfLayer("bronze"),
  silverDays: daysOfLayer("silver"),
  goldDays: daysOfLayer("gold"),
});

type Written = { readonly [Layer in KeptLayer as `${Layer}Days`]?: number | undefined };

/** Days that a domain keeps each layer: its own, else the stack's. */
export function domainDays(
  stack: Readonly<Record<`${KeptLayer}Days`, number>>,
  domain: Written = {},
): RetentionDays {
  const own = { bronze: domain.bronzeDays, silver: domain.silverDays, gold: domain.goldDays };
  const all = { bronze: stack.bronzeDays, silver: stack.silverDays, gold: stack.goldDays };
  const days = (layer: KeptLayer) => retentionOf(layer, all, own);
  return { bronze: days("bronze"), silver: days("silver"), gold: days("gold") };
}

export const recovery = z.strictObject({
  rpoMinutes: key("promote", "Most data that a disaster may cost, in minutes.", whole(1, 10_080, "minutes")),
  rtoMinutes: key(
    "promote",
    "Longest time until the platform serves again, in minutes.",
    whole(1, 10_080, "minutes"),
  ),
});
