import { z } from "zod";

import { oneOf, quote } from "../../components/errors/check-yaml";
import { emulatorForms, isEmulator } from "../../components/residency/emulator";
import { jurisdictionIds, regionsOf } from "../../components/residency/jurisdictions";
import { stages } from "../../components/residency/stages";
import { accounts, budgets, contacts } from "./accounts";
import { consumers, ml } from "./consumers";
import { domains } from "./domains";
import { externalHosts } from "./external-hosts";
import { key, text } from "./key";
import { organization } from "./organization";
import { recovery, retention } from "./retention";
import { transfers } from "./transfers";

/** Editors complete from this list; which of them the jurisdiction allows is a cross-check with its own message. */
const region = () => z.string().meta({ examples: jurisdictionIds.flatMap(regionsOf).sort() });

const lakeFormation = z.strictObject({
  crossAccountVersion: key(
    "monotonic",
    "Lake Formation's cross-account version. Shares made under a newer one do not work under an older one.",
    oneOf("cross-account version", ["4", "5"]),
  ),
});

/** The value of `meridian:platform`. */
export const platformSchema = z.strictObject({
  prefix: key(
    "pin",
    "First part of every physical name; the same in every stack of an organization.",
    text(/^[a-z0-9]{3,12}$/, "a prefix", "use 3 to 12 lower-case letters or digits"),
  ),
  jurisdiction: key(
    "pin",
    "Legal zone that the stack's data may not leave.",
    oneOf("jurisdiction", jurisdictionIds),
  ),
  stage: key("pin", "`prod` protects everything that holds data.", oneOf("stage", stages)),
  homeRegion: key("map", "Region of everything; inside the jurisdiction.", region()),
  replicaRegion: key(
    "map",
    "Region of replicas and copies of backups; inside the jurisdiction, not the home region. Leave it out where the jurisdiction has one region.",
    region().optional(),
  ),
  organization: key("pin", "The AWS organization and its units.", organization),
  deployRole: key(
    "pin",
    "Name of the IAM role that a deployment assumes in every account.",
    text(/^[\w+=,.@-]{1,64}$/, "an IAM role name", "use 1 to 64 letters, digits or _+=,.@-"),
  ),
  lakeFormation: key("monotonic", "Settings of Lake Formation in the governance account.", lakeFormation),
  accounts: key("pin", "Every AWS account of this stack.", accounts),
  domains: key("filter", "Domains that produce data.", domains),
  consumers: key("filter", "Consumers of data products.", consumers),
  ml: key("filter", "The machine-learning account, where there is one.", ml.optional()),
  retention: key("floor", "How long each layer is kept.", retention),
  recovery: key("promote", "Recovery objectives of every product that states none of its own.", recovery),
  transfers: key("pin", "Approved transfers out of or into this jurisdiction.", transfers),
  externalHosts: key(
    "pin",
    "Systems outside AWS that resources may name, with their countries.",
    externalHosts.optional(),
  ),
  contacts: key("pin", "Mailboxes that alarms and requests go to.", contacts),
  budgets: key("map", "Monthly budgets by account.", budgets),
});

/** No resource may fall back to a default provider: its account and region would come from whoever runs the deployment. */
const explicitProviders = ["aws", "aws-native", "awsx"] as const;

const disableDefaultProviders = z
  .array(z.string())
  .refine((list) => explicitProviders.every((provider) => list.includes(provider)), {
    error: ({ input }) =>
      `${quote(input)} leaves a default provider on; list ${explicitProviders.join(", ")}`,
  });

const engineKey = (description: string) => key("secret", description, z.string().optional());

/** The project's own keys of a stack's configuration. */
const settings = {
  "meridian:platform": key("pin", "The platform in this stack.", platformSchema),
  "meridian:endpoint": key(
    "pin",
    "Address of an AWS emulator that takes the place of AWS, such as http://localhost:4566; stage dev only.",
    z
      .string()
      .refine(isEmulator, {
        error: ({ input }) => `${quote(input)} is not an emulator on this machine; use ${emulatorForms}`,
      })
      .optional(),
  ),
};

/** What the engine gives to the running program. */
export const settingsSchema = z.strictObject(settings);

/** A whole `Pulumi.<stack>.yaml`. */
export const stackFileSchema = z.strictObject({
  config: key(
    "pin",
    "Configuration of the stack.",
    z.strictObject({
      "pulumi:disable-default-providers": key(
        "promote",
        "Packages whose resources must name their provider.",
        disableDefaultProviders,
      ),
      ...settings,
    }),
  ),
  // Pulumi itself writes these three when a stack has a secrets provider.
  secretsprovider: engineKey("Secrets provider of the stack; written by Pulumi."),
  encryptedkey: engineKey("Encrypted data key of the stack's secrets; written by Pulumi."),
  encryptionsalt: engineKey("Salt of the stack's passphrase; written by Pulumi."),
});

/** The checked values of the project's own keys. */
export type Settings = z.infer<typeof settingsSchema>;

/** The checked configuration of one stack, with defaults filled in. */
export type Platform = z.infer<typeof platformSchema> & {
  /** From the stack's name, not from the file. */
  stack: string;
  /** `meridian:endpoint`: an AWS emulator in place of AWS; only in stage `dev`. */
  endpoint?: string;
};
