import { rankOf } from "../../facts/classification";
import { openKinds } from "../../facts/visibility";
import { widens } from "./types";
import type { Release, ReleasedColumn, ReleasedTable } from "./release";
import { changeKinds, type ChangeKind } from "./versions";

/** One difference between two releases of a product. */
export interface Change {
  readonly kind: ChangeKind;
  readonly table?: string;
  readonly column?: string;
  /** What is different: `is long, was int`. */
  readonly what: string;
  /** The column has another type. Default false. */
  readonly retyped?: boolean;
}

/** What is different in `to`, tables and columns by name. Nothing but the hash may differ: then something else of the content did. */
export function changesBetween(from: Release, to: Release): Change[] {
  const found = [
    ...retentionChanges(from, to),
    ...keysOf(from.tables, to.tables).flatMap((table) =>
      tableChanges(from.tables[table], to.tables[table]).map((change) => ({ ...change, table })),
    ),
  ];
  const unnamed: Change = {
    kind: "other",
    what: "has other quality rules, service levels, options or keys of the standard",
  };
  return found.length === 0 && from.hash !== to.hash ? [unnamed] : found;
}

/** A change as a message says it: `trades.venue is new`. */
export const changeText = ({ table, column, what }: Change): string =>
  [[table, column].filter((part) => part !== undefined).join("."), what]
    .filter((part) => part !== "")
    .join(" ");

/** Whether a change is a column that tables laid by `from` do not have. */
export const isAddedColumn = ({ table, column }: Change, from: Release): boolean => {
  const had = table === undefined ? undefined : from.tables[table]?.columns;
  return had !== undefined && column !== undefined && !(column in had);
};

/** What the changes together ask of the version. */
export const kindOf = (changes: readonly Change[]): ChangeKind =>
  changeKinds.find((kind) => changes.some((change) => change.kind === kind)) ?? "other";

const keysOf = (from: object, to: object): string[] => [
  ...Object.keys(to),
  ...Object.keys(from).filter((key) => !(key in to)),
];

function retentionChanges({ retentionDays: was }: Release, { retentionDays: is }: Release): Change[] {
  if (was === is) return [];
  const shown = (days: number | undefined) => (days === undefined ? "its domain's" : `${days} days`);
  // Without one of its own a product is kept as its domain says, which may be less.
  const isLess = was !== undefined && (is === undefined || is < was);
  return [{ kind: isLess ? "breaking" : "added", what: `keeps ${shown(is)}, was ${shown(was)}` }];
}

function tableChanges(from: ReleasedTable | undefined, to: ReleasedTable | undefined): Change[] {
  if (from === undefined) return [{ kind: "added", what: "is new" }];
  if (to === undefined) return [{ kind: "breaking", what: "is gone" }];
  return [
    ...(from.layer === to.layer
      ? []
      : [{ kind: "breaking", what: `is in ${to.layer}, was in ${from.layer}` } as const]),
    ...filterChanges(from.rowFilter, to.rowFilter),
    ...keysOf(from.columns, to.columns).flatMap((column) =>
      columnChanges(from.columns[column], to.columns[column]).map((change) => ({ ...change, column })),
    ),
  ];
}

function filterChanges(was: string | undefined, is: string | undefined): Change[] {
  if (was === is) return [];
  if (is === undefined) return [{ kind: "added", what: "shows all rows, was filtered" }];
  return [{ kind: "breaking", what: was === undefined ? "has a row filter" : "has another row filter" }];
}

function columnChanges(from: ReleasedColumn | undefined, to: ReleasedColumn | undefined): Change[] {
  if (from === undefined)
    return to?.required === true
      ? [{ kind: "breaking", what: "is new and required, which rows that are there cannot keep" }]
      : [{ kind: "added", what: "is new" }];
  if (to === undefined) return [{ kind: "breaking", what: "is gone" }];
  const changes: Change[] = [];
  const add = (kind: ChangeKind, what: string) => changes.push({ kind, what });
  if (from.type !== to.type)
    changes.push({
      kind: widens(from.type, to.type) ? "added" : "breaking",
      what: `is ${to.type}, was ${from.type}`,
      retyped: true,
    });
  if (from.required !== to.required)
    // Readers rely on the one, rows that are there on the other.
    add("breaking", to.required ? "is required, was not" : "is not required, was");
  const key = to.key ?? false;
  if ((from.key ?? false) !== key)
    add(key ? "added" : "breaking", key ? "is unique, was not" : "is not unique, was");
  const rank = rankOf(to.classification) - rankOf(from.classification);
  if (rank !== 0) add(rank > 0 ? "breaking" : "added", `is ${to.classification}, was ${from.classification}`);
  if (from.pii !== to.pii) {
    const closes = isOpen(from) && !isOpen(to);
    add(closes ? "breaking" : "added", `holds pii ${to.pii}, held ${from.pii}`);
  }
  return changes;
}

const isOpen = ({ pii }: ReleasedColumn): boolean => openKinds.some((kind) => kind === pii);
