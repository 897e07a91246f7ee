import { z } from "zod";

import { quote } from "../../components/errors/check-yaml";

/**
 * What promotion from one stack file to the next does with a key:
 * `promote` copies it, `map` passes it through a named transform, `floor` copies it but not below the target's legal
 * bound, `filter` keeps the list entries that the target may hold, `pin` never touches it, `secret` never copies it and
 * only requires it to be there, `monotonic` copies it but never backwards.
 */
export const promotionClasses = ["promote", "map", "floor", "filter", "pin", "secret", "monotonic"] as const;

type PromotionClass = (typeof promotionClasses)[number];

/** Describes one key of the configuration. Comes last, after `optional` or `default`: metadata does not pass through them. */
export function key<Schema extends z.ZodType>(
  promotion: PromotionClass,
  description: string,
  schema: Schema,
): Schema {
  return schema.meta({ description, promotion });
}

/** A key that is checked and kept, and changes nothing that is made until what reads it is built: plans and editors say so. */
export function recorded<Schema extends z.ZodType>(
  promotion: PromotionClass,
  description: string,
  schema: Schema,
): Schema {
  return schema.meta({ description: `${description} Recorded, not applied yet.`, promotion, recorded: true });
}

/**
 * A string in a fixed form: `"12345" is not a 12-digit AWS account id; use 12 digits`.
 * @param noun with its article, e.g. `a 12-digit AWS account id`
 * @param advice the form in words, e.g. `use 12 digits`
 */
export function text(pattern: RegExp, noun: string, advice: string) {
  const refuse = ({ input }: { input?: unknown }) =>
    input === undefined ? `is missing; give ${noun}` : `${quote(input)} is not ${noun}; ${advice}`;
  const refuseType = ({ input }: { input?: unknown }) =>
    typeof input === "number" ? `${input} is a number, not ${noun}; put it in quotes` : refuse({ input });
  return z.string({ error: refuseType }).regex(pattern, { error: refuse });
}

/** A whole number within inclusive bounds, named in both errors. */
export function whole(minimum: number, maximum: number, unit: string) {
  const error = ({ input }: { input?: unknown }) =>
    input === undefined
      ? `is missing; give ${minimum} to ${maximum} ${unit}`
      : `${quote(input)} is not a whole number of ${unit} from ${minimum} to ${maximum}; use ${minimum} to ${maximum}`;
  return z.int({ error }).min(minimum, { error }).max(maximum, { error });
}

/** One printed line that says something. */
export const sentence = () =>
  text(/^\S(.*\S)?$/, "a line of text", "write at least one character, no line break");

/** A day as YYYY-MM-DD. */
export const day = () =>
  z.iso.date({
    error: ({ input }) =>
      input === undefined
        ? "is missing; give a date as YYYY-MM-DD"
        : `${quote(input)} is not a date; use YYYY-MM-DD`,
  });

export const accountId = () => text(/^\d{12}$/, "a 12-digit AWS account id", "use 12 digits");

export const email = () =>
  text(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/, "an e-mail address", "use the form name@domain");

/** Names become parts of physical names, so they keep to what every AWS service takes. */
export const name = () =>
  text(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    "a name in kebab-case",
    "use lower-case letters, digits and single hyphens, starting with a letter",
  );

export const accountName = () =>
  key("pin", "Name of one of this stack's accounts (`accounts[].name`).", name());
