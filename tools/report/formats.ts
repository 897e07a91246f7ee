import { html } from "./html";
import { junit } from "./junit";
import { markdown } from "./markdown";
import type { Report } from "./model";
import { sarif } from "./sarif";

interface Format {
  /** File names and texts for the planned stacks. */
  files(reports: readonly Report[]): { name: string; text: string }[];
}

const perStack = (suffix: string, render: (report: Report) => string): Format => ({
  files: (reports) =>
    reports.map((report) => ({ name: report.document.stack + suffix, text: render(report) })),
});

const forAll = (name: string, render: (reports: readonly Report[]) => string): Format => ({
  files: (reports) => [{ name, text: render(reports) }],
});

const formats = {
  json: perStack(".report.json", ({ document }) => JSON.stringify(document, undefined, 2) + "\n"),
  sarif: perStack(".sarif", sarif),
  junit: perStack(".junit.xml", junit),
  markdown: forAll("report.md", markdown),
  html: forAll("report.html", html),
} satisfies Record<string, Format>;

export type ReportFormat = keyof typeof formats;

/** What `--report` takes. */
export const reportFormats = Object.keys(formats) as ReportFormat[];

/** The files of the wanted formats. */
export const reportFiles = (wanted: readonly ReportFormat[], reports: readonly Report[]) =>
  wanted.flatMap((format) => formats[format].files(reports));
