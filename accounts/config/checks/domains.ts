import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import { layerDays, type KeptLayer } from "../../../components/facts/retention";
import { readersOf } from "../readers";
import { choose, duplicates, type Check } from "./check";

/** Domains and consumers share one space of physical names; an account has one budget and at most one consumer. */
export const checkNames: Check = ({ domains, consumers, budgets }) => [
  ...duplicates(
    [...domains, ...consumers].map(({ name }) => name),
    (index) =>
      index < domains.length ? ["domains", index, "name"] : ["consumers", index - domains.length, "name"],
  ),
  // Links bear the names of their databases, and an account has one database `default`: two consumers would make the same twice.
  ...duplicates(
    consumers.map(({ account }) => account),
    (index) => ["consumers", index, "account"],
  ),
  ...duplicates(
    budgets.map(({ account }) => account),
    (index) => ["budgets", index, "account"],
  ),
];

const secondsOfDay = 86_400;

/** An obligation sets floors for retention; a peak is no less than the average. */
export const checkDomains: Check = ({ domains }) =>
  domains.flatMap(({ obligation, retention, volumes }, index) => {
    const floors = Object.entries(layerDays).flatMap(([layer, { floor: days, law }]): UnplacedIssue[] => {
      const key = `${layer as KeptLayer}Days` as const;
      const given = retention?.[key];
      if (obligation === undefined || given === undefined || !(given < days)) return [];
      return [
        {
          path: ["domains", index, "retention", key],
          message: `${given} is below the legal floor of ${days} days (${law}) of a domain with an obligation; use ${days} or more, or leave it out`,
        },
      ];
    });
    const average = Math.ceil(volumes.dailyEvents / secondsOfDay);
    return volumes.peakEventsPerSecond < average
      ? [
          ...floors,
          {
            path: ["domains", index, "volumes", "peakEventsPerSecond"],
            message: `${volumes.peakEventsPerSecond} is below the day's average of ${average}; use ${average} or more`,
          },
        ]
      : floors;
  });

/** What readers name is of a domain of this stack. Whether it is published is for the contracts to say. */
export const checkProductNames: Check = ({ domains, consumers, ml }) => {
  const names = domains.map(({ name }) => name);
  // Without domains, or with a name used twice, what is meant looks missing; that has its own message.
  const namesAreSure = names.length > 0 && new Set(names).size === names.length;
  return readersOf({ consumers, ml }).flatMap(({ path, products }) => [
    ...duplicates(products, (index) => [...path, "products", index]),
    ...products.flatMap((product, index): UnplacedIssue[] => {
      const [domain = ""] = product.split(".");
      if (!namesAreSure || domain === "" || names.includes(domain)) return [];
      const message = `${quote(product)} is of a domain that this stack does not have; ${choose(domain, names, "")}`;
      return [{ path: [...path, "products", index], message }];
    }),
  ]);
};
