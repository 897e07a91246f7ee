import { z } from "zod";

import { declaredGaps } from "../../accounts/config";
import { formatIssue } from "../../components/errors/input-error";
import { nearestLimits, subjectOf } from "../../policy-pack/limits";
import type { GraphResource } from "../../policy-pack/graph/types";
import type { Stack } from "../stacks";
import type { Paint } from "./paint";

const limit = z.strictObject({
  subject: z
    .string()
    .describe("What is measured: an input, or a group of resources and what they have in common."),
  urn: z.string().describe("The resource; of a group, its last."),
  used: z.int().min(0),
  most: z.int().min(1).describe("What AWS allows; the default where it can raise it."),
  unit: z.enum(["characters", "values", "resources"]),
  source: z.string().describe("Where AWS says so."),
});

const gap = z.strictObject({
  service: z.string().describe("CloudFormation type that the region lacks."),
  region: z.string(),
  missing: z.string(),
  instead: z.string().describe("What has to do its work."),
  rules: z.array(z.string()).describe("Rules that judge nothing because of it."),
  source: z.string(),
});

const advisory = z.strictObject({
  file: z.string(),
  line: z.int().min(1).optional(),
  column: z.int().min(1).optional(),
  path: z.string().describe("Key path; empty for the whole file."),
  message: z.string().describe("What is accepted but does not do what a reader may expect."),
});

/** What a stack says of itself besides findings, in every document about a plan. */
export const outlookShape = {
  limits: z.array(limit).describe("The fullest use of each of AWS's quotas, the fullest first."),
  gaps: z.array(gap).describe("What is left out because the home region lacks it."),
  advisories: z.array(advisory).describe("What its contracts say that nothing here acts on."),
};

export interface Outlook {
  limits: z.infer<typeof limit>[];
  gaps: z.infer<typeof gap>[];
  advisories: z.infer<typeof advisory>[];
}
export type ShownGap = Outlook["gaps"][number];

export const emptyOutlook: Outlook = { limits: [], gaps: [], advisories: [] };

/** What is near to a quota, what is left out, and what is only read. */
export function outlookOf(
  { settings, advisories }: Pick<Stack, "settings" | "advisories">,
  resources: readonly GraphResource[],
): Outlook {
  return {
    limits: nearestLimits(resources).map((use) => ({
      subject: subjectOf(use),
      urn: use.resource.urn,
      used: use.used,
      most: use.quota.most,
      unit: use.quota.unit,
      source: use.quota.source,
    })),
    gaps: declaredGaps(settings).map(({ rules, ...facts }) => ({ ...facts, rules: [...rules] })),
    advisories: [...advisories],
  };
}

/** `32 %`: how much of a limit is used, rounded down, so that only what is full shows 100. */
export const percentOf = ({ used, most }: Outlook["limits"][number]): string =>
  `${Math.floor((used / most) * 100)} %`;

/** A gap as a sentence. */
export const gapText = ({ service, region, missing, instead }: ShownGap): string =>
  `${service} is not in ${region}: ${missing}; instead, ${instead}.`;

/** `file:line path` of an advisory. */
export const placeText = ({ file, line, path }: Outlook["advisories"][number]): string =>
  [line === undefined ? file : `${file}:${line}`, path].filter((part) => part !== "").join(" ");

/** Most limits that a terminal is shown. */
const shownLimits = 3;

/** The sections of a terminal; gaps and advisories only where there are any. */
export function outlookLines({ limits, gaps, advisories }: Outlook, paint: Paint): string[] {
  return [
    ...(advisories.length === 0 ? [] : ["", paint.bold("Contracts")]),
    ...advisories.map((each) => `  ${paint.warn("○ note")}  ${formatIssue(each)}`),
    ...(gaps.length === 0 ? [] : ["", paint.bold("Declared gaps")]),
    ...gaps.flatMap(({ service, region, missing, instead, rules }) => [
      `  ${paint.warn("○ gap")}  ${service} is not in ${region}: ${missing}`,
      `      instead: ${instead}; ${rules.join(", ")} judges nothing there`,
    ]),
    "",
    paint.bold("Nearest limits of AWS"),
    ...limits
      .slice(0, shownLimits)
      .map(
        (each) =>
          `  ${percentOf(each).padStart(5)}  ${each.used} of ${each.most} ${each.unit}: ${each.subject}`,
      ),
    ...(limits.length === 0 ? ["  none"] : []),
  ];
}
