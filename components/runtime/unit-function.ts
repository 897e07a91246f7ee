import { LogGroup } from "@pulumi/aws/cloudwatch";
import * as lambda from "@pulumi/aws/lambda";
import type * as pulumi from "@pulumi/pulumi";

import type { PolicyStatement } from "../identity/statement";
import { trustService } from "../identity/trust";
import { WorkRole } from "../identity/work-role";
import { arns } from "../naming/arns";
import { functionLogGroup } from "../naming/names";
import type { KeyServiceUse } from "../security/key-policy";
import type { Home } from "../site/home";
import { unitCode } from "./archive";

/** A runtime unit as a function: `components/<family>/runtime/<unit>/`. */
export interface UnitFunctionArgs {
  home: Home;
  /** The full tag set of the platform. */
  tags: Record<string, string>;
  unit: { family: string; name: string };
  /** What it does, shown in the console. */
  description: string;
  /** Literal physical names. */
  functionName: string;
  roleName: string;
  /** What the code may do, by short name; the writing of its log is added. */
  policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  /** Key of settings and logs. */
  keyArn: pulumi.Input<string>;
  /** Settings, read by the code from its environment. No secrets. Default none. */
  environment?: Record<string, string>;
  /** Longest run, in seconds. */
  seconds: number;
  /** Days that its logs are kept; one of CloudWatch's steps. */
  logDays: number;
}

/** Where a function is, by its literal name. */
export interface FunctionPlace {
  readonly region: string;
  readonly accountId: string;
  readonly functionName: string;
}

const logArn = ({ region, accountId, functionName }: FunctionPlace): string =>
  arns.logGroup(region, accountId, functionLogGroup(functionName));

/** What the key of a function's log has to admit: CloudWatch encrypts that log and no other. */
export const functionLogUse = (place: FunctionPlace): KeyServiceUse => ({
  sid: "WriteLogs",
  service: `logs.${place.region}.amazonaws.com`,
  actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
  conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logArn(place) } },
});

/** Lays the function of a unit with its role and its log, as children of `parent`. No X-Ray: one hop is told by its log. */
export function unitFunction(name: string, args: UnitFunctionArgs, parent: pulumi.Resource) {
  const { accountId, boundaryArn, placement } = args.home;
  const { region } = placement;
  const { functionName, environment, keyArn, tags } = args;
  const child = { parent };
  // Before the function: Lambda would make one without an end and without our key.
  const logs = new LogGroup(
    name,
    {
      region,
      name: functionLogGroup(functionName),
      tags: { ...tags, "dp:retention": `${args.logDays}d` },
      retentionInDays: args.logDays,
      kmsKeyId: keyArn,
    },
    child,
  );
  const writeLog: PolicyStatement = {
    Sid: "WriteLog",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logArn({ region, accountId, functionName })}:*`,
  };
  const { worker: statements = [], ...others } = args.policies;
  const role = new WorkRole(
    `${name}-role`,
    {
      roleName: args.roleName,
      description: args.description,
      trust: trustService("lambda", accountId),
      boundaryArn,
      policies: { ...others, worker: [...statements, writeLog] },
      tags,
    },
    child,
  );
  const worker = new lambda.Function(
    name,
    {
      region,
      name: functionName,
      description: args.description,
      role: role.arn,
      ...unitCode(args.unit.family, args.unit.name),
      timeout: args.seconds,
      memorySize: 512,
      ...(environment && { environment: { variables: environment }, kmsKeyArn: keyArn }),
      tags,
      loggingConfig: {
        logFormat: "JSON",
        logGroup: logs.name,
        applicationLogLevel: "INFO",
        systemLogLevel: "WARN",
      },
      tracingConfig: { mode: "PassThrough" },
    },
    { ...child, dependsOn: [...role.parts] },
  );
  return { role, worker };
}
