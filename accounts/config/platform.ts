import { z } from "zod";

import { oneOf } from "../../components/errors/check-yaml";
import { key, recorded } from "./key";
import { accounts, budgets, contacts } from "./sections/accounts";
import { consumers, ml } from "./sections/consumers";
import { domains } from "./sections/domains";
import { externalHosts } from "./sections/external-hosts";
import { organization } from "./sections/organization";
import { recovery, retention } from "./sections/retention";
import { region, stackKeys } from "./sections/stack";
import { tablesAt } from "./sections/tables-at";
import { transfers } from "./sections/transfers";

const lakeFormation = z.strictObject({
  crossAccountVersion: key(
    "monotonic",
    "Lake Formation's cross-account version. Shares made under a newer one do not work under an older one.",
    oneOf("cross-account version", ["4", "5"]),
  ),
});

/** The value of `meridian:platform`. */
export const platformSchema = z.strictObject({
  ...stackKeys,
  replicaRegion: key(
    "map",
    "Region of replicas and copies of backups; inside the jurisdiction, not the home region. Leave it out where the jurisdiction has one region.",
    region().optional(),
  ),
  organization: key("pin", "The AWS organization and its units.", organization),
  lakeFormation: key("monotonic", "Settings of Lake Formation in the governance account.", lakeFormation),
  accounts: key("pin", "Every AWS account of this stack.", accounts),
  domains: key("filter", "Domains that produce data.", domains),
  consumers: key("filter", "Consumers of data products.", consumers),
  tablesAt: key(
    "pin",
    "Products whose tables in this stack stand at an earlier release of their contract and wait for its columns. Written by `meridian contract release`, taken out by `meridian contract altered`.",
    tablesAt.optional(),
  ),
  ml: key("filter", "The machine-learning account, where there is one.", ml.optional()),
  retention: key("floor", "How long each layer is kept.", retention),
  recovery: recorded(
    "promote",
    "Recovery objectives of every product that states none of its own.",
    recovery,
  ),
  transfers: key("pin", "Approved transfers out of or into this jurisdiction.", transfers),
  externalHosts: key(
    "pin",
    "Systems outside AWS that resources may name, with their countries.",
    externalHosts.optional(),
  ),
  contacts: key("pin", "Mailboxes that alarms and requests go to.", contacts),
  budgets: recorded("map", "Monthly budgets by account.", budgets),
});

/** The checked configuration of one platform, with defaults filled in. */
export type Platform = z.infer<typeof platformSchema> & {
  kind: "platform";
  /** From the stack's name, not from the file. */
  stack: string;
  /** `meridian:endpoint`: an AWS emulator in place of AWS; only in stage `dev`. */
  endpoint?: string;
};
