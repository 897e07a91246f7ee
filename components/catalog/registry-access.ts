import { useKeys } from "../identity/data-statements";
import type { PolicyStatement } from "../identity/statement";
import { arns } from "../naming/arns";
import { bucketName, functionLogGroup, keyAlias, nameOf, roleName } from "../naming/names";
import type { DataKeyArgs } from "../security/data-key";
import type { Ground } from "../site/home";
import { registryFolder } from "./registry-document";

/** Literal physical names of the registry's parts. */
export interface RegistryNames {
  readonly bucket: string;
  readonly table: string;
  readonly queue: string;
  readonly failedQueue: string;
  readonly function: string;
  readonly role: string;
  readonly keyAlias: string;
}

/** @param domain whose registry it is: the name of the account */
export function registryNames(
  { naming, placement: { region } }: Pick<Ground, "naming" | "placement">,
  domain: string,
): RegistryNames {
  const parts = { domain, purpose: "registry" };
  return {
    bucket: bucketName(naming, { domain, purpose: "contracts", region }),
    table: nameOf("table", naming, parts),
    queue: nameOf("queue", naming, parts),
    failedQueue: nameOf("queue", naming, { domain, purpose: "registry-failed" }),
    function: nameOf("function", naming, parts),
    role: roleName(naming, parts),
    keyAlias: keyAlias(naming, parts),
  };
}

interface RegistryPlace {
  home: Pick<Ground, "placement" | "accountId">;
  names: RegistryNames;
}

/** Who uses the registry's key, and through what. */
export function registryKeyUses({
  home: {
    accountId,
    placement: { region },
  },
  names,
  roleArn,
  deployRoleArn,
}: RegistryPlace & { roleArn: string; deployRoleArn: string }): Pick<DataKeyArgs, "roles" | "services"> {
  const worker = { roleArns: [roleArn], access: "read" } as const;
  const deployer = { roleArns: [deployRoleArn], access: "write" } as const;
  const buckets = [names.bucket];
  return {
    roles: [
      { sid: "WorkerObjects", ...worker, via: "s3", buckets },
      { sid: "WorkerMessages", ...worker, via: "sqs" },
      { sid: "WorkerTable", ...worker, via: "dynamodb" },
      { sid: "WorkerEnvironment", ...worker, via: "lambda" },
      { sid: "DeployObjects", ...deployer, via: "s3", buckets },
      { sid: "DeployTable", ...deployer, via: "dynamodb", lends: true },
      { sid: "DeployEnvironment", ...deployer, via: "lambda", lends: true },
    ],
    services: [
      {
        sid: "NotifyQueue",
        service: "s3.amazonaws.com",
        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
        conditions: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnEquals: { "aws:SourceArn": arns.bucket(names.bucket) },
        },
      },
      {
        sid: "WriteLogs",
        service: `logs.${region}.amazonaws.com`,
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        conditions: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": arns.logGroup(
              region,
              accountId,
              functionLogGroup(names.function),
            ),
          },
        },
      },
    ],
  };
}

/** What the registry's code may do: read contracts, write entries. Only as this function, whoever else gets hold of the role. */
export function registryWorkerPolicies({
  home: {
    accountId,
    placement: { region },
  },
  names,
}: RegistryPlace): Record<string, readonly PolicyStatement[]> {
  const condition = {
    ArnEquals: { "lambda:SourceFunctionArn": arns.function(region, accountId, names.function) },
  };
  const use = { region, accountId, aliases: [names.keyAlias], access: "read" } as const;
  return {
    contracts: [
      {
        Sid: "ReadContracts",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion"],
        Resource: arns.objects(names.bucket, `${registryFolder}*`),
        Condition: condition,
      },
      {
        // Without it S3 answers "denied" instead of "no such object", and a removal could not be told from a mistake.
        Sid: "KnowWhatIsMissing",
        Effect: "Allow",
        Action: ["s3:ListBucket", "s3:ListBucketVersions"],
        Resource: arns.bucket(names.bucket),
        Condition: condition,
      },
      useKeys({ ...use, sid: "ObjectKey", via: "s3" }),
    ],
    registry: [
      {
        Sid: "WriteEntries",
        Effect: "Allow",
        Action: ["dynamodb:PutItem", "dynamodb:UpdateItem"],
        Resource: arns.dynamoTable(region, accountId, names.table),
        Condition: condition,
      },
      useKeys({ ...use, sid: "TableKey", via: "dynamodb" }),
    ],
  };
}
