import { quote, type UnplacedIssue } from "../errors/check-yaml";
import type { ContractFacts } from "./contract-facts";
import type { ServiceLevel } from "./service-levels";

/** What a contract says of its own life. */
export interface Life {
  readonly status: ContractFacts["status"];
  readonly slas: readonly Pick<ServiceLevel, "property" | "value">[];
}

/** Whether a product is not agreed yet. */
export const isDraft = ({ status }: Pick<Life, "status">): boolean =>
  status === "draft" || status === "proposed";

/** The service levels that end a product, the one that counts first. */
export const ends = ["endOfLife", "endOfSupport"] as const;

/** A day, or a point in time of which the day counts. */
const dayForm = /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:T.*)?$/;

/** The last day on which a product may be read, YYYY-MM-DD, from its service levels. */
export function lastDayOf({ slas }: Pick<Life, "slas">): string | undefined {
  const found = ends.flatMap((end) => slas.filter(({ property }) => property === end));
  return found.flatMap(({ value }) => dayForm.exec(String(value))?.[1] ?? [])[0];
}

/**
 * Why a product is shared with nobody, or undefined when it is shared: one that is active is, and one that is deprecated until its
 * last day.
 * @param today YYYY-MM-DD; without it a last day is not looked at
 */
export function unshared(life: Life, today?: string): { fault: string; wayOut: string } | undefined {
  const again = "make it active";
  if (life.status === "retired") return { fault: "is retired", wayOut: again };
  if (life.status === "draft") return { fault: "is a draft", wayOut: again };
  if (life.status === "proposed") return { fault: "is only proposed", wayOut: again };
  const last = life.status === "deprecated" ? lastDayOf(life) : undefined;
  if (last === undefined || today === undefined || today <= last) return undefined;
  return { fault: `was deprecated, and its last day was ${last}`, wayOut: "move its end" };
}

/** Whether a product that is deprecated says until when, and whom a contract lists twice. */
export function lifeMistakes({
  status,
  slaProperties: slas,
  customProperties: { consumers },
}: Pick<ContractFacts, "status" | "slaProperties" | "customProperties">): UnplacedIssue[] {
  return [...endMistakes({ status, slas }), ...repeatedConsumers(consumers)];
}

function endMistakes({ status, slas }: Life): UnplacedIssue[] {
  if (status !== "deprecated") return [];
  const given = slas.flatMap(({ property, value }, index) =>
    ends.some((end) => end === property) ? [{ index, value }] : [],
  );
  if (given.length === 0) {
    const message = `"deprecated" has no end; add endOfSupport or endOfLife to slaProperties, with the last day as its value, YYYY-MM-DD`;
    return [{ path: ["status"], message }];
  }
  return given
    .filter(({ value }) => !dayForm.test(String(value)))
    .map(({ index, value }) => ({
      path: ["slaProperties", index, "value"],
      message: `${quote(value)} is not the last day of a deprecated product; use YYYY-MM-DD in quotes`,
    }));
}

const repeatedConsumers = (consumers: readonly string[]): UnplacedIssue[] =>
  [...new Set(consumers.filter((each, index) => consumers.indexOf(each) < index))].map((name) => ({
    path: ["customProperties"],
    message: `list the consumer "${name}" twice; keep one`,
  }));
