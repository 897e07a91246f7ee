/**
 * How a store is used: `read` takes what is in it, off it where it is a queue; `restore` reads a bucket and fetches back what its
 * lifecycle has archived; `write` puts into it, and reads it too where it is a bucket; `create` makes a table, and in a bucket writes only
 * the first metadata of what is made there.
 */
export type Use = "read" | "restore" | "write" | "create";

/** What a use of one service's store asks for, on each side that has a say. */
interface UseActions {
  /** On what is inside: objects, items, messages. */
  readonly data: readonly string[];
  /** On the store itself. Default none. */
  readonly store?: readonly string[];
  /** On the store besides, for who asks for what was there at another time. Default none. */
  readonly versions?: readonly string[];
  /** On the key that encrypts it. */
  readonly key: readonly string[];
  /** True where what is made keeps using the key later, under a grant of who makes it. Default false. */
  readonly lends?: boolean;
}

interface Capability {
  /** Actions that a bounded role may use at most. */
  readonly boundary: readonly string[];
  /** Service that calls KMS for the role, as `kms:ViaService` has it without region. */
  readonly via?: string;
  /** Principal under which the service acts for the platform, with the key that ties it to the account. */
  readonly principal?: string;
  readonly uses?: Readonly<Partial<Record<Use, UseActions>>>;
}

/** S3 and SQS make data keys for what they hold: encrypting under the key itself is never asked for. */
const objectKey = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
const readObjects = ["s3:GetObject", "s3:GetObjectVersion"] as const;
const readBucket = ["s3:GetBucketLocation", "s3:ListBucket"] as const;
const writeItems = ["dynamodb:PutItem", "dynamodb:UpdateItem"] as const;
const takeMessages = [
  "sqs:ChangeMessageVisibility",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
] as const;

/**
 * What each AWS service needs of a working role, once: boundary, `kms:ViaService`, service principal and the actions of a use of its
 * stores derive from here. A service that is not here cannot be used by a bounded role.
 */
export const capabilities = {
  athena: {
    boundary: ["athena:*"],
    via: "athena",
    // Answers that Athena keeps itself are encrypted for who asked.
    uses: { write: { data: [], key: objectKey } },
  },
  cloudwatch: { boundary: ["cloudwatch:PutMetricData"] },
  config: { boundary: [], principal: "config.amazonaws.com" },
  dynamodb: {
    boundary: writeItems,
    via: "dynamodb",
    // A table has its data key already; what is read or written under it is decrypted.
    uses: {
      read: { data: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"], key: ["kms:Decrypt"] },
      write: { data: writeItems, key: ["kms:Decrypt"] },
      create: { data: [], key: ["kms:Decrypt"], lends: true },
    },
  },
  glue: {
    boundary: ["glue:*"],
    via: "glue",
    principal: "glue.amazonaws.com",
    uses: {
      read: { data: [], key: ["kms:Decrypt"] },
      // Small entries are encrypted under the key itself (Glue Developer Guide, "Encrypting your Data Catalog").
      write: { data: [], key: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"] },
    },
  },
  kms: {
    boundary: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
  },
  lakeformation: {
    boundary: [
      "lakeformation:GetDataAccess",
      "lakeformation:GetResourceLFTags",
      "lakeformation:ListPermissions",
    ],
    principal: "lakeformation.amazonaws.com",
  },
  lambda: {
    boundary: [],
    via: "lambda",
    principal: "lambda.amazonaws.com",
    // A function's settings are encrypted when it is made, and decrypted by it when it starts.
    uses: {
      read: { data: [], key: ["kms:Decrypt"] },
      write: { data: [], key: ["kms:Decrypt"], lends: true },
    },
  },
  logs: { boundary: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"] },
  s3: {
    boundary: [
      "s3:AbortMultipartUpload",
      "s3:DeleteObject*",
      "s3:Get*",
      "s3:List*",
      "s3:PutObject*",
      "s3:RestoreObject",
    ],
    via: "s3",
    principal: "s3.amazonaws.com",
    uses: {
      read: {
        data: readObjects,
        store: readBucket,
        // Without it S3 answers "denied" for a version that is gone, which could not be told from a mistake.
        versions: ["s3:ListBucketVersions"],
        key: ["kms:Decrypt"],
      },
      restore: { data: [...readObjects, "s3:RestoreObject"], store: readBucket, key: ["kms:Decrypt"] },
      write: {
        data: [
          ...readObjects,
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts",
        ],
        store: readBucket,
        key: objectKey,
      },
      create: { data: ["s3:GetObject", "s3:PutObject"], store: readBucket, key: objectKey },
    },
  },
  sqs: {
    boundary: takeMessages,
    via: "sqs",
    uses: {
      read: { data: takeMessages, key: ["kms:Decrypt"] },
      write: { data: ["sqs:SendMessage"], key: objectKey },
    },
  },
  sts: { boundary: ["sts:AssumeRole", "sts:GetCallerIdentity"] },
} as const satisfies Record<string, Capability>;

export type Service = keyof typeof capabilities;

/** Services through which a role may use a key. */
export type Via = {
  [Name in Service]: (typeof capabilities)[Name] extends { via: string } ? Name : never;
}[Service];

/** Services whose principal may be given a role. */
export type ServicePrincipal = {
  [Name in Service]: (typeof capabilities)[Name] extends { principal: string } ? Name : never;
}[Service];

/** What a use of a service's stores asks for. @throws Error for a use that the service does not have */
export function useActions(service: Via, use: Use): UseActions {
  const uses: Readonly<Partial<Record<Use, UseActions>>> = capabilities[service].uses;
  const actions = uses[use];
  if (actions !== undefined) return actions;
  throw new Error(`Use "${use}" of ${service}: it has none; use ${Object.keys(uses).join(" or ")}.`);
}

/** The value of `kms:ViaService` in a region. */
export const viaService = (service: Via, region: string): string =>
  `${capabilities[service].via}.${region}.amazonaws.com`;

/** Actions that roles of an account may use at most, from the services that the account uses. */
export const boundaryActions = (services: readonly Service[]): string[] =>
  [...new Set(services.flatMap((service) => capabilities[service].boundary))].sort();
