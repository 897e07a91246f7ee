import { z } from "zod";

import { oneOf } from "../errors/check-yaml";
import { personalDataKinds } from "../facts/personal-data";
import { layerDays, longestDays } from "../facts/retention";
import {
  classification,
  customProperties,
  domainName,
  kebabName,
  minutes,
  stableId,
  text,
  versionText,
} from "./contract-values";
import { tableSchema } from "./table-schema";

const link = z.strictObject({ id: stableId.optional(), url: text, type: text, description: text.optional() });

const member = z.strictObject({
  id: stableId.optional(),
  username: text,
  name: text.optional(),
  description: text.optional(),
  role: text.optional(),
  dateIn: z.iso.date().optional(),
  dateOut: z.iso.date().optional(),
  replacedByUsername: text.optional(),
});

const role = z.strictObject({
  id: stableId.optional(),
  role: text,
  description: text.optional(),
  access: oneOf("access", ["read", "write"]).optional(),
  firstLevelApprovers: text.optional(),
  secondLevelApprovers: text.optional(),
});

/** Service levels of the standard (latency, frequency, retention, availability …); time units are ours to convert. */
const serviceLevel = z.strictObject({
  id: stableId.optional(),
  property: oneOf("service level", [
    "availability",
    "errorRate",
    "frequency",
    "generalAvailability",
    "endOfSupport",
    "endOfLife",
    "latency",
    "retention",
    "throughput",
    "timeOfAvailability",
    "timeToDetect",
    "timeToNotify",
    "timeToRepair",
  ]),
  value: z.union([z.string(), z.number()]),
  unit: oneOf("unit", ["minutes", "hours", "days", "years", "percent", "rows"]).optional(),
  element: text.optional(),
  driver: oneOf("driver", ["regulatory", "analytics", "operational"]).optional(),
  description: text.optional(),
});

/** How long the product's tables are kept, and the legal duty behind it when there is one. */
const retention = z.strictObject({
  days: z.int().min(layerDays.gold.default).max(longestDays),
  obligation: text.optional(),
});

/**
 * A data contract: Open Data Contract Standard v3.1.0, closed (no field that nothing would read), with what the
 * standard has no word for in `customProperties`. Infrastructure (`servers`) is compiled, so it may not be given.
 */
export const contractSchema = z.strictObject({
  apiVersion: z.literal("v3.1.0"),
  kind: z.literal("DataContract"),
  id: stableId,
  name: kebabName,
  version: versionText,
  status: oneOf("status", ["proposed", "draft", "active", "deprecated", "retired"]),
  domain: domainName,
  dataProduct: text.optional(),
  tenant: text.optional(),
  description: z.strictObject({ purpose: text, limitations: text.optional(), usage: text.optional() }),
  tags: z.array(text).optional(),
  authoritativeDefinitions: z.array(link).optional(),
  schema: z.array(tableSchema).min(1),
  slaProperties: z.array(serviceLevel).default([]),
  roles: z.array(role).default([]),
  team: z.strictObject({
    id: stableId.optional(),
    name: text,
    description: text.optional(),
    members: z.array(member).min(1),
  }),
  customProperties: customProperties(
    {
      classification,
      personalData: oneOf("kind of personal data", personalDataKinds),
      retention,
      recoveryRpoMinutes: minutes,
      recoveryRtoMinutes: minutes,
      consumers: z.array(kebabName),
      shareable: z.boolean(),
    },
    ["classification", "personalData", "recoveryRpoMinutes", "recoveryRtoMinutes", "consumers", "shareable"],
  ),
});

export type ContractDocument = z.output<typeof contractSchema>;
export type ServiceLevel = z.output<typeof serviceLevel>;
export type Retention = z.output<typeof retention>;
