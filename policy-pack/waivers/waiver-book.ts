import type { GraphResource } from "../graph/types";
import { coversResource, coversStack, hasExpired, type Waiver } from "./waiver";

/** How often a waiver matched in one stack. */
export interface WaiverUse {
  readonly waiver: Waiver;
  /** Distinct pairs of rule and resource that it was wanted for, also those beyond its limit. */
  readonly matches: number;
}

/**
 * The waivers of one stack while it is judged. Each is good for as many (rule, resource) pairs as its limit says; a pair
 * that is asked about again, as the engine does in an update, counts once.
 */
export class WaiverBook {
  private readonly byRule = new Map<string, Waiver[]>();
  private readonly pairs = new Map<Waiver, Set<string>>();

  /** @param today YYYY-MM-DD; expired waivers are left out */
  constructor(waivers: readonly Waiver[], stack: string, today: string) {
    for (const waiver of waivers) {
      if (!coversStack(waiver, stack) || hasExpired(waiver, today)) continue;
      this.pairs.set(waiver, new Set());
      for (const rule of waiver.rules) {
        const list = this.byRule.get(rule);
        if (list === undefined) this.byRule.set(rule, [waiver]);
        else list.push(waiver);
      }
    }
  }

  /** The waiver that lets a rule's finding about a resource through; undefined when none does, or its limit is reached. */
  waive(rule: string, resource: Pick<GraphResource, "type" | "name" | "urn">): Waiver | undefined {
    for (const waiver of this.byRule.get(rule) ?? []) {
      if (!coversResource(waiver, resource)) continue;
      const pairs = this.pairs.get(waiver)!;
      const pair = `${rule} ${resource.urn}`;
      pairs.add(pair);
      if (pairs.size <= waiver.limit || [...pairs].indexOf(pair) < waiver.limit) return waiver;
    }
    return undefined;
  }

  uses(): WaiverUse[] {
    return [...this.pairs].map(([waiver, { size }]) => ({ waiver, matches: size }));
  }
}
