import type { Via } from "../identity/capabilities";
import { arns } from "../naming/arns";
import { bucketName, keyAlias } from "../naming/names";
import type { KeyFamily } from "../security/key-families";
import type { Ground } from "../site/home";

/** Where a store is. */
export type StoreHome = Pick<Ground, "placement" | "accountId" | "naming">;

interface Kind {
  /** The service that keeps it; what a use of it asks for is in `capabilities.ts`. */
  readonly service: Via;
  readonly arn: (region: string, accountId: string, name: string) => string;
  /** Words for statement ids: what is inside, the stores themselves, and whose key it is; a bucket's goes without saying. */
  readonly words: { readonly data: string; readonly stores: string; readonly key: string };
}

/** Every kind of store that can be used by a row. A function is one for its settings, which its key encrypts. */
export const storeKinds = {
  bucket: {
    service: "s3",
    arn: (_region, _accountId, name) => arns.bucket(name),
    words: { data: "Objects", stores: "Buckets", key: "" },
  },
  queue: { service: "sqs", arn: arns.queue, words: { data: "Messages", stores: "Queues", key: "Queue" } },
  table: {
    service: "dynamodb",
    arn: arns.dynamoTable,
    words: { data: "Items", stores: "Tables", key: "Table" },
  },
  function: {
    service: "lambda",
    arn: arns.function,
    words: { data: "Settings", stores: "Functions", key: "Settings" },
  },
} as const satisfies Record<string, Kind>;

export type StoreKind = keyof typeof storeKinds;

/** One part of a store, by literal names. */
export interface StorePart {
  readonly kind: StoreKind;
  readonly name: string;
  /** Alias, with `alias/`, of the key that it is under. */
  readonly keyAlias: string;
  /** Of a bucket: the key prefix that its users are held to. Default the whole bucket. */
  readonly folder?: string;
  /** Of a bucket: whether its users ask for objects as they once were. Default false. */
  readonly versions?: boolean;
}

/** Where a store is and under which keys: literal, because two accounts must agree on it. */
export interface Store<Part extends string = string> {
  readonly region: string;
  /** Owner of the parts and their keys, 12 digits. */
  readonly accountId: string;
  readonly parts: Readonly<Record<Part, StorePart>>;
}

/**
 * The buckets of a domain by part, each named for its part and under the key of the family that `keys` gives it: the same for the
 * store itself and for whoever refers to it from another account.
 */
export function bucketStore<Part extends string>(
  home: StoreHome,
  domain: string,
  keys: Readonly<Record<Part, KeyFamily>>,
): Store<Part> {
  const { placement, accountId, naming } = home;
  const parts = (Object.entries(keys) as [Part, KeyFamily][]).map(([part, purpose]): [Part, StorePart] => [
    part,
    {
      kind: "bucket",
      name: bucketName(home, { domain, purpose: part }),
      keyAlias: keyAlias(naming, { domain, purpose }),
    },
  ]);
  return { region: placement.region, accountId, parts: Object.fromEntries(parts) as Store<Part>["parts"] };
}

export const partsOf = <Part extends string>({ parts }: Store<Part>): [Part, StorePart][] =>
  Object.entries<StorePart>(parts) as [Part, StorePart][];

/** Literal names by part. */
export function namesOf<Part extends string>(store: Store<Part>): Record<Part, string> {
  return Object.fromEntries(partsOf(store).map(([part, { name }]) => [part, name])) as Record<Part, string>;
}

/** ARN of a part. */
export const partArn = ({ region, accountId }: Store, { kind, name }: StorePart): string =>
  storeKinds[kind].arn(region, accountId, name);

/** ARN of what is inside a part: all objects of a bucket, or those of `keys` in its folder; elsewhere the part itself. */
export const insideArn = (store: Store, part: StorePart, keys = "*"): string =>
  part.kind === "bucket" ? arns.objects(part.name, `${part.folder ?? ""}${keys}`) : partArn(store, part);
