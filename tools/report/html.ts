import type { Report } from "./model";
import { gapText, percentOf, placeText } from "./outlook";
import type { ReportDocument, ReportFinding } from "./report-schema";

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escape = (text: string | number): string =>
  String(text).replace(/[&<>"']/g, (character) => escapes[character]!);

const style = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 78rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 2rem; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.6rem; border-bottom: 1px solid #8884; }
td { overflow-wrap: anywhere; }
#findings td:nth-child(-n+3), #waivers td:nth-child(-n+2) { white-space: nowrap; }
th { white-space: nowrap; }
.mandatory { color: #c62828; font-weight: 600; }
.advisory { color: #8a6d00; }
code { font-size: 0.9em; }
input { font: inherit; width: 100%; max-width: 30rem; padding: 0.4rem 0.6rem; }
@media (prefers-color-scheme: dark) { .mandatory { color: #ff8a80; } .advisory { color: #ffd54f; } a { color: #90caf9; } }
`;

/** Hides rows that do not have the words; the words are kept in the address, so that a view can be shared. */
const script = `
const input = document.querySelector("input");
const rows = [...document.querySelectorAll("#findings tbody tr")];
const shown = document.querySelector("#shown");
function filter() {
  const words = input.value.toLowerCase().split(/\\s+/);
  for (const row of rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
  shown.textContent = rows.filter((row) => !row.hidden).length + " of " + rows.length;
}
input.value = decodeURIComponent(location.hash.slice(1));
input.addEventListener("input", () => {
  history.replaceState(null, "", "#" + encodeURIComponent(input.value));
  filter();
});
filter();
`;

/** One page with everything in it: a table of stacks, a list of findings to filter, waivers and rules. It loads nothing. */
export function html(reports: readonly Report[]): string {
  const documents = reports.map(({ document }) => document);
  const findings = documents
    .flatMap((document) => document.findings.map((finding) => ({ finding, document })))
    .sort((one, other) => rank(one.finding) - rank(other.finding))
    .map(({ finding, document }) => findingRow(finding, document));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>Meridian: policies</title>
<style>${style}</style>
</head>
<body>
<h1>Policies</h1>
${table("stacks", ["stack", "verdict", "resources", "pass", "fail", "waived", "undecided", "decided"], documents.map(stackRow))}
<h2>Findings <small id="shown">${findings.length} of ${findings.length}</small></h2>
<p><input type="search" aria-label="Filter findings" placeholder="Filter: stack, rule, resource, file …"></p>
${table("findings", ["stack", "rule", "level", "resource", "what and way out"], findings)}
<h2>Declared gaps</h2>
${table("gaps", ["stack", "region", "what is left out", "judges nothing", "source"], documents.flatMap(gapRows))}
<h2>Notes on contracts</h2>
${table("advisories", ["stack", "where", "what"], documents.flatMap(advisoryRows))}
<h2>Nearest limits of AWS</h2>
${table("limits", ["stack", "share", "used", "of", "what", "source"], documents.flatMap(limitRows))}
<h2>Waivers</h2>
${table("waivers", ["stack", "waiver", "rules", "owner", "reason", "matches", "expires"], documents.flatMap(waiverRows))}
<h2>Rules</h2>
${table("rules", ["stack", "rule", "level", "pass", "fail", "waived", "undecided"], documents.flatMap(ruleRows))}
<script>${script}</script>
</body>
</html>
`;
}

const severities: readonly ReportFinding["severity"][] = ["critical", "high", "medium", "low"];

/** What blocks comes first, the gravest before others. */
const rank = ({ level, severity }: ReportFinding): number =>
  (level === "mandatory" ? 0 : severities.length) + severities.indexOf(severity);

function table(id: string, header: readonly string[], rows: readonly string[]): string {
  const head = header.map((text) => `<th scope="col">${escape(text)}</th>`).join("");
  const body = rows.length === 0 ? `<tr><td colspan="${header.length}">none</td></tr>` : rows.join("\n");
  return `<table id="${id}">\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

/** A row of cells that are already markup. */
const row = (cells: readonly string[]): string =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;

function stackRow({ stack, blocked, summary }: ReportDocument): string {
  const { resources, verdicts, decidedRatio } = summary;
  const verdict = blocked ? '<span class="mandatory">✖ blocked</span>' : "✔ may be deployed";
  const counts = [resources, verdicts.pass, verdicts.fail, verdicts.waived, verdicts.undecided].map(escape);
  return row([escape(stack), verdict, ...counts, `${(decidedRatio * 100).toFixed(1)} %`]);
}

function findingRow(finding: ReportFinding, { stack, rules }: ReportDocument): string {
  const { rule, severity, level, kind, name, type, source, message, waiver } = finding;
  const url = rules.find(({ id }) => id === rule)?.url ?? "";
  const what = [level, severity, kind, ...(waiver === undefined ? [] : [waiver])].map(escape).join("<br>");
  const place = source === undefined ? "" : `<br><code>${escape(source.file)}:${source.line}</code>`;
  return row([
    escape(stack),
    `<a href="${escape(url)}">${escape(rule)}</a>`,
    `<span class="${level}">${what}</span>`,
    `<code>${escape(name)}</code><br>${escape(type)}${place}`,
    escape(message),
  ]);
}

const waiverRows = ({ stack, waivers }: ReportDocument) =>
  waivers.map(({ id, rules, owner, reason, matches, limit, expires, daysLeft }) =>
    row(
      [
        stack,
        id,
        rules.join(", "),
        owner,
        reason,
        `${matches} of ${limit}`,
        `${expires} (${daysLeft} days)`,
      ].map(escape),
    ),
  );

const advisoryRows = ({ stack, advisories }: ReportDocument) =>
  advisories.map((each) => row([stack, placeText(each), each.message].map(escape)));

const gapRows = ({ stack, gaps }: ReportDocument) =>
  gaps.map((gap) => row([stack, gap.region, gapText(gap), gap.rules.join(", "), gap.source].map(escape)));

const limitRows = ({ stack, limits }: ReportDocument) =>
  limits.map((limit) => {
    const { used, most, unit, subject, source } = limit;
    return row([stack, percentOf(limit), used, `${most} ${unit}`, subject, source].map(escape));
  });

const ruleRows = ({ stack, rules }: ReportDocument) =>
  rules.map(({ id, title, url, level, verdicts: { pass, fail, waived, undecided } }) =>
    row([
      escape(stack),
      `<a href="${escape(url)}">${escape(id)}</a> ${escape(title)}`,
      escape(level),
      ...[pass, fail, waived, undecided].map(escape),
    ]),
  );
