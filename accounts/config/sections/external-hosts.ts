import { z } from "zod";

import { email, key, sentence, text } from "../key";

/** Systems outside AWS that resources may name, each with the country it stands in. A host that is not here is denied. */
export const externalHosts = z.array(
  z.strictObject({
    host: key(
      "pin",
      "Host name, or a domain for every host below it.",
      text(
        /^(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
        "a host name",
        "use lower case without scheme, port or path, such as api.vendor.example",
      ),
    ),
    country: key(
      "pin",
      "ISO 3166-1 alpha-2 code of the country in which its servers stand.",
      text(/^[A-Z]{2}$/, "a country code", "use two capital letters, such as IE"),
    ),
    purpose: key("pin", "What it is for, for the record of processing.", sentence()),
    owner: key("pin", "Who answers for its contract.", email()),
  }),
);
