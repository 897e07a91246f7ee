import { MonitorError } from "./errors";
import type { RawFrame } from "./positions";
import type { AliasMessage, RegisterResourceRequest } from "./sdk";

/** What Go's `time.ParseDuration` reads: the engine takes timeouts in this form. */
const duration = /^[-+]?(0|((\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const urnPrefix = "urn:pulumi:";

/** Types of resources that a provider makes have three parts; those of components are free. */
export function checkTypeToken(type: string, frames: () => readonly RawFrame[]): void {
  if (type.split(":").length === 3) return;
  throw new MonitorError(`type "${type}" is not a valid type token; write package:module:Name.`, frames());
}

/** Options that the engine cannot read, which the SDK passes on as they are. */
export function checkOptions(request: RegisterResourceRequest, frames: () => readonly RawFrame[]): void {
  const refuse = (option: string, value: string, way: string): never => {
    throw new MonitorError(
      `${option} "${value}" of "${request.getName()}" cannot be read; ${way}.`,
      frames(),
    );
  };
  for (const urn of [...request.getAliasurnsList(), ...request.getAliasesList().flatMap(urnOf)]) {
    if (!urn.startsWith(urnPrefix))
      refuse("alias", urn, "give a whole URN, or { name } and what else has changed");
  }
  const timeouts = request.getCustomtimeouts();
  if (!timeouts) return;
  const given = [timeouts.getCreate(), timeouts.getUpdate(), timeouts.getDelete(), timeouts.getRead()];
  for (const text of given) {
    if (text !== "" && !duration.test(text)) refuse("timeout", text, "write a duration such as 5m or 1h30m");
  }
}

function urnOf(alias: AliasMessage): string[] {
  return alias.getSpec() ? [] : [alias.getUrn()];
}
