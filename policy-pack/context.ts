import * as pulumi from "@pulumi/pulumi";

import { residencyModel, type ResidencyModel } from "../components/residency/model";
import { pathText } from "../components/errors/key-path";
import { governanceOf, type Governance } from "./governance";
import { rules } from "./rules";
import { parseSettings, readSettingsFiles } from "./settings/settings";

/** What the running pack judges by. */
export interface StackContext {
  model: ResidencyModel;
  governance: Governance;
}

/**
 * Gives the stack's residency model, from its own `meridian:platform` config and today's date, with its levels and waivers
 * from the pack's folder. Read at the first rule and not at load: while a pack is published or its rules are listed,
 * there is no stack.
 * @param folder the pack's own, with `levels.yaml` and `waivers/`
 * @returns a function that throws when the config or a settings file cannot be read; nothing is then judged as passing
 */
export function stackContext(folder: string): () => StackContext {
  let context: StackContext | undefined;
  return () => (context ??= readContext(folder));
}

function readContext(folder: string): StackContext {
  const today = new Date().toISOString().slice(0, 10);
  const platform = new pulumi.Config("meridian").requireObject<object>("platform");
  const model = residencyModel({ stack: pulumi.getStack(), ...platform }, today);
  const facts = { rules, stacks: [model], allStacks: false, today };
  const { settings, issues } = parseSettings(readSettingsFiles(folder), facts);
  if (issues.length > 0) {
    const lines = issues.map(({ file, path, message }) => `${file} ${pathText(path)}: ${message}`);
    throw new Error(["the settings of the policy pack cannot be used:", ...lines].join("\n  "));
  }
  return { model, governance: governanceOf(settings, model, rules) };
}
