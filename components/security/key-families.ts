/**
 * Families of stores: within a domain, or a reader, each family has a key of its own, named for it. Whoever may write raw records does
 * not thereby read tables, and a store that a later service adds to a family finds its key there: no store is ever moved to another
 * key, because what it holds stays encrypted under the first. A family's class is its domain's or its reader's, and the key's tags say it.
 */
export const keyFamilies = {
  raw: "records and files as they arrived",
  tables: "conformed tables and marts",
  results: "query results, which are copies outside their governed table",
  workspace: "results and reports of one group of analysts",
  features: "features of models",
} as const;

export type KeyFamily = keyof typeof keyFamilies;
