import { z } from "zod";

import { quote } from "../../components/errors/check-yaml";
import { key, whole } from "./key";

/** Object Lock ends at 100 years; nothing is kept longer. */
const longestDays = 36_500;

/** Days each layer is kept unless a stack or domain says otherwise. Seven years are 2557 days so that leap years never shorten them. */
const defaultRetention = {
  bronzeDays: 2557,
  silverDays: 1827,
  goldDays: 1096,
  auditDays: 2557,
  resultsDays: 7,
} as const;

/** What the law asks at least of a domain that is under an obligation to keep records. */
export const legalFloors = {
  bronzeDays: { days: 2557, law: "7 years: 17 CFR 210.2-06, MiFID II Art. 16(7)" },
  silverDays: { days: 1827, law: "5 years: MiFID II Art. 16(6)" },
  goldDays: { days: 1096, law: "3 years, the platform's floor for marts" },
} as const;

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
      upwards(defaultRetention.bronzeDays, "bronze"),
    ),
    silverDays: key(
      "floor",
      "Days that conformed tables are kept: 1827 (5 years) or more.",
      upwards(defaultRetention.silverDays, "silver"),
    ),
    goldDays: key(
      "floor",
      "Days that marts are kept: 1096 (3 years) or more.",
      upwards(defaultRetention.goldDays, "gold"),
    ),
    auditDays: key(
      "floor",
      "Days that audit logs are kept under Object Lock: 2557 (7 years) or more.",
      upwards(defaultRetention.auditDays, "audit logs"),
    ),
    resultsDays: key(
      "promote",
      "Days that Athena query results are kept: 7 or fewer, because they copy data out of its governed table.",
      whole(1, defaultRetention.resultsDays, "days").default(defaultRetention.resultsDays),
    ),
  })
  .prefault({});

const domainDays = (layer: string) =>
  key(
    "floor",
    `Days that this domain's ${layer} data is kept, instead of the stack's. Not below the legal floor where the domain has an obligation.`,
    whole(30, longestDays, "days").optional(),
  );

/** One domain's deviations. Thirty days are the erasure deadline: shorter layers could not be rebuilt from after one. */
export const domainRetention = z.strictObject({
  bronzeDays: domainDays("bronze"),
  silverDays: domainDays("silver"),
  goldDays: domainDays("gold"),
});

export const recovery = z.strictObject({
  rpoMinutes: key("promote", "Most data that a disaster may cost, in minutes.", whole(1, 10_080, "minutes")),
  rtoMinutes: key(
    "promote",
    "Longest time until the platform serves again, in minutes.",
    whole(1, 10_080, "minutes"),
  ),
});
