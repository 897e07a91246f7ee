import assert from "node:assert/strict";

import { locateArn } from "../residency/locate";
import { residencyModel } from "../residency/model";
import { arns } from "./arns";
import { bucketName, keyAlias, type Naming } from "./names";

const account = "111100000002";
const management = "999900000001";
const region = "eu-west-1";
const organizationId = "o-meridian01";
const naming: Naming = { prefix: "acme", jurisdiction: "eu", stage: "prod" };

describe("arns", () => {
  const expected: readonly (readonly [string, string])[] = [
    [arns.bucket("b"), "arn:aws:s3:::b"],
    [arns.objects("b"), "arn:aws:s3:::b/*"],
    [arns.objects("b", "logs/*"), "arn:aws:s3:::b/logs/*"],
    [arns.root(account), "arn:aws:iam::111100000002:root"],
    [arns.role(account, "r"), "arn:aws:iam::111100000002:role/r"],
    [arns.role(account, "r", "/data/"), "arn:aws:iam::111100000002:role/data/r"],
    [arns.policy(account, "p"), "arn:aws:iam::111100000002:policy/p"],
    [arns.awsPolicy("AWSLambda"), "arn:aws:iam::aws:policy/AWSLambda"],
    [arns.alias(region, account, "alias/a"), "arn:aws:kms:eu-west-1:111100000002:alias/a"],
    [arns.catalog(region, account), "arn:aws:glue:eu-west-1:111100000002:catalog"],
    [arns.database(region, account, "d"), "arn:aws:glue:eu-west-1:111100000002:database/d"],
    [arns.table(region, account, "d", "t"), "arn:aws:glue:eu-west-1:111100000002:table/d/t"],
    [arns.workgroup(region, account, "w"), "arn:aws:athena:eu-west-1:111100000002:workgroup/w"],
    [
      arns.dataCatalog(region, account, "AwsDataCatalog"),
      "arn:aws:athena:eu-west-1:111100000002:datacatalog/AwsDataCatalog",
    ],
    [arns.trail(region, account, "t"), "arn:aws:cloudtrail:eu-west-1:111100000002:trail/t"],
    [arns.logGroup(region, account, "/l"), "arn:aws:logs:eu-west-1:111100000002:log-group:/l"],
    [arns.topic(region, account, "t"), "arn:aws:sns:eu-west-1:111100000002:t"],
    [arns.queue(region, account, "q"), "arn:aws:sqs:eu-west-1:111100000002:q"],
    [arns.function(region, account, "f"), "arn:aws:lambda:eu-west-1:111100000002:function:f"],
    [arns.stream(region, account, "s"), "arn:aws:kinesis:eu-west-1:111100000002:stream/s"],
    [arns.dynamoTable(region, account, "t"), "arn:aws:dynamodb:eu-west-1:111100000002:table/t"],
    [
      arns.organization(management, organizationId),
      "arn:aws:organizations::999900000001:organization/o-meridian01",
    ],
    [
      arns.ou(management, organizationId, "ou-ab12-eu000000"),
      "arn:aws:organizations::999900000001:ou/o-meridian01/ou-ab12-eu000000",
    ],
  ];

  for (const [arn, text] of expected) it(text, () => assert.equal(arn, text));

  it("are located where they were made for", () => {
    const model = residencyModel(
      {
        ...naming,
        homeRegion: region,
        organization: { id: organizationId, managementAccount: management, ous: [] },
        accounts: [{ name: "risk", role: "producer", id: account }],
      },
      "2026-11-21",
    );
    const parts = { domain: "risk", purpose: "gold" };
    const bucket = { kind: "place", jurisdiction: "eu", region, account };
    const home = { naming, accountId: account, placement: { region } };
    assert.deepEqual(locateArn(arns.objects(bucketName(home, parts)), model), bucket);
    assert.deepEqual(locateArn(arns.alias(region, account, keyAlias(naming, parts)), model), bucket);
    assert.deepEqual(locateArn(arns.organization(management, organizationId), model), {
      kind: "organization",
    });
  });
});
