import * as athena from "@pulumi/aws/athena";
import { Invocation } from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";

import { useKeys } from "../identity/data-statements";
import type { PolicyStatement } from "../identity/statement";
import { namedRole } from "../identity/work-role";
import { arns } from "../naming/arns";
import { nameOf, workgroupName } from "../naming/names";
import { functionLogUse, unitFunction } from "../runtime/unit-function";
import type { DataKey } from "../security/data-key";
import type { KeyRoleUse, KeyServiceUse } from "../security/key-policy";
import type { Ground, Home } from "../site/home";
import type { NamedType, TableAddition } from "./table-addition";

export interface TableEvolutionArgs {
  /** Owns the catalog. */
  home: Home;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  /** Literal ARNs of the roles that may change the tables: one a domain, each with `evolutionTrust` and `evolutionStatements`. */
  roleArns: readonly string[];
  /** Key of its log and of the answers to its statements; admits what `evolutionKeyUses` says. */
  key: DataKey;
}

/** Literal names of the parts: the roles of the domains refer to them. */
export function evolutionNames(home: Pick<Ground, "naming" | "accountId">) {
  const parts = { domain: "platform", purpose: "evolution" };
  return {
    function: nameOf("function", home.naming, parts),
    workgroup: workgroupName(home.naming, parts),
    role: namedRole(home, parts.domain, parts.purpose),
  };
}

/** What the key of the answers and the log has to admit: the domains' roles through Athena, and Athena and CloudWatch for these alone. */
export function evolutionKeyUses(
  home: Ground,
  roleArns: readonly string[],
): { roles: KeyRoleUse[]; services: KeyServiceUse[] } {
  const { accountId, placement } = home;
  const { region } = placement;
  const names = evolutionNames(home);
  return {
    roles: [{ sid: "Evolve", roleArns, access: "write", via: "athena" }],
    services: [
      { ...functionLogUse({ region, accountId, functionName: names.function }), sid: "WriteEvolutionLog" },
      {
        sid: "KeepAnswers",
        service: "encryption.athena.amazonaws.com",
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
        conditions: {
          ArnEquals: { "aws:SourceArn": arns.workgroup(region, accountId, names.workgroup) },
          StringEquals: { "aws:SourceAccount": accountId },
        },
      },
    ],
  };
}

/** Longest run, in seconds: adding columns writes one metadata file, and a writer of the table may be first a few times. */
const seconds = 300;
const logDays = 90;
/** Bytes that a statement may scan: the least that Athena takes. Adding columns scans none. */
const scanLimit = 10 * 2 ** 20;

/**
 * What adds the columns of a contract's new release to tables that stand already: a function that a deploy calls and waits for, and the
 * workgroup that its statements run in. The function itself may only take on the role of governance that maintains the domain's tables.
 * It is there while a table waits for columns, and its rights with it; see docs/contract-releases.md.
 */
export class TableEvolution extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:TableEvolution";
  readonly functionName: pulumi.Output<string>;
  /** The function and all that it needs; nothing may call it before. */
  readonly parts: readonly pulumi.Resource[];
  /** Its role: the domains' roles trust it by name, and AWS checks that it is there. */
  readonly roleParts: readonly pulumi.Resource[];

  constructor(name: string, args: TableEvolutionArgs, opts?: pulumi.ComponentResourceOptions) {
    super(TableEvolution.type, name, {}, opts);
    const { home, tags, roleArns, key } = args;
    const names = evolutionNames(home);
    const workgroup = new athena.Workgroup(
      name,
      {
        region: home.placement.region,
        name: names.workgroup,
        description: "Statements that add columns to tables of contracts.",
        state: "ENABLED",
        tags,
        // Its history is of no use without the function.
        forceDestroy: true,
        configuration: {
          bytesScannedCutoffPerQuery: scanLimit,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          managedQueryResultsConfiguration: {
            enabled: true,
            encryptionConfiguration: { kmsKey: key.arn },
          },
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          requesterPaysEnabled: false,
        },
      },
      { parent: this },
    );
    const { role, worker } = unitFunction(
      name,
      {
        home,
        unit: { family: "catalog", name: "evolution" },
        description: "Adds columns of contracts to their tables.",
        functionName: names.function,
        roleName: names.role.name,
        policies: { take: [takeRoles(roleArns)] },
        keyArn: key.arn,
        seconds,
        logDays,
        tags,
      },
      this,
    );
    this.functionName = worker.name;
    this.roleParts = role.parts;
    this.parts = [...role.parts, worker, workgroup, key.alias];
    this.registerOutputs({});
  }
}

const takeRoles = (roleArns: readonly string[]): PolicyStatement => ({
  Sid: "TakeDomainRoles",
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Resource: roleArns,
});

/** Lets the function take on a domain's role. */
export const evolutionTrust = (home: Pick<Ground, "naming" | "accountId">): PolicyStatement => ({
  Sid: "EvolutionOfTables",
  Effect: "Allow",
  Principal: { AWS: evolutionNames(home).role.arn },
  Action: "sts:AssumeRole",
});

/** What a domain's role needs besides its tables and their files to run the statements. */
export function evolutionStatements(home: Ground, keyAlias: string): PolicyStatement[] {
  const { accountId, placement } = home;
  const { region } = placement;
  const names = evolutionNames(home);
  return [
    {
      Sid: "RunStatements",
      Effect: "Allow",
      Action: ["athena:GetQueryExecution", "athena:StartQueryExecution"],
      Resource: arns.workgroup(region, accountId, names.workgroup),
    },
    useKeys({
      sid: "AnswersKey",
      region,
      accountId,
      aliases: [keyAlias],
      access: "write",
      via: "athena",
    }),
  ];
}

/** How a table's missing columns are added, before anything of them is tagged or granted. */
export interface Evolution {
  readonly functionName: pulumi.Input<string>;
  /** Role that may change the domain's tables. */
  readonly roleArn: string;
  readonly workgroup: string;
  readonly after: readonly pulumi.Resource[];
}

export interface ColumnsArgs {
  home: Ground;
  evolution: Evolution;
  /** Physical names. */
  database: string;
  table: string;
  columns: readonly NamedType[];
}

/**
 * The call that adds a table's columns: made once for these columns, and again only for others. A failure fails the deploy.
 * @param after the table itself
 */
export function addColumns(
  name: string,
  { home, evolution, database, table, columns }: ColumnsArgs,
  parent: pulumi.Resource,
  after: pulumi.Resource,
): Invocation {
  const { functionName, roleArn, workgroup } = evolution;
  const request: TableAddition = { roleArn, workgroup, database, table, columns };
  return new Invocation(
    `${name}-columns`,
    {
      region: home.placement.region,
      functionName,
      input: JSON.stringify(request),
      lifecycleScope: "CREATE_ONLY",
    },
    { parent, dependsOn: [after, ...evolution.after] },
  );
}
