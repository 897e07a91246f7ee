import { z } from "zod";

import { quote } from "../../components/errors/check-yaml";
import { emulatorForms, isEmulator } from "../../components/residency/emulator";
import { managementAccount, type ModelAccount } from "../../components/residency/model";
import { key } from "./key";
import { organizationSchema, type Organization } from "./organization";
import { platformSchema, type Platform } from "./platform";

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
  "meridian:platform": key(
    "pin",
    "The platform of one stage of one jurisdiction; the kind of most stacks.",
    platformSchema.optional(),
  ),
  "meridian:organization": key(
    "pin",
    "The AWS organization above all platforms; of one stack only, instead of a platform.",
    organizationSchema.optional(),
  ),
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

/** The checked values of the project's own keys. Exactly one of platform and organization is there. */
export type Settings = z.infer<typeof settingsSchema>;

/** The checked configuration of one stack, of either kind. */
export type StackSettings = Platform | Organization;

/** An account that a stack writes to. */
export interface Account {
  readonly name: string;
  readonly role: ModelAccount["role"];
  /** 12 digits. */
  readonly id: string;
}

/** The one account that the organization's stack writes to, and no other stack. */
export const managementOf = ({ managementAccount: id }: Organization): Account => ({
  ...managementAccount,
  id,
});

/** The accounts that a stack writes to. */
export const accountsOf = (settings: StackSettings): readonly Account[] =>
  settings.kind === "platform" ? settings.accounts : [managementOf(settings)];
