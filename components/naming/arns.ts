/**
 * ARNs of things whose names we choose, as literal strings, so that policies about them can be judged at preview.
 * Arguments are plain names and ids; nothing is checked here, because names come from names.ts and ids from config.
 */
const regional = (service: string, region: string, account: string, resource: string): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

const iam = (account: string, resource: string): string => `arn:aws:iam::${account}:${resource}`;

/** `path` begins and ends with `/`, as IAM has it. */
export const arns = {
  bucket: (name: string): string => `arn:aws:s3:::${name}`,
  /** Objects of a bucket under a key or pattern; all of them by default. */
  objects: (name: string, key = "*"): string => `arn:aws:s3:::${name}/${key}`,

  /** The account as a principal. */
  root: (account: string): string => iam(account, "root"),
  role: (account: string, name: string, path = "/"): string => iam(account, `role${path}${name}`),
  policy: (account: string, name: string, path = "/"): string => iam(account, `policy${path}${name}`),
  /** A policy that AWS owns; `name` with its path, such as `service-role/AWSGlueServiceRole`. */
  awsPolicy: (name: string): string => iam("aws", `policy/${name}`),

  /** Takes the alias with its `alias/`, as `keyAlias` returns it. */
  alias: (region: string, account: string, alias: string): string => regional("kms", region, account, alias),

  catalog: (region: string, account: string): string => regional("glue", region, account, "catalog"),
  database: (region: string, account: string, database: string): string =>
    regional("glue", region, account, `database/${database}`),
  /** `table` may be `*`. */
  table: (region: string, account: string, database: string, table: string): string =>
    regional("glue", region, account, `table/${database}/${table}`),

  workgroup: (region: string, account: string, name: string): string =>
    regional("athena", region, account, `workgroup/${name}`),
  /** Athena's name for a catalog; Glue's own is `AwsDataCatalog`. */
  dataCatalog: (region: string, account: string, name: string): string =>
    regional("athena", region, account, `datacatalog/${name}`),
  trail: (region: string, account: string, name: string): string =>
    regional("cloudtrail", region, account, `trail/${name}`),
  logGroup: (region: string, account: string, name: string): string =>
    regional("logs", region, account, `log-group:${name}`),
  topic: (region: string, account: string, name: string): string => regional("sns", region, account, name),
  queue: (region: string, account: string, name: string): string => regional("sqs", region, account, name),
  function: (region: string, account: string, name: string): string =>
    regional("lambda", region, account, `function:${name}`),
  stream: (region: string, account: string, name: string): string =>
    regional("kinesis", region, account, `stream/${name}`),
  dynamoTable: (region: string, account: string, name: string): string =>
    regional("dynamodb", region, account, `table/${name}`),

  organization: (managementAccount: string, organizationId: string): string =>
    `arn:aws:organizations::${managementAccount}:organization/${organizationId}`,
  ou: (managementAccount: string, organizationId: string, ouId: string): string =>
    `arn:aws:organizations::${managementAccount}:ou/${organizationId}/${ouId}`,
} as const;
