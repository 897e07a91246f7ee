/** How a role touches a store: reads it; reads and writes it; or writes only the first metadata of what is made there. */
export type Use = "read" | "write" | "create";

/** What a use of one service's store asks for, on each side that has a say. */
interface UseActions {
  /** On what is inside: objects, items, messages. */
  readonly data: readonly string[];
  /** On the store itself. Default none. */
  readonly store?: readonly string[];
  /** On the key that encrypts it. */
  readonly key: readonly string[];
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

/** S3 makes a data key for every object: encrypting under the key itself is never asked for. */
const objectKey = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
const readObjects = ["s3:GetObject", "s3:GetObjectVersion"] as const;
const readBucket = ["s3:GetBucketLocation", "s3:ListBucket"] as const;

/**
 * What each AWS service needs of a working role, once: boundary, `kms:ViaService`, service principal and the actions of a use of its
 * stores derive from here. A service that is not here cannot be used by a bounded role.
 */
export const capabilities = {
  athena: { boundary: ["athena:*"] },
  cloudwatch: { boundary: ["cloudwatch:PutMetricData"] },
  config: { boundary: [], principal: "config.amazonaws.com" },
  dynamodb: {
    boundary: ["dynamodb:PutItem", "dynamodb:UpdateItem"],
    via: "dynamodb",
    // A table has its data key already; what is read or written under it is decrypted.
    uses: { read: { data: [], key: ["kms:Decrypt"] }, write: { data: [], key: ["kms:Decrypt"] } },
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
    // A function's environment is encrypted when it is made.
    uses: { read: { data: [], key: ["kms:Decrypt"] }, write: { data: [], key: ["kms:Decrypt"] } },
  },
  logs: { boundary: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"] },
  s3: {
    boundary: ["s3:AbortMultipartUpload", "s3:DeleteObject*", "s3:Get*", "s3:List*", "s3:PutObject*"],
    via: "s3",
    uses: {
      read: { data: readObjects, store: readBucket, key: ["kms:Decrypt"] },
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
    boundary: [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ],
    via: "sqs",
    uses: { read: { data: [], key: ["kms:Decrypt"] }, write: { data: [], key: objectKey } },
  },
  sts: { boundary: ["sts:GetCallerIdentity"] },
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

/** What a role asks of a key that it uses through a service. */
export const keyActions = (service: Via, access: "read" | "write"): readonly string[] =>
  capabilities[service].uses[access].key;

/** The value of `kms:ViaService` in a region. */
export const viaService = (service: Via, region: string): string =>
  `${capabilities[service].via}.${region}.amazonaws.com`;

/** Actions that roles of an account may use at most, from the services that the account uses. */
export const boundaryActions = (services: readonly Service[]): string[] =>
  [...new Set(services.flatMap((service) => capabilities[service].boundary))].sort();
