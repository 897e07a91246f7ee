import type { StoreUse } from "../components/access/store-uses";
import type { Service } from "../components/identity/capabilities";
import { namedRole, type RoleHome } from "../components/identity/work-role";
import type { Zone } from "../components/lake/domain-lake";
import type { ModelAccount } from "../components/residency/model";

/** Users of a domain's lake, by what they are. */
export type LakeUses = Readonly<
  Record<"etl" | "registration" | "creator", StoreUse<Zone>> & {
    /** Absent where the region has no table optimizers. */
    optimizer?: StoreUse<Zone>;
  }
>;

/** Every user of one domain's lake. A new one is a row here: its bucket, its key and its own policy follow. */
export function lakeUses(
  domain: string,
  at: { producer: RoleHome; governance: RoleHome; deployRoleArn: string; optimized: boolean },
): LakeUses {
  const tables = (use: "write" | "create") => ({ silver: use, gold: use }) as const;
  const governed = (purpose: string) => [namedRole(at.governance, domain, purpose).arn];
  return {
    etl: {
      sid: "Etl",
      roleArns: [namedRole(at.producer, domain, "etl").arn],
      parts: { bronze: "read", ...tables("write"), results: "write" },
    },
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
export const servicesOf: Readonly<Record<ModelAccount["role"], readonly Service[]>> = {
  governance: ["dynamodb", "glue", "kms", "lakeformation", "logs", "s3", "sqs"],
  producer: ["glue", "kms", "lakeformation", "logs", "s3"],
  consumer: ["athena", "glue", "kms", "lakeformation", "s3"],
  ml: ["athena", "glue", "kms", "lakeformation", "s3"],
  security: ["kms", "s3"],
  management: [],
};
