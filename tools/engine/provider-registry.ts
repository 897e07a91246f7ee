import type { GraphProvider } from "../../policy-pack/graph/types";
import { MonitorError } from "./errors";
import {
  defaultProviderInputs,
  defaultProviderName,
  describeProvider,
  isProviderType,
  providerUrn,
} from "./providers";
import type { Frames, Registration } from "./registration";
import { buildUrn, packageOf, providerTypePrefix } from "./urn";

/** Which provider each resource runs on: the one it names, else a default one that is registered on first use. */
export class ProviderRegistry {
  private readonly known = new Map<string, GraphProvider>();
  private readonly disabled: ReadonlySet<string>;

  constructor(
    private readonly settings: { stack: string; project: string; config: Readonly<Record<string, string>> },
    private readonly registrations: Map<string, Registration>,
  ) {
    const list = settings.config["pulumi:disable-default-providers"];
    this.disabled = new Set(list === undefined ? [] : (JSON.parse(list) as string[]));
  }

  /** Undefined for providers themselves. Refuses a default provider that the stack's config disables. */
  of(type: string, reference: string, version: string, frames: Frames): GraphProvider | undefined {
    if (isProviderType(type)) return undefined;
    const urn = reference === "" ? this.registerDefault(type, version, frames) : providerUrn(reference);
    const known = this.known.get(urn);
    if (known) return known;
    const registration = this.registrations.get(urn);
    if (!registration)
      throw new MonitorError(`provider "${reference}" of ${type} was never registered.`, frames());
    const provider = describeProvider({ ...registration, isDefault: reference === "" });
    this.known.set(urn, provider);
    return provider;
  }

  private registerDefault(type: string, version: string, frames: Frames): string {
    const packageName = packageOf(type);
    if (this.disabled.has(packageName) || this.disabled.has("*")) {
      throw new MonitorError(
        `${type} names no provider and the default provider of "${packageName}" is disabled; ` +
          `pass { provider } or a parent that has one.`,
        frames(),
      );
    }
    const name = defaultProviderName(version);
    const providerType = `${providerTypePrefix}${packageName}`;
    const urn = buildUrn(this.settings, "", providerType, name);
    if (this.registrations.has(urn)) return urn;
    const inputs = defaultProviderInputs(packageName, version, this.settings.config);
    this.registrations.set(urn, {
      urn,
      type: providerType,
      name,
      custom: true,
      parent: "",
      inputs,
      provider: undefined,
      dependencies: [],
      propertyDependencies: {},
      options: { version },
      frames: () => [],
      id: "",
      outputs: inputs,
    });
    return urn;
  }
}
