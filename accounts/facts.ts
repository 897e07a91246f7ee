import type { TagFacts } from "../components/naming/tags";
import { tagsFor } from "../components/naming/tags";
import type { Platform, StackSettings } from "./config";
import type { AccountScope } from "./scope";

type Facts = Omit<TagFacts, "jurisdiction" | "environment">;

/** The facts that hold for everything in a stack, added to those of one thing. */
export function factsOf<Given extends Partial<Facts>>(
  { jurisdiction, stage }: Pick<StackSettings, "jurisdiction" | "stage">,
  given: Given,
) {
  return { ...given, jurisdiction, environment: stage };
}

/**
 * Tags of the platform's own machinery in an account, kept as long as the audit trail. Records of calls and accesses name people
 * and object keys, so they are confidential; the rest is internal.
 */
export function platformTags(scope: AccountScope, platform: Platform, layer: TagFacts["layer"] = "platform") {
  return tagsFor(
    factsOf(platform, {
      classification: layer === "platform" ? "internal" : "confidential",
      domain: scope.name,
      layer,
      owner: platform.contacts.platform,
      retention: `${platform.retention.auditDays}d`,
    }),
  );
}
