import * as fs from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { currentDay } from "../components/residency/dates";
import { InputError, type InputIssue } from "../components/errors/input-error";
import { crossCheck, under } from "./config/checks";
import { inspect, inspectPart } from "./config/inspect";
import { siblingIssues, siblingsIn } from "./config/siblings";
import { settingsSchema, stackFileSchema, type Settings, type StackSettings } from "./config/stack";
import { placeInStackFile, readYaml } from "./config/stack-file";
import type { StackFile } from "./config/stack-text";

export { contractNotes } from "./config/contract-notes";
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
  const { value, whole, issues } = readYaml({ text, file });
  const inspected = whole
    ? inspect(stackFileSchema, value, ({ config }) => under("config", crossCheck(config, today)))
    : inspectPart(stackFileSchema, value);
  if ("issues" in inspected)
    issues.push(...besides(issues, placeInStackFile({ text, file }, inspected.issues)));
  if (issues.length > 0 || "issues" in inspected) throw new InputError(issues);
  return settingsOf(inspected.value.config, stack);
}

/**
 * Reads and checks the configuration that the engine gave to the running program, against today's date.
 * Mistakes are placed in the stack file where it stands beside `Pulumi.yaml`, and at its start otherwise; what contradicts the
 * other stack files there is one, too.
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
  const source = stackFileOf(stack);
  const { issues } = readYaml(source);
  const inspected = inspect(settingsSchema, value, (settings) => crossCheck(settings, today));
  if ("issues" in inspected)
    issues.push(...besides(issues, placeInStackFile(source, under("config", inspected.issues))));
  // A program that runs without its folder has no siblings either.
  if (source.text !== "") issues.push(...siblingIssues(stack, siblingsIn(pulumi.getRootDirectory())));
  if (issues.length > 0 || "issues" in inspected) throw new InputError(issues);
  return settingsOf(inspected.value, stack);
}

/** Issues at other places than those before: what is no YAML has its reason there. */
const besides = (before: readonly InputIssue[], issues: readonly InputIssue[]): InputIssue[] =>
  issues.filter(({ line, column }) => !before.some((each) => each.line === line && each.column === column));

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
