import type { StoreUse } from "../components/access/store-uses";
import type { Service } from "../components/identity/capabilities";
import { namedRole, type RoleHome } from "../components/identity/work-role";
import type { Zone } from "../components/lake/domain-lake";
import type { ModelAccount } from "../components/residency/model";
import type { Platform } from "./config";

export type ProcessingKind = Platform["domains"][number]["processing"][number]["kind"];

/** What transforms a domain's data: the purpose in its role's name, and its short word for statement ids. */
export const processingUsers: Readonly<Record<ProcessingKind, { purpose: string; sid: string }>> = {
  glue: { purpose: "etl", sid: "Etl" },
};

/** Users of a domain's lake, by what they are. */
export interface LakeUses {
  /** What transforms the data, in the order of the domain's `processing`. */
  readonly processing: readonly StoreUse<Zone>[];
  readonly registration: StoreUse<Zone>;
  /** Absent where the region has no table optimizers. */
  readonly optimizer?: StoreUse<Zone>;
  readonly creator: StoreUse<Zone>;
}

export const usersOf = ({ processing, ...others }: LakeUses): StoreUse<Zone>[] => [
  ...processing,
  ...Object.values(others),
];

/** Every user of one domain's lake. A new one is a row here: its bucket, its key and its own policy follow. */
export function lakeUses(
  { name: domain, processing }: { name: string; processing: readonly { kind: ProcessingKind }[] },
  at: { producer: RoleHome; governance: RoleHome; deployRoleArn: string; optimized: boolean },
): LakeUses {
  const tables = (use: "write" | "create") => ({ silver: use, gold: use }) as const;
  const governed = (purpose: string) => [namedRole(at.governance, domain, purpose).arn];
  return {
    processing: processing.map(({ kind }) => ({
      sid: processingUsers[kind].sid,
      roleArns: [namedRole(at.producer, domain, processingUsers[kind].purpose).arn],
      // A replay of what came more than a year ago begins in the archive.
      parts: { bronze: "restore", ...tables("write"), results: "write" },
    })),
    // Lake Formation lends it to readers and writers of tables; raw files it only shows.
    registration: {
      sid: "Registration",
      roleArns: governed("registration"),
      parts: { bronze: "read", ...tables("write") },
    },
    ...(at.optimized && {
      optimizer: { sid: "Optimizer", roleArns: governed("optimizer"), parts: tables("write") },
    }),
    // Glue stores a table's first metadata file as whoever creates it.
    creator: { sid: "Creator", roleArns: [at.deployRoleArn], parts: tables("create") },
  };
}

/** AWS services that working roles use, by what an account is for: its permissions boundary derives from them. */
const servicesOfRole: Readonly<Record<ModelAccount["role"], readonly Service[]>> = {
  governance: ["dynamodb", "glue", "kms", "lakeformation", "logs", "s3", "sqs"],
  producer: ["glue", "kms", "lakeformation", "logs", "s3"],
  consumer: ["athena", "glue", "kms", "lakeformation", "s3"],
  ml: ["athena", "glue", "kms", "lakeformation", "s3"],
  security: ["kms", "s3"],
  management: [],
};

/** What adds columns to tables uses these, and only while some table waits. */
const evolving: readonly Service[] = ["athena", "sts"];

/** The services of one account of a stack. */
export const servicesOf = (
  role: ModelAccount["role"],
  { tablesAt = [] }: Pick<Platform, "tablesAt">,
): readonly Service[] =>
  role === "governance" && tablesAt.length > 0
    ? [...servicesOfRole.governance, ...evolving]
    : servicesOfRole[role];
