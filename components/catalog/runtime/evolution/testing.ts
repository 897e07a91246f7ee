/** Athena, Glue and STS as far as the unit asks them, in front of a real Iceberg table on Spark. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import type { Engines } from "../../../../tools/testing/engines/engines";

interface Statement {
  readonly query: string;
  state: "RUNNING" | "SUCCEEDED" | "FAILED";
  reason: string;
}

/** The Iceberg catalog of the engines. */
const lake = "lake";

/** Answers the unit's calls; what a statement does, Spark does to a table of Iceberg. */
export class LakeService {
  /** Statements that were run, each once however often it was asked for. */
  readonly ran: string[] = [];
  /** Reasons for which the next statements fail without being run, as a commit does that another was before. */
  readonly refusals: string[] = [];
  private readonly statements = new Map<string, Statement>();

  private constructor(
    private readonly server: Server,
    private readonly engines: Engines,
  ) {}

  static async start(engines: Engines): Promise<LakeService> {
    const server = createServer();
    const service = new LakeService(server, engines);
    server.on(
      "request",
      (call: IncomingMessage, answer: ServerResponse) => void service.answer(call, answer),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return service;
  }

  get origin(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(call: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of call) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const target = call.headers["x-amz-target"];
    if (target === undefined) {
      answer.writeHead(200, { "content-type": "text/xml" }).end(session);
      return;
    }
    const operation = String(target).split(".").at(-1);
    const given = JSON.parse(body) as Record<string, string>;
    const reply =
      operation === "StartQueryExecution"
        ? this.begin(given)
        : operation === "GetQueryExecution"
          ? this.look(given)
          : await this.table(given);
    answer
      .writeHead("__type" in reply ? 400 : 200, { "content-type": "application/x-amz-json-1.1" })
      .end(JSON.stringify(reply));
  }

  /** The same token goes on with the same statement. */
  private begin({ QueryString: query = "", ClientRequestToken: token = "" }: Record<string, string>): object {
    const id = createHash("sha256").update(token).digest("hex").slice(0, 32);
    if (!this.statements.has(id)) {
      const statement: Statement = { query, state: "RUNNING", reason: "" };
      this.statements.set(id, statement);
      void this.execute(statement);
    }
    return { QueryExecutionId: id };
  }

  private async execute(statement: Statement): Promise<void> {
    const refusal = this.refusals.shift();
    if (refusal === undefined) this.ran.push(statement.query);
    const { error = "" } =
      refusal === undefined
        ? await this.engines.run(statement.query.replace(/^ALTER TABLE /, `ALTER TABLE ${lake}.`))
        : { error: refusal };
    statement.state = error === "" ? "SUCCEEDED" : "FAILED";
    statement.reason = error;
  }

  private look({ QueryExecutionId: id = "" }: Record<string, string>): object {
    const statement = this.statements.get(id);
    return {
      QueryExecution: {
        QueryExecutionId: id,
        Status: { State: statement?.state, StateChangeReason: statement?.reason },
      },
    };
  }

  /** The catalog's entry, as the table itself says what it has. */
  private async table({ DatabaseName: database, Name: name }: Record<string, string>): Promise<object> {
    const table = `${lake}.\`${database}\`.\`${name}\``;
    const described = await this.engines.run(`DESCRIBE TABLE ${table}`);
    if (described.error !== undefined)
      return { __type: "EntityNotFoundException", Message: `Table ${name} not found.` };
    const versions = await this.engines.run(`SELECT COUNT(*) FROM ${table}.metadata_log_entries`);
    const rows = described.rows ?? [];
    const end = rows.findIndex(([column]) => column === "" || String(column).startsWith("#"));
    return {
      Table: {
        Name: name,
        DatabaseName: database,
        VersionId: String(versions.rows?.[0]?.[0]),
        StorageDescriptor: {
          Columns: rows
            .slice(0, end < 0 ? rows.length : end)
            .map(([column, type]) => ({ Name: column, Type: type })),
        },
      },
    };
  }
}

const session =
  "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIATEST</AccessKeyId><SecretAccessKey>s</SecretAccessKey>" +
  "<SessionToken>t</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";
