import { evaluate } from "../../../policy-pack/run";
import { brief, type Check } from "./case";
import { probeModel, probeResource, type ProbeResource } from "./graph";
import { findingTexts, type FindingText } from "./finding-texts";

/** One probe of a `graph.json`. */
export interface Probe {
  title: string;
  /** Pattern of the rules that it is about. */
  rules: string;
  want: "finding" | "none";
  resources: readonly ProbeResource[];
}

/**
 * Judges a `graph.json` with the whole policy pack on the pack's own fixture platform.
 * @param texts what findings have to say and may not say; default what is known of the case of that name
 */
export function judgeProbes(
  name: string,
  probes: readonly Probe[],
  texts: Readonly<Record<string, FindingText>> = findingTexts[name] ?? {},
): Check[] {
  const model = probeModel();
  return probes.map(({ title, rules, want, resources }) => {
    const { findings } = evaluate({ stack: "prod-eu", resources: resources.map(probeResource) }, model);
    const pattern = new RegExp(rules);
    const hits = findings.filter(({ rule }) => pattern.test(rule));
    const got = hits.map(({ rule, message }) => `${rule} ${brief(message)}`).join(" | ") || "none";
    if (want === "none") return { title, right: hits.length === 0, want: `no finding of ${rules}`, got };
    const { names, hides } = texts[title] ?? {};
    const says = ({ message }: { message: string }) => names === undefined || message.includes(names);
    const leaks = hits.some(({ message }) => hides !== undefined && message.includes(hides));
    const wanted =
      `a finding of ${rules}` +
      (names === undefined ? "" : ` that names ${names}`) +
      (hides === undefined ? "" : ` and does not print the secret`);
    return { title, right: hits.some(says) && !leaks, want: wanted, got };
  });
}
