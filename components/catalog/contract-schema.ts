import { z } from "zod";

import { oneOf, quote } from "../errors/check-yaml";
import { description, price, remarks, server, supportChannel } from "./contract-documentation";
import { role, teamSchema } from "./contract-people";
import { text } from "./contract-values";
import { serviceLevel } from "./service-levels";
import { tableSchema } from "./table-schema";

/** Versions of the standard that are read. */
const apiVersions = ["v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0"] as const;

/**
 * A data contract as the Open Data Contract Standard 3.0 and 3.1 has it, closed: a key that it does not know is a mistake. What the
 * platform asks beyond the standard, and what it makes of free words, is in `contract-facts.ts`.
 */
export const contractSchema = z.strictObject({
  ...remarks,
  apiVersion: z.enum(apiVersions),
  kind: z.literal("DataContract"),
  id: text,
  name: z.string().optional(),
  version: z.string({
    error: ({ input }) =>
      input === undefined
        ? "is missing; give three numbers such as 1.4.0"
        : `${quote(input)} is not text; put three numbers in quotes, such as "1.4.0"`,
  }),
  status: oneOf("status", ["proposed", "draft", "active", "deprecated", "retired"]),
  domain: z.string().optional(),
  dataProduct: z.string().optional(),
  tenant: z.string().optional(),
  contractCreatedTs: z.string().optional(),
  description: description.default({ customProperties: [] }),
  servers: z.array(server).optional(),
  support: z.array(supportChannel).optional(),
  price: price.optional(),
  schema: z.array(tableSchema).default([]),
  slaDefaultElement: z.string().optional(),
  slaProperties: z.array(serviceLevel).default([]),
  roles: z.array(role).default([]),
  team: teamSchema.optional(),
});

/** A contract as it stands in its file. */
export type ContractText = z.output<typeof contractSchema>;
