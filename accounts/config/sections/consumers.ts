import { z } from "zod";

import { oneOf } from "../../../components/errors/check-yaml";
import { classifications } from "../../../components/facts/classification";
import { accountName, email, key, name, text, whole } from "../key";
import { kind, typedList } from "../typed-list";

const athena = z.strictObject({
  kind: kind("athena", "An Athena workgroup."),
  scanLimitGiB: key("promote", "GiB that one query may scan before it is stopped.", whole(1, 10_240, "GiB")),
});

const reader = {
  account: accountName(),
  owner: key("pin", "Who answers for what is done with the data.", email()),
  clearance: key(
    "promote",
    "Highest classification that may be granted.",
    oneOf("classification", classifications),
  ),
  products: key(
    "filter",
    "Data products that are read. Each one's contract has to name this consumer.",
    z
      .array(
        text(
          /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/,
          "a data product",
          'use <domain>.<contract>, e.g. "trading.trades"',
        ),
      )
      .min(1),
  ),
  engines: key(
    "promote",
    "Query engines of the reader's workspace, each at most once.",
    typedList([athena]).min(1),
  ),
};

/** Machine learning: a consumer with its own role, at most one in a stack. */
export const ml = z.strictObject(reader);

/** The analytics accounts that read data products. */
export const consumers = z.array(
  z.strictObject({
    name: key("filter", "Name of the consumer, as the contracts list it.", name()),
    ...reader,
  }),
);
