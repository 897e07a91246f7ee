import fc from "fast-check";

import { classifications } from "../facts/classification";
import { piiKinds } from "../facts/personal-data";
import type { ContractColumn, TableSpec } from "./contract";
import { partitionTransforms } from "./contract-values";

/** A nullable, internal text column that holds nothing personal, but for what is given. */
export function column(name: string, given: Partial<ContractColumn> = {}): ContractColumn {
  return {
    name,
    description: `${name} described`,
    icebergType: "string",
    glueType: "string",
    required: false,
    unique: false,
    primaryKey: false,
    classification: "internal",
    pii: "none",
    logicalType: "string",
    options: {},
    quality: [],
    ...given,
  };
}

/** A silver table `trades`, classified as its highest column. */
export function table(columns: readonly ContractColumn[], given: Partial<TableSpec> = {}): TableSpec {
  const order = columns.map((each) => classifications.indexOf(each.classification));
  return {
    name: "trades",
    description: "Trades.",
    layer: "silver",
    classification: classifications[Math.max(...order)] ?? "restricted",
    position: 0,
    columnAccess: [],
    columns,
    quality: [],
    ...given,
  };
}

const anyColumn = fc.record({
  name: fc.stringMatching(/^[a-z]{1,8}$/),
  classification: fc.constantFrom(...classifications),
  pii: fc.constantFrom(...piiKinds),
  required: fc.boolean(),
  primaryKey: fc.boolean(),
  partition: fc.option(
    fc.record({
      position: fc.integer({ min: 1, max: 9 }),
      transform: fc.constantFrom(...partitionTransforms),
    }),
    { nil: undefined },
  ),
});

/** Any table of 1 to 12 columns with different names. */
export const anyTable: fc.Arbitrary<TableSpec> = fc
  .uniqueArray(anyColumn, { minLength: 1, maxLength: 12, selector: ({ name }) => name })
  .map((columns) => table(columns.map(({ name, ...given }) => column(name, given))));
