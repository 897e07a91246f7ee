import * as fs from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { currentDay } from "../components/residency/dates";
import { InputError } from "../components/errors/input-error";
import { crossCheck, under } from "./config/checks";
import { inspect } from "./config/inspect";
import { settingsSchema, stackFileSchema, type Settings, type StackSettings } from "./config/stack";
import { placeInStackFile, readYaml } from "./config/stack-file";
import type { StackFile } from "./config/stack-text";

export { checkContracts, checkProducts, type ContractSummary } from "./config/contracts";
export { declaredGaps, isOffered } from "./config/gaps";
export { domainDays } from "./config/sections/retention";
export type { Organization } from "./config/organization";
export type { Platform } from "./config/platform";
export { accountsOf, managementOf, type Account, type StackSettings } from "./config/stack";
export type { StackFile } from "./config/stack-text";

/**
 * Reads and checks one stack file.
 * @param text the file's text
 * @param file its name, for messages
 * @param stack the stack's name, e.g. `prod-eu`
 * @param today YYYY-MM-DD; transfer approvals expire by it
 * @throws {InputError} with every mistake at once: YAML, schema and cross-checks, each with line, column and path
 */
export function parseStack(text: string, file: string, stack: string, today: string): StackSettings {
  const read = readYaml({ text, file });
  if ("issues" in read) throw new InputError(read.issues);
  const inspected = inspect(stackFileSchema, read.value, ({ config }) =>
    under("config", crossCheck(config, today)),
  );
  if ("issues" in inspected) throw new InputError(placeInStackFile({ text, file }, inspected.issues));
  return settingsOf(inspected.value.config, stack);
}

/**
 * Reads and checks the configuration that the engine gave to the running program, against today's date.
 * Mistakes are placed in the stack file where it stands beside `Pulumi.yaml`, and at its start otherwise.
 * @throws {InputError} as `parseStack`
 */
export function loadStack(): StackSettings {
  const stack = pulumi.getStack();
  const today = currentDay();
  const config = new pulumi.Config("meridian");
  const value = {
    "meridian:platform": config.getObject<unknown>("platform"),
    "meridian:organization": config.getObject<unknown>("organization"),
    "meridian:endpoint": config.get("endpoint"),
  };
  const inspected = inspect(settingsSchema, value, (settings) => crossCheck(settings, today));
  if ("value" in inspected) return settingsOf(inspected.value, stack);
  throw new InputError(placeInStackFile(stackFileOf(stack), under("config", inspected.issues)));
}

function settingsOf(settings: Settings, stack: string): StackSettings {
  const shared = { stack, endpoint: settings["meridian:endpoint"] };
  const { "meridian:platform": platform, "meridian:organization": organization } = settings;
  if (platform !== undefined) return { kind: "platform", ...platform, ...shared };
  // The checks have seen that one of them is there.
  return { kind: "organization", ...organization!, ...shared };
}

/** The stack's file beside `Pulumi.yaml`; with an empty text when there is none (a program run without its folder). */
export function stackFileOf(stack: string): StackFile {
  const file = `Pulumi.${stack}.yaml`;
  const place = path.join(pulumi.getRootDirectory(), file);
  return { file, text: fs.existsSync(place) ? fs.readFileSync(place, "utf8") : "" };
}
