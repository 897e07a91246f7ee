import assert from "node:assert/strict";

import { Provider } from "@pulumi/aws/provider";

import { assertAccount, only, statementsOf } from "../testing/assert-account";
import { record } from "../testing/record";
import { accountId, home, tags, where } from "./component-fixtures";
import { DataKey } from "../security/data-key";
import {
  evolutionKeyUses,
  evolutionNames,
  evolutionStatements,
  evolutionTrust,
  TableEvolution,
} from "./table-evolution";

const maintainer = `arn:aws:iam::${accountId}:role/meridian/mrd-trading-optimizer-eu-prod`;
const alias = "alias/mrd-governance-registry-eu-prod";
const make = () =>
  record(() => {
    const opts = { provider: new Provider("governance") };
    const uses = evolutionKeyUses(home, [maintainer]);
    const key = new DataKey("registry-key", { home, alias, description: "d", tags, ...uses }, opts);
    return new TableEvolution("evolution", { home, tags, roleArns: [maintainer], key }, opts);
  });
const workgroupArn = `arn:aws:athena:eu-west-1:${accountId}:workgroup/mrd-platform-evolution-eu-prod`;

describe("TableEvolution", () => {
  it("stands in its account and region", async () => {
    const seen = (await make()).filter(({ name }) => !name.startsWith("registry-key"));
    assertAccount(seen, where("evolution", "meridian:catalog:TableEvolution"));
  });

  it("may take on the roles of the domains and write its log, and no more", async () => {
    const seen = await make();
    const policies = seen.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(
      policies
        .flatMap((each) => statementsOf(each))
        .map(({ Action, Resource }) => [Action, Resource])
        .sort(),
      [
        [
          ["logs:CreateLogStream", "logs:PutLogEvents"],
          `arn:aws:logs:eu-west-1:${accountId}:log-group:/aws/lambda/mrd-platform-evolution-eu-prod:*`,
        ],
        ["sts:AssumeRole", [maintainer]],
      ],
    );
  });

  it("runs its statements in a workgroup that nobody redirects, keeps their answers under its key and scans next to nothing", async () => {
    const { inputs } = only(await make(), "aws:athena/workgroup:Workgroup");
    assert.equal(inputs["name"], "mrd-platform-evolution-eu-prod");
    assert.deepEqual(inputs["configuration"], {
      bytesScannedCutoffPerQuery: 10_485_760,
      engineVersion: { selectedEngineVersion: "Athena engine version 3" },
      managedQueryResultsConfiguration: {
        enabled: true,
        encryptionConfiguration: { kmsKey: (await keyArn())! },
      },
      enforceWorkgroupConfiguration: true,
      publishCloudwatchMetricsEnabled: true,
      requesterPaysEnabled: false,
    });
  });

  const keyArn = async () => {
    const { inputs } = only(await make(), "aws:lambda/function:Function");
    assert.equal(inputs["kmsKeyArn"], undefined, "without settings there is nothing to encrypt");
    const logs = only(await make(), "aws:cloudwatch/logGroup:LogGroup").inputs;
    assert.equal(logs["retentionInDays"], 90);
    return logs["kmsKeyId"];
  };

  it("lets its key be used by Athena for that workgroup only, and by the domains' roles through Athena", async () => {
    const statements = statementsOf(only(await make(), "aws:kms/key:Key"));
    const keep = statements.find(({ Sid }) => Sid === "KeepAnswers");
    assert.deepEqual(keep?.["Condition"], {
      ArnEquals: { "aws:SourceArn": workgroupArn },
      StringEquals: { "aws:SourceAccount": accountId },
    });
    const evolve = statements.find(({ Sid }) => String(Sid).startsWith("Evolve"));
    assert.deepEqual(evolve?.["Action"], ["kms:Decrypt", "kms:GenerateDataKey"]);
    assert.deepEqual(evolve["Condition"], {
      ArnEquals: { "aws:PrincipalArn": [maintainer] },
      StringEquals: { "kms:ViaService": "athena.eu-west-1.amazonaws.com" },
    });
  });
});

describe("what a domain's role needs for its tables to be changed", () => {
  it("is trust in the function's role alone", () => {
    assert.deepEqual(evolutionTrust(home).Principal, { AWS: evolutionNames(home).role.arn });
    assert.equal(evolutionTrust(home).Action, "sts:AssumeRole");
  });

  it("is that workgroup, and its key through Athena", () => {
    const [run, key] = evolutionStatements(home, alias);
    assert.deepEqual(
      [run?.Action, run?.Resource],
      [["athena:GetQueryExecution", "athena:StartQueryExecution"], workgroupArn],
    );
    assert.deepEqual(key?.Condition, {
      StringEquals: { "kms:ViaService": "athena.eu-west-1.amazonaws.com" },
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": [alias] },
    });
  });
});
