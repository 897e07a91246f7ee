import { setTimeout as pause } from "node:timers/promises";

import type { AthenaClient } from "@aws-sdk/client-athena";
import {
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  type QueryExecutionStatus,
} from "@aws-sdk/client-athena";

/** Between two looks at a running statement, in milliseconds. */
const betweenLooks = 1000;

/** How a statement ended. */
export interface Ended {
  readonly ok: boolean;
  /** Athena's own words; empty when it ended well. */
  readonly reason: string;
}

/** Runs statements in one workgroup of Athena. */
export class Queries {
  constructor(
    private readonly athena: AthenaClient,
    private readonly workgroup: string,
  ) {}

  /**
   * Runs a statement to its end. Asked again with the same token, Athena goes on with the statement that it has, so that a lost answer
   * starts nothing twice.
   * @param token 32 to 128 characters
   * @param timeLeft milliseconds in which it has to end
   */
  async run(statement: string, token: string, timeLeft: () => number): Promise<Ended> {
    const { QueryExecutionId } = await this.athena.send(
      new StartQueryExecutionCommand({
        QueryString: statement,
        ClientRequestToken: token,
        WorkGroup: this.workgroup,
      }),
    );
    for (;;) {
      const { QueryExecution } = await this.athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
      const ended = endOf(QueryExecution?.Status);
      if (ended !== undefined) return ended;
      if (timeLeft() < 5 * betweenLooks)
        throw new Error(`statement ${QueryExecutionId} still runs; deploy again when it has ended.`);
      await pause(betweenLooks);
    }
  }
}

function endOf(status: QueryExecutionStatus | undefined): Ended | undefined {
  switch (status?.State) {
    case "SUCCEEDED":
      return { ok: true, reason: "" };
    case "FAILED":
    case "CANCELLED":
      return { ok: false, reason: status.StateChangeReason ?? status.State.toLowerCase() };
    default:
      return undefined;
  }
}
