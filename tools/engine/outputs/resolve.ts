import { createHash } from "node:crypto";

import { isUnknown, type Properties, unwrap } from "../wire";
import { componentOutputs } from "./components";
import { commonOutputs, fallbackOutputs, serviceNames } from "./fallbacks";
import { schemaOf } from "./schema";
import type { Subject } from "./subject";
import { computedOutputs } from "./tables";

export interface ResolvedOutputs {
  /** Empty when it cannot be known. */
  id: string;
  outputs: Properties;
}

/** The input that holds the physical name of a type. */
export function nameInputOf(type: string): string {
  return computedOutputs[type]?.nameFrom ?? "name";
}

/**
 * Ids, ARNs and names that AWS would give, made up deterministically from the URN, the inputs, the region and the account.
 * Outputs that no template covers are left out, so that they stay unknown.
 */
export function resolveOutputs(subject: Subject): ResolvedOutputs {
  const component = componentOutputs[subject.type];
  if (component) return { id: "", outputs: component(subject) };
  const schema = schemaOf(subject.type);
  const row = computedOutputs[subject.type];
  const values = new TemplateValues(subject);
  const nameInput = nameInputOf(subject.type);
  const id = values.fill(row?.id ?? fallbackOutputs.id) ?? "";
  values.set("id", id);
  const outputs: Record<string, unknown> = {};
  const put = (name: string, template: string | undefined): void => {
    const value = template === undefined ? undefined : values.fill(template);
    if (value !== undefined && !(name in subject.inputs)) outputs[name] = value;
  };
  if (schema?.inputs.has(nameInput)) put(nameInput, "{name}");
  if (schema?.regional) put("region", "{region}");
  for (const name of schema?.outputs ?? []) {
    if (name === "tagsAll") outputs[name] = subject.inputs["tags"] ?? {};
    else
      put(
        name,
        row?.outputs?.[name] ?? commonOutputs[name] ?? (name === "arn" ? values.arnTemplate() : undefined),
      );
  }
  // Inputs that AWS fills in when the caller leaves them out, such as the catalog of a Glue database.
  for (const [name, template] of Object.entries(row?.outputs ?? {})) put(name, template);
  return { id, outputs };
}

/** What a template may name, computed when asked for. */
class TemplateValues {
  private readonly known = new Map<string, string | undefined>();
  private digest: string | undefined;

  constructor(private readonly subject: Subject) {
    this.known.set("region", subject.region);
    this.known.set("account", subject.account);
    this.known.set("partition", "aws");
    this.known.set("logical", subject.name);
  }

  set(name: string, value: string): void {
    this.known.set(name, value);
  }

  /** The text, or undefined when a part of it is not known. */
  fill(template: string): string | undefined {
    let complete = true;
    const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = this.lookup(name);
      if (value === undefined) complete = false;
      return value ?? "";
    });
    return complete ? text : undefined;
  }

  arnTemplate(): string {
    return schemaOf(this.subject.type)?.regional ? fallbackOutputs.regionalArn : fallbackOutputs.globalArn;
  }

  private lookup(name: string): string | undefined {
    if (!this.known.has(name)) this.known.set(name, this.compute(name));
    return this.known.get(name);
  }

  private compute(name: string): string | undefined {
    const [, module = "", className = ""] = this.subject.type.split(":");
    const service = module.split("/")[0] ?? "";
    switch (name) {
      case "name":
        return this.physicalName();
      case "path":
        return this.input("path") ?? "/";
      case "uuid":
        return this.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
      case "hex8":
        return this.hex(8);
      case "hex17":
        return this.hex(17);
      case "service":
        return serviceNames[service] ?? service;
      case "class":
        return className.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
      case "catalogId":
        return this.input("catalogId") ?? this.subject.account;
      default:
        return this.input(name);
    }
  }

  /** The caller's name, else what auto-naming gives: the logical name, a dash and seven hex digits. */
  private physicalName(): string | undefined {
    const given = this.subject.inputs[nameInputOf(this.subject.type)];
    if (given === undefined) return `${this.subject.name}-${this.hex(7)}`;
    return this.input(nameInputOf(this.subject.type));
  }

  private input(name: string): string | undefined {
    const value = unwrap(this.subject.inputs[name]);
    return typeof value === "string" && !isUnknown(value) ? value : undefined;
  }

  private hex(length: number): string {
    this.digest ??= createHash("sha256").update(this.subject.urn).digest("hex");
    return this.digest.slice(0, length);
  }
}
