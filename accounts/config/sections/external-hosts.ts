import { z } from "zod";

import { quote } from "../../../components/errors/check-yaml";
import { externalHostForm, isExternalHost } from "../../../components/residency/external-host";
import { email, key, sentence, text } from "../key";

const refuse = ({ input }: { input?: unknown }) =>
  input === undefined
    ? "is missing; give a host name or a range of addresses"
    : `${quote(input)} is not a host name nor a site's own range of addresses; use ${externalHostForm}`;

/** For editors; whether a range is one site's own only the check tells. */
const form = /^(?:(?=.*[a-z])[a-z0-9-]+(?:\.[a-z0-9-]+)+|\d{1,3}(?:\.\d{1,3}){3}\/\d{1,2})$/;

/** Systems outside AWS that resources may name, each with the country it stands in. A host that is not here is denied. */
export const externalHosts = z.array(
  z.strictObject({
    host: key(
      "pin",
      "Host name, a domain for every host below it, or the IPv4 range of a site such as 10.40.0.0/16.",
      z
        .string({ error: refuse })
        .regex(form, { error: refuse, abort: true })
        .refine(isExternalHost, { error: refuse }),
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
