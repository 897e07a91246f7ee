import { z } from "zod";

import { oneOf } from "../../../components/errors/check-yaml";
import { jurisdictionIds } from "../../../components/residency/jurisdictions";
import { accountId, key, name, text } from "../key";

const organizationalUnit = z.strictObject({
  name: key("pin", "Name of the organizational unit, unique in this list.", name()),
  path: key(
    "pin",
    "Path as AWS writes it in `aws:PrincipalOrgPaths`: organization, root and every unit down to this one.",
    text(
      /^o-[a-z0-9]{10,32}\/r-[0-9a-z]{4,32}(\/ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})+\/?$/,
      "a path of organizational units",
      "use the form o-…/r-…/ou-…-…, ids as AWS Organizations shows them",
    ),
  ),
  jurisdiction: key(
    "pin",
    "Legal zone in which every account under this unit may hold data.",
    oneOf("jurisdiction", jurisdictionIds),
  ),
});

/** What identifies the AWS organization that the accounts of every stack belong to. */
export const organizationKeys = {
  id: key(
    "pin",
    "Id of the AWS organization.",
    text(/^o-[a-z0-9]{10,32}$/, "an AWS organization id", "use o- and 10 to 32 lower-case letters or digits"),
  ),
  managementAccount: key(
    "pin",
    "Account that owns the organization. It holds no data: organization policies do not restrict it.",
    accountId(),
  ),
  rootId: key(
    "pin",
    "Id of the organization's root.",
    text(
      /^r-[0-9a-z]{4,32}$/,
      "an AWS organization root id",
      "use r- and 4 to 32 lower-case letters or digits",
    ),
  ),
  ous: key(
    "pin",
    "Organizational units of the data platform with the jurisdiction each stands for; guardrail policies attach here.",
    z.array(organizationalUnit).min(1),
  ),
};

/** The organization, as a platform refers to it. */
export const organization = z.strictObject(organizationKeys);
