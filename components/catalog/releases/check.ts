import type { UnplacedIssue } from "../../errors/check-yaml";
import type { Contract } from "../contract";
import { isDraft } from "../contract-life";
import { changesBetween, changeText, isAddedColumn, kindOf, type Change } from "./changes";
import type { LockedProduct } from "./lock-file";
import type { Release } from "./release";
import { compareVersions, leastVersion } from "./versions";

/** What a contract's releases say against it, and what is to be known of it. */
export interface ReleaseFindings {
  readonly issues: readonly UnplacedIssue[];
  /** What only releasing it mends: columns that tables which stand do not have. */
  readonly waiting: readonly UnplacedIssue[];
  readonly notes: readonly UnplacedIssue[];
}

const command = "`npx meridian contract release`";

/** Judges a contract by what was released of it. @param now the contract as it would be released */
export function judgeRelease(
  contract: Pick<Contract, "status" | "tables">,
  now: Release,
  locked: LockedProduct | undefined,
): ReleaseFindings {
  const last = locked?.releases.at(-1);
  const { version } = now;
  if (last === undefined) {
    if (isDraft(contract)) return nothing;
    return noted(unreleased(contract, version));
  }
  const order = compareVersions(version, last.version);
  if (order < 0) {
    const message = `"${version}" is before the released ${last.version}; use a later one`;
    return { ...nothing, issues: [{ path: ["version"], message }] };
  }
  const changes = changesBetween(last, now);
  if (order === 0) return { ...nothing, issues: changes.map((change) => changed(contract, change, last)) };
  const kind = kindOf(changes);
  const least = leastVersion(last.version, kind);
  if (compareVersions(version, least) < 0) {
    return { ...nothing, issues: [tooLow(changes, kind, { version, least, last: last.version })] };
  }
  const { notes } = noted(`${version} is not released; ${command} records it after ${last.version}`);
  return {
    issues: [],
    waiting: changes
      .filter((change) => isAddedColumn(change, last))
      .map((change) => ({
        path: placeOf(contract, change),
        at: "key",
        message: `${changeText(change)} in a table that stands; run ${command}, which marks the stacks whose tables lack it`,
      })),
    notes: [...notes, ...widened(contract, changes)],
  };
}

const nothing: ReleaseFindings = { issues: [], waiting: [], notes: [] };

/** Most columns that a note names. */
const shown = 12;

/** Of a first release nobody knows what its tables have; only what may be null can come later. */
function unreleased({ tables }: Pick<Contract, "tables">, version: string): string {
  const optional = tables.flatMap(({ columns }) => columns.filter(({ required }) => !required));
  const names = optional.map(({ name }) => name);
  const more = names.length > shown ? ` and ${names.length - shown} more` : "";
  const lacking =
    names.length === 0
      ? ""
      : `; a table that stands already is given none of ${names.slice(-shown).join(", ")}${more}, should it lack one`;
  return `${version} is not released; ${command} records it, and columns that come later are then added${lacking}`;
}

const noted = (message: string): ReleaseFindings => ({
  issues: [],
  waiting: [],
  notes: [{ path: ["version"], message, at: "key" }],
});

/** A change under the version that is released already, at the column or table that it is of. */
function changed(contract: Pick<Contract, "tables">, change: Change, { version }: Release): UnplacedIssue {
  const least = leastVersion(version, change.kind);
  const message = `${changeText(change)}, but ${version} is released and stays as it was; give it version ${least} or take the change back`;
  return { path: placeOf(contract, change), message, at: "key" };
}

function tooLow(
  changes: readonly Change[],
  kind: Change["kind"],
  { version, least, last }: { version: string; least: string; last: string },
): UnplacedIssue {
  const reasons = changes.filter((change) => change.kind === kind).map(changeText);
  const word = kind === "breaking" ? "readers break" : "columns or tables are added";
  const message = `"${version}" is too low after ${last}, because ${word}: ${reasons.join("; ")}; use ${least} or later`;
  return { path: ["version"], message };
}

/** Where in the contract a change shows; what is gone shows where it was missed. */
function placeOf({ tables }: Pick<Contract, "tables">, { table, column }: Change): UnplacedIssue["path"] {
  const at = tables.findIndex(({ name }) => name === table);
  if (at < 0) return ["version"];
  const index = tables[at]!.columns.findIndex(({ name }) => name === column);
  const position = tables[at]!.position;
  return index < 0 ? ["schema", position] : ["schema", position, "properties", index];
}

/** Nothing alters the type of a column that is there. */
const widened = (contract: Pick<Contract, "tables">, changes: readonly Change[]): UnplacedIssue[] =>
  changes
    .filter(({ retyped }) => retyped)
    .map((change) => ({
      path: placeOf(contract, change),
      at: "key",
      message: `${changeText(change)}: Meridian adds columns and changes none, so alter the type by a job of the domain`,
    }));
