import { z } from "zod";

import { key, text } from "../key";

/** Products whose tables in this stack stand at an earlier release than the contract. */
export const tablesAt = z.array(
  z.strictObject({
    product: key(
      "pin",
      "`<domain>.<name>` of the contract.",
      text(
        /^[a-z][a-z0-9]*\.[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
        "a data product",
        "use <domain>.<product>, such as corebanking.accounts",
      ),
    ),
    version: key(
      "pin",
      "The release that the tables stand at. Columns released after it are added by the next update, and neither tagged nor granted before this entry is gone.",
      text(/^\d+\.\d+\.\d+$/, "a version", "use three numbers such as 1.4.0"),
    ),
  }),
);
