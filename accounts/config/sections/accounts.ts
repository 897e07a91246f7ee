import { z } from "zod";

import { oneOf } from "../../../components/errors/check-yaml";
import { accountRoles } from "../../../components/residency/model";
import { accountId, accountName, email, key, name, recorded, whole } from "../key";

/** The accounts of one stack: one role, one jurisdiction and one stage each. */
export const accounts = z
  .array(
    z.strictObject({
      name: key("pin", "Name of the account inside this stack, unique.", name()),
      role: key(
        "pin",
        "What the account is for. A stack has exactly one governance and one security account.",
        oneOf("account role", accountRoles),
      ),
      id: key("pin", "The account's 12 digits, in quotes.", accountId()),
    }),
  )
  .min(1);

export const contacts = z.strictObject({
  platform: key("pin", "Who answers for the platform itself; receives operational alarms.", email()),
  security: recorded("pin", "Who receives security findings.", email()),
  privacy: recorded("pin", "Data protection officer or privacy office of this jurisdiction.", email()),
});

export const budgets = z.array(
  z.strictObject({
    account: accountName(),
    monthlyUsd: key("map", "Expected cost of one month in US dollars.", whole(1, 10_000_000, "US dollars")),
    alertPercent: key(
      "promote",
      "Share of the budget at which the platform contact is told.",
      whole(1, 100, "percent"),
    ),
  }),
);
