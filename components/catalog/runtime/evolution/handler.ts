/**
 * Adds columns of a contract to its table. A deploy calls it and waits: what it throws is what the operator reads. It may be called
 * any number of times for the same columns, also at once: what is there is left, and what two runs begin together only one can commit.
 */
import { Logger } from "@aws-lambda-powertools/logger";
import { AthenaClient } from "@aws-sdk/client-athena";
import { GlueClient } from "@aws-sdk/client-glue";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { Context } from "aws-lambda";

import type { TableAddition } from "../../table-addition";
import { evolve, type Evolved } from "./evolve";
import { Queries } from "./queries";

/** Attempts of one call, with the SDK's growing pauses. */
const maxAttempts = 5;
/** Length of a session in the domain's role, in seconds: the least that STS gives. */
const sessionSeconds = 900;

const logger = new Logger({ serviceName: "evolution" });
const sts = new STSClient({ maxAttempts });

export async function handler(addition: TableAddition, context: Context): Promise<Evolved> {
  const { database, table } = addition;
  try {
    const credentials = await sessionIn(addition.roleArn);
    const clients = {
      glue: new GlueClient({ maxAttempts, credentials }),
      queries: new Queries(new AthenaClient({ maxAttempts, credentials }), addition.workgroup),
    };
    const evolved = await evolve(addition, clients, () => context.getRemainingTimeInMillis());
    logger.info("columns are there", { database, table, ...evolved });
    return evolved;
  } catch (error) {
    logger.error("columns were not added", { database, table, error: error as Error });
    throw error;
  }
}

/** Credentials of the role that may change the domain's tables: this function's own may nothing but take it on. */
async function sessionIn(roleArn: string) {
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: roleArn,
      RoleSessionName: "meridian-evolution",
      DurationSeconds: sessionSeconds,
    }),
  );
  if (given?.AccessKeyId === undefined || given.SecretAccessKey === undefined)
    throw new Error(`${roleArn} gave no credentials; look at its trust policy.`);
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    ...(given.SessionToken !== undefined && { sessionToken: given.SessionToken }),
  };
}
