import type { UnplacedIssue } from "../errors/check-yaml";
import type { KeyPath } from "../errors/key-path";

/** What a contract says that is kept, and that nothing here does as a reader may expect. */
const sentences = {
  servers: () => "are kept as documentation; where data stands is compiled from the stack file",
  roles: () => "are kept as documentation; who reads is said by consumers and the stack file",
  version: (what: string) => `is released as ${what}; releases compare three numbers`,
  purpose: () => "do not say purpose; the registry shows none",
  owner: (what: string) => `is of no named team; ${what} is shown as the one that answers for it`,
  undescribed: (what: string) => `have no description: ${what}`,
  views: (what: string) => `are views, documented and not laid: ${what}`,
  names: (what: string) =>
    `physical names are kept as documentation, the catalog has names of its own: ${what}`,
  types: (what: string) => `physical types are kept as documentation, tables are laid with: ${what}`,
  times: (what: string) => `times are laid as text, because Athena and Spark have no such type: ${what}`,
  texts: (what: string) => `do not say what they hold and are laid as text for JSON: ${what}`,
  reserved: (what: string) => `are words that a query of Athena has to put in double quotes: ${what}`,
  nested: (what: string) => `are opened or shut whole, by the highest of their fields: ${what}`,
  inside: (what: string) => `are not acted on within a column: ${what}`,
  documented: (what: string) => `are kept as documentation, nothing here acts on them: ${what}`,
  own: (what: string) => `customProperties of your own are kept, nothing here acts on them: ${what}`,
  retention: (what: string) =>
    `${what} is kept as documentation; customProperties.retention says how long tables are kept`,
  unmeasured: (what: string) => `is not measured: ${what}`,
} satisfies Record<string, (what: string) => string>;

export type NoteKind = keyof typeof sentences;

/** Gathers what is to be said of a contract, a line for each kind, at the first place that it is about. */
export class Notes {
  private readonly found = new Map<NoteKind, { path: KeyPath; details: string[] }>();

  add(kind: NoteKind, path: KeyPath, detail = ""): void {
    const { details } = this.found.get(kind) ?? this.open(kind, path);
    if (detail !== "" && !details.includes(detail)) details.push(detail);
  }

  private open(kind: NoteKind, path: KeyPath): { path: KeyPath; details: string[] } {
    const opened = { path, details: [] };
    this.found.set(kind, opened);
    return opened;
  }

  /** In the order in which they were met. */
  lines(): UnplacedIssue[] {
    return [...this.found].map(([kind, { path, details }]) => ({
      path,
      at: "key" as const,
      message: sentences[kind](listed(details)),
    }));
  }
}

const shown = 6;

const listed = (details: readonly string[]): string =>
  details.length <= shown
    ? details.join(", ")
    : `${details.slice(0, shown).join(", ")} and ${details.length - shown} more`;
