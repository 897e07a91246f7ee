import type { PolicyStatement } from "../components/identity/statement";
import { describeFindings, type Row, type Subject } from "../tools/testing/reviewed-plan";

const deliveredByServices = { Bool: { "aws:PrincipalIsAWSService": "false" } };
const touching = ["s3:DeleteObject*", "s3:GetObject*", "s3:PutObject*", "s3:RestoreObject"];
const contextOf = (...buckets: string[]) => ({
  "kms:EncryptionContext:aws:s3:arn": buckets.flatMap((each) => [
    `arn:aws:s3:::${each}`,
    `arn:aws:s3:::${each}/*`,
  ]),
});

/** Findings about roles, stores, keys and what watches: 6 to 18 without 15. */
function findings(at: Subject): Row[] {
  const { reader, domain, region } = at;
  const bucket = (zone: string, of = domain) =>
    `meridian-${of}-${zone}-${of === "security" ? at.security : at.producer}-${region}-an`;
  const recorder = `arn:aws:iam::${at.security}:role/meridian/meridian-platform-recorder-${at.suffix}`;
  return [
    [
      "6",
      "every trail records the management events of all regions",
      (plan) => plan.names("trail", ({ props }) => props["isMultiRegionTrail"] !== true),
      [],
    ],
    [
      "6",
      "a trail's data events name buckets of its region, and no more",
      (plan) => (plan.input("trail", `${domain}-trail`, "advancedEventSelectors") as unknown[])[1],
      {
        name: "lake-objects",
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          {
            field: "resources.ARN",
            startsWiths: ["bronze", "silver", "gold", "results"].map(
              (each) => `arn:aws:s3:::${bucket(each)}/`,
            ),
          },
        ],
      },
    ],
    [
      "7",
      "a registered location's role names the key by the buckets' encryption context",
      (plan) =>
        plan.statement("rolePolicy", `${domain}-registration-data`, "RegistrationWriteKeys")?.Condition,
      {
        StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
        StringLike: contextOf(bucket("silver"), bucket("gold")),
      },
    ],
    [
      "7",
      "so does the recorder that delivers in the archive's own account",
      (plan) => plan.statement("rolePolicy", "security-recorder-role-deliver", "DeliverEncrypted")?.Condition,
      {
        StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` },
        StringLike: contextOf(bucket("history", "security")),
      },
    ],
    [
      "7",
      "no role names a key of objects by an alias",
      (plan) =>
        plan.names("rolePolicy", ({ props }) =>
          (JSON.parse(String(props["policy"])) as { Statement: PolicyStatement[] }).Statement.some(
            ({ Condition }) =>
              /"s3\./.test(JSON.stringify(Condition ?? {})) &&
              "ForAnyValue:StringEquals" in (Condition ?? {}),
          ),
        ),
      [],
    ],
    [
      "7",
      "every optimizer waits for the alias of the catalog's key",
      (plan) =>
        plan.names(
          "optimizer",
          ({ name }) => !plan.waitsFor(["optimizer", name], ["alias", "governance-catalog-key"]),
        ),
      [],
    ],
    [
      "7",
      "the registry's worker takes messages only once the alias of its key is there",
      (plan) =>
        plan.waitsFor(["mapping", "governance-registry-worker"], ["alias", "governance-registry-key"]),
      true,
    ],
    [
      "8",
      "analysts may open Athena's console",
      (plan) => plan.statement("rolePolicy", `${reader.name}-analyst-query`, "OpenConsole"),
      {
        Sid: "OpenConsole",
        Effect: "Allow",
        Action: ["athena:ListDataCatalogs", "athena:ListEngineVersions", "athena:ListWorkGroups"],
        Resource: "*",
      },
    ],
    [
      "8",
      "and browse the catalog in it",
      (plan) => plan.statement("rolePolicy", `${reader.name}-analyst-query`, "BrowseCatalog"),
      {
        Sid: "BrowseCatalog",
        Effect: "Allow",
        Action: ["athena:GetDataCatalog", "athena:ListDatabases", "athena:ListTableMetadata"],
        Resource: `arn:aws:athena:${region}:${reader.account}:datacatalog/AwsDataCatalog`,
      },
    ],
    [
      "9",
      "the ETL role may fetch bronze back from the archive",
      (plan) => plan.statement("rolePolicy", `${domain}-etl-data`, "EtlRestoreObjects"),
      {
        Sid: "EtlRestoreObjects",
        Effect: "Allow",
        Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:RestoreObject"],
        Resource: [`arn:aws:s3:::${bucket("bronze")}/*`],
      },
    ],
    [
      "9",
      "the bucket lets it",
      (plan) => plan.statement("bucketPolicy", `${domain}-bronze`, `Restore${at.producer}`)?.Action,
      ["s3:GetObject", "s3:GetObjectVersion", "s3:RestoreObject"],
    ],
    [
      "9",
      "and so does the boundary",
      (plan) =>
        plan.statement("policy", `${domain}-boundary`, "UseData")?.Action?.includes("s3:RestoreObject"),
      true,
    ],
    [
      "10",
      "nobody but AWS's services and the recorder touches configuration histories",
      (plan) => plan.statement("bucketPolicy", "security-archive-history", "DenyUnnamedRoles"),
      {
        Sid: "DenyUnnamedRoles",
        Effect: "Deny",
        Principal: "*",
        Action: touching,
        Resource: `arn:aws:s3:::${bucket("history", "security")}/*`,
        Condition: { ArnNotEquals: { "aws:PrincipalArn": [recorder] }, ...deliveredByServices },
      },
    ],
    [
      "10",
      "nobody but AWS's services touches access logs",
      (plan) => plan.statement("bucketPolicy", `${domain}-logs`, "DenyUnnamedRoles"),
      {
        Sid: "DenyUnnamedRoles",
        Effect: "Deny",
        Principal: "*",
        Action: touching,
        Resource: `arn:aws:s3:::${bucket("logs")}/*`,
        Condition: deliveredByServices,
      },
    ],
    ...(["lock", "encryption", "bucketPolicy"] as const).map((part): Row => [
      "12",
      `every trail waits for its bucket's ${part}`,
      (plan) =>
        plan.names("trail", ({ name }) => !plan.waitsFor(["trail", name], [part, "security-archive"])),
      [],
    ]),
    ...(["encryption", "bucketPolicy"] as const).map((part): Row => [
      "12",
      `every delivery channel waits for its bucket's ${part}`,
      (plan) =>
        plan.names(
          "channel",
          ({ name }) => !plan.waitsFor(["channel", name], [part, "security-archive-history"]),
        ),
      [],
    ]),
    [
      "13",
      "a key's policy lets roles describe only what they lend, and nobody encrypt under a domain's key itself",
      (plan) => [
        ["raw", "tables"].flatMap((family) =>
          plan
            .statements("key", `${domain}-${family}-key`)
            .flatMap(({ Sid, Action = [] }) =>
              Sid !== "AdministerByOwnAccount" &&
              [Action].flat().some((each) => /Describe|kms:Encrypt/.test(each))
                ? [Sid]
                : [],
            ),
        ),
        plan.names("key", ({ name }) =>
          plan
            .statements("key", name)
            .some(({ Sid, Principal = {} }) => /Describe/.test(Sid) && "AWS" in Object(Principal)),
        ),
      ],
      [[], ["governance-registry-key"]],
    ],
    [
      "13",
      "no role asks for the tags of objects",
      (plan) => plan.names("rolePolicy", ({ props }) => /s3:\w*ObjectTagging/.test(String(props["policy"]))),
      [],
    ],
    [
      "13",
      "the optimizers' role does not ask for bronze",
      (plan) =>
        String(plan.input("rolePolicy", `${domain}-optimizer-data`, "policy")).includes(bucket("bronze")),
      false,
    ],
    [
      "14",
      "the ETL role writes silver, gold and results, and not bronze",
      (plan) => plan.statement("rolePolicy", `${domain}-etl-data`, "EtlWriteObjects")?.Resource,
      ["silver", "gold", "results"].map((zone) => `arn:aws:s3:::${bucket(zone)}/*`),
    ],
    [
      "16",
      "no role promises sessions that role chaining cuts to an hour",
      (plan) => plan.names("role", ({ props }) => props["maxSessionDuration"] !== 3600),
      [],
    ],
    [
      "17",
      "no bucket has a name that another account can take",
      (plan) => plan.names("bucket", ({ props }) => props["bucketNamespace"] !== "account-regional"),
      [],
    ],
    [
      "18",
      "no role asks for multipart uploads of a bucket, and the registration role does not ask to write bronze",
      (plan) => [
        plan.names("rolePolicy", ({ props }) =>
          String(props["policy"]).includes("s3:ListBucketMultipartUploads"),
        ),
        plan.statement("rolePolicy", `${domain}-registration-data`, "RegistrationWriteObjects")?.Resource,
      ],
      [[], ["silver", "gold"].map((zone) => `arn:aws:s3:::${bucket(zone)}/*`)],
    ],
  ];
}

describeFindings("roles, stores, keys and what watches", findings);
