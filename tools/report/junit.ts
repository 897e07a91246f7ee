import type { Decision } from "../../policy-pack/run";
import type { Report } from "./model";
import type { ReportFinding } from "./report-schema";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Text of an attribute. What XML 1.0 has no way to write is left out. */
function attribute(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"\n\t]/g, (character) => escapes[character]!);
}

/**
 * JUnit XML of one stack: a suite, and a case for each pair of rule and resource that the rule applies to. A failure is a
 * mandatory violation, an error is a mandatory undecided answer or a rule that broke; waived and undecided pairs are skipped.
 */
export function junit({ document, decisions }: Report): string {
  const findings = new Map<string, ReportFinding[]>();
  for (const finding of document.findings) {
    const key = keyOf(finding);
    findings.set(key, [...(findings.get(key) ?? []), finding]);
  }
  const cases = decisions.map((decision) => {
    const own = findings.get(keyOf(decision)) ?? [];
    return { decision, own, outcome: outcomeOf(decision, own) };
  });
  const count = (outcome: Outcome) => cases.filter((each) => each.outcome === outcome).length;
  const counts =
    `tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" ` +
    `skipped="${count("skipped")}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="meridian policies" ${counts}>`,
    `  <testsuite name="${attribute(document.stack)}" ${counts}>`,
    ...cases.map(({ decision, own, outcome }) => testCase(decision, own, outcome)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

type Outcome = "passed" | "failure" | "error" | "skipped";

const keyOf = ({ rule, urn }: { rule: string; urn: string }) => `${rule} ${urn}`;

function outcomeOf({ verdict }: Decision, findings: readonly ReportFinding[]): Outcome {
  const mandatory = findings.filter(({ level }) => level === "mandatory");
  if (mandatory.some(({ kind }) => kind === "violation")) return "failure";
  if (mandatory.length > 0) return "error";
  return verdict === "waived" || verdict === "undecided" ? "skipped" : "passed";
}

function testCase(
  { rule, urn, verdict }: Decision,
  findings: readonly ReportFinding[],
  outcome: Outcome,
): string {
  const open = `    <testcase classname="${attribute(rule)}" name="${attribute(urn)}"`;
  if (outcome === "passed" && findings.length === 0) return `${open}/>`;
  const message = attribute(findings.map((finding) => finding.message).join("\n") || "undecided");
  const place = findings.find(({ source }) => source !== undefined)?.source;
  const at = place === undefined ? "" : ` file="${attribute(place.file)}" line="${place.line}"`;
  const detail = {
    passed: `<system-out>${message}</system-out>`,
    failure: `<failure type="${attribute(verdict)}" message="${message}"/>`,
    error: `<error type="${attribute(findings[0]?.kind ?? verdict)}" message="${message}"/>`,
    skipped: `<skipped message="${message}"/>`,
  }[outcome];
  return `${open}${at}>${detail}</testcase>`;
}
