import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import * as pulumi from "@pulumi/pulumi";

import { currentDay } from "../components/residency/dates";
import { organizationModel, residencyModel, type ResidencyModel } from "../components/residency/model";
import { pathText } from "../components/errors/key-path";
import { pulumiYaml } from "../components/errors/pulumi-yaml";
import { governanceOf, type Governance } from "./governance";
import { isRecord, readOne } from "./graph/read";
import { rules } from "./rules";
import { parseSettings, readSettingsFiles } from "./settings/settings";

/** What the running pack judges by. */
export interface StackContext {
  model: ResidencyModel;
  governance: Governance;
}

/**
 * Gives the stack's residency model, from its own config and today's date, with its levels and waivers
 * from the pack's folder. Read at the first rule and not at load: while a pack is published or its rules are listed,
 * there is no stack.
 * @param folder the pack's own, with `levels.yaml` and `waivers/`
 * @returns a function of any URN of the stack; it throws when the config or a settings file cannot be read, and nothing
 *   is then judged as passing
 */
export function stackContext(folder: string): (urn: string) => StackContext {
  let context: StackContext | undefined;
  return (urn) => (context ??= readContext(folder, urn));
}

/** The kinds of stack, by the key of the project's config that each has. */
const kinds = [
  { key: "platform", modelOf: residencyModel },
  { key: "organization", modelOf: organizationModel },
] as const;

/**
 * The model of the stack. `pulumi policy analyze` tells a pack neither stack nor config: there the URN names the stack, and the
 * project's own stack file, beside the pack's folder, has the config.
 * @throws when neither the CLI nor the stack file has one of the keys
 */
function modelOfStack(folder: string, urn: string, today: string): ResidencyModel {
  const config = new pulumi.Config("meridian");
  for (const { key, modelOf } of kinds) {
    const sent = config.getObject<object>(key);
    if (sent !== undefined) return modelOf({ stack: pulumi.getStack(), ...sent }, today);
  }
  const stack = urn.split(":")[2] ?? "";
  const file = join(folder, "..", `Pulumi.${stack}.yaml`);
  const read = existsSync(file) ? pulumiYaml(readFileSync(file, "utf8")).value : undefined;
  for (const { key, modelOf } of kinds) {
    const written = readOne(read, `config.meridian:${key}`);
    if (isRecord(written)) return modelOf({ stack, ...written }, today);
  }
  const keys = kinds.map(({ key }) => `meridian:${key}`).join(" or ");
  throw new Error(
    `stack "${stack}" has no ${keys}, neither sent by the CLI nor in ${file}; run with the stack's config.`,
  );
}

function readContext(folder: string, urn: string): StackContext {
  const today = currentDay();
  const model = modelOfStack(folder, urn, today);
  const facts = { rules, stacks: [model], allStacks: false, today };
  const { settings, issues } = parseSettings(readSettingsFiles(folder), facts);
  if (issues.length > 0) {
    const lines = issues.map(({ file, path, message }) => `${file} ${pathText(path)}: ${message}`);
    throw new Error(["the settings of the policy pack cannot be used:", ...lines].join("\n  "));
  }
  return { model, governance: governanceOf(settings, model, rules) };
}
