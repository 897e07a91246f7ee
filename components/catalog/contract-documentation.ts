import { z } from "zod";

import { stableId } from "./contract-values";

/**
 * Parts of the standard that only describe: kept and shown, and nothing here is made of them. Texts may be empty, as the standard
 * lets them be.
 */
const prose = z.string();

/** A property of the contract's authors; what Meridian reads of them is in `own-properties.ts`. */
export const customProperty = z.strictObject({
  id: stableId.optional(),
  property: prose,
  value: z.unknown(),
  description: prose.optional(),
});
export type CustomProperty = z.output<typeof customProperty>;

/** Where more is said of a thing. */
const link = z.strictObject({
  id: stableId.optional(),
  url: prose,
  type: prose,
  description: prose.optional(),
});

/** What may stand beside anything. */
export const remarks = {
  id: stableId.optional(),
  tags: z.array(prose).optional(),
  authoritativeDefinitions: z.array(link).optional(),
  customProperties: z.array(customProperty).default([]),
};

export const description = z.strictObject({
  purpose: prose.optional(),
  limitations: prose.optional(),
  usage: prose.optional(),
  authoritativeDefinitions: remarks.authoritativeDefinitions,
  customProperties: remarks.customProperties,
});

/** Where to ask. */
export const supportChannel = z.strictObject({
  id: stableId.optional(),
  channel: prose,
  url: prose.optional(),
  description: prose.optional(),
  tool: prose.optional(),
  scope: prose.optional(),
  invitationUrl: prose.optional(),
  customProperties: remarks.customProperties,
});

export const price = z.strictObject({
  id: stableId.optional(),
  priceAmount: z.number().optional(),
  priceCurrency: prose.optional(),
  priceUnit: prose.optional(),
});

/** Where others find the data; each of some forty kinds has keys of its own. */
export const server = z.looseObject({ server: prose, type: prose });

const reference = z.union([prose, z.array(prose).min(1)]);

/** A foreign key, which the catalog does not enforce; a column's has no `from`. */
export const relationship = z.strictObject({
  id: stableId.optional(),
  type: prose.optional(),
  from: reference.optional(),
  to: reference,
  customProperties: remarks.customProperties,
});
