import type { Contract } from "../../components/catalog/contract";
import { visibleColumns, type Viewer } from "../../components/catalog/visible-columns";
import { legalBases } from "../../components/facts/legal-bases";
import { mayRead } from "../../components/facts/visibility";
import { databaseName, type Naming } from "../../components/naming/names";
import { grantedColumns } from "../../policy-pack/graph/columns";
import type { GraphIndex } from "../../policy-pack/graph/graph-index";
import { readPath } from "../../policy-pack/graph/read";
import type { GraphResource } from "../../policy-pack/graph/types";

/** A restricted or personal column that a reader has, and what lets it. */
export interface GrantedColumn {
  /** Name of the reader, or the principal where no reader of the stack is it. */
  reader: string;
  /** `<domain>.<name>`, or the table alone where no contract describes it. */
  product: string;
  table: string;
  column: string;
  classification: string;
  pii: string;
  /** The clearance, the contract's statement, or that there is neither. */
  by: string;
  /** False when neither the clearance nor a statement of the contract opens the column. */
  stated: boolean;
  /** URN of the grant. */
  grant: string;
}

/** A reader and the role that it reads with. */
export interface ReaderRole extends Viewer {
  readonly roleArn: string;
}

const permissions = "aws:lakeformation/permissions:Permissions";
const reading: ReadonlySet<unknown> = new Set(["SELECT", "ALL", "SUPER"]);
const writing: ReadonlySet<unknown> = new Set(["INSERT", "DELETE", "ALTER"]);

/** What the stack says about its data and readers. */
export interface Intended {
  readonly contracts: readonly Contract[];
  readonly readers: readonly ReaderRole[];
  readonly naming: Naming;
}

/**
 * Every restricted or personal column that the grants of a graph give to somebody who only reads, with the clearance or the
 * statement of the contract by which it is open. Computed from the grants, not from what the contracts intend. An account is no reader
 * of a stack: what it is granted, its administrators could pass on to anybody there, so nothing opens that.
 */
export function sensitiveGrants(
  index: GraphIndex,
  { contracts, readers, naming }: Intended,
): GrantedColumn[] {
  const roles = new Map(readers.map((reader) => [reader.roleArn, reader]));
  const described = new Map(
    contracts.flatMap((contract) =>
      contract.tables.map((table) => {
        const database = databaseName(naming, { domain: contract.domain, layer: table.layer });
        return [`${database}/${table.name}`, { contract, table }] as const;
      }),
    ),
  );
  const found = (index.byType.get(permissions) ?? []).filter(isReading).flatMap((grant) =>
    (grantedColumns(grant, index) ?? []).flatMap(({ table, columns }) => {
      const name = String(table.props["name"]);
      const owner = described.get(`${String(table.props["databaseName"])}/${name}`);
      const principal = String(grant.props["principal"]);
      const reader = roles.get(principal);
      const visible = owner && reader ? visibleColumns(owner.table, reader) : [];
      return columns
        .filter((column) => column.pii !== "none" || !mayRead(column, "restricted"))
        .map((column): GrantedColumn => {
          const open = visible.find((each) => each.column.name === column.name);
          return {
            reader: reader?.name ?? principal,
            product: owner?.contract.product ?? "",
            table: name,
            column: column.name,
            classification: column.classification,
            pii: column.pii,
            by: reasonOf(open, owner?.contract, reader),
            stated: open !== undefined,
            grant: grant.urn,
          };
        });
    }),
  );
  return found.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

/** Roles that write a table have to see all of it. */
function isReading({ props }: GraphResource): boolean {
  const granted = readPath(props, "permissions[]").map(({ value }) => value);
  return granted.some((each) => reading.has(each)) && !granted.some((each) => writing.has(each));
}

function reasonOf(
  open: ReturnType<typeof visibleColumns>[number] | undefined,
  contract: Contract | undefined,
  reader: Viewer | undefined,
): string {
  if (open === undefined || contract === undefined) return "nothing that the contract says";
  if (open.by === undefined) return `clearance ${reader?.clearance ?? ""}`;
  const bases = open.by.legalBasis.map((word) => legalBases[word].source).join("; ");
  return `${contract.file}, columnAccess of ${open.by.reader}: ${open.by.purpose} (${bases})`;
}

const orderOf = ({ reader, product, table, column, grant }: GrantedColumn) =>
  [reader, product, table, column, grant].join("\0");
