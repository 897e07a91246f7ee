import type { Location, Log, ReportingDescriptor, Result, Run } from "sarif";

import type { Report } from "./model";
import type { ReportDocument, ReportFinding, ReportRule } from "./report-schema";

/** What code hosts sort by, from 0 to 10. */
const securitySeverity: Record<ReportRule["severity"], string> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "3.0",
};

/** Of a rule's tags hosts show the first ten. */
const shownTags = 10;

const sourceRoot = "%SRCROOT%";

/**
 * SARIF 2.1.0 (OASIS): one run, for one stack. Results stand on the TypeScript line that declares the resource; waived ones
 * are there with their suppression.
 */
export function sarif({ document }: Report): string {
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [runOf(document)],
  };
  return JSON.stringify(log, undefined, 2) + "\n";
}

function runOf(document: ReportDocument): Run {
  const { tool, rules, findings, stack } = document;
  return {
    tool: {
      driver: { name: tool.name, semanticVersion: tool.version, rules: rules.map(descriptor) },
    },
    automationDetails: { id: `policy/${stack}/` },
    originalUriBaseIds: { [sourceRoot]: { description: { text: "The project's root." } } },
    columnKind: "utf16CodeUnits",
    results: findings.map((finding) => resultOf(finding, document)),
  };
}

function descriptor(rule: ReportRule): ReportingDescriptor {
  const { id, name, title, rationale, remediation, severity, family, level, url, controls } = rule;
  const tags = new Set([
    "security",
    family,
    ...controls.map(({ framework, control }) => `${framework}: ${control}`),
  ]);
  return {
    id,
    name,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: sentence(rationale) },
    help: { text: sentence(remediation) },
    helpUri: url,
    defaultConfiguration: {
      enabled: level !== "disabled",
      level: level === "advisory" || level === "disabled" ? "warning" : "error",
    },
    properties: {
      tags: [...tags].slice(0, shownTags),
      precision: "very-high",
      "problem.severity": level === "advisory" ? "warning" : "error",
      "security-severity": securitySeverity[severity],
    },
  };
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

function resultOf(finding: ReportFinding, { rules, stack, waivers }: ReportDocument): Result {
  const { rule, level, kind, message, fingerprint, waiver, callers, path } = finding;
  const justification = waivers.find(({ id }) => id === waiver)?.reason;
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: level === "mandatory" ? "error" : "warning",
    message: { text: message },
    locations: [locationOf(finding, stack)],
    ...(callers.length === 0
      ? {}
      : { relatedLocations: callers.map((caller, id) => ({ id, ...physical(caller) })) }),
    partialFingerprints: { "meridian/v1": fingerprint },
    ...(waiver === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: "external" as const,
              status: "accepted" as const,
              justification: `${waiver}: ${justification}`,
            },
          ],
        }),
    properties: { kind, ...(path === undefined ? {} : { path }) },
  };
}

/** Where no line of the program is known, the stack file stands for what was asked for. */
function locationOf({ source, urn }: ReportFinding, stack: string): Location {
  return {
    ...physical(source ?? { file: `Pulumi.${stack}.yaml`, line: 1 }),
    logicalLocations: [{ fullyQualifiedName: urn, kind: "resource" }],
  };
}

function physical({ file, line }: NonNullable<ReportFinding["source"]>): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), uriBaseId: sourceRoot },
      region: { startLine: line },
    },
  };
}
