import type { ServiceUse } from "../access/service-uses";
import type { StoreUse } from "../access/store-uses";
import type { Store } from "../access/stores";
import { rolePath } from "../identity/work-role";
import { arns } from "../naming/arns";
import { bucketName, keyAlias, nameOf, roleName } from "../naming/names";
import { workerUse, type WorkerPart } from "../runtime/queue-worker";
import type { Ground } from "../site/home";
import { registryFolder } from "./registry-document";

/** Literal physical names of the registry's parts. */
export interface RegistryNames {
  readonly bucket: string;
  readonly table: string;
  readonly queue: string;
  readonly failedQueue: string;
  readonly function: string;
  readonly role: string;
  readonly keyAlias: string;
}

/** @param domain whose registry it is: the name of the account */
export function registryNames(
  home: Pick<Ground, "naming" | "placement" | "accountId">,
  domain: string,
): RegistryNames {
  const { naming } = home;
  const parts = { domain, purpose: "registry" };
  return {
    bucket: bucketName(home, { domain, purpose: "contracts" }),
    table: nameOf("table", naming, parts),
    queue: nameOf("queue", naming, parts),
    failedQueue: nameOf("queue", naming, { domain, purpose: "registry-failed" }),
    function: nameOf("function", naming, parts),
    role: roleName(naming, parts),
    keyAlias: keyAlias(naming, parts),
  };
}

/** What the registry keeps and passes on: contracts, entries, the queue between them and the function that works it off. */
export type RegistryPart = "contracts" | "entries" | WorkerPart;

/** All of it is under one key: it is one set of data with one set of users. */
export function registryStore(
  { placement: { region }, accountId }: Pick<Ground, "placement" | "accountId">,
  names: RegistryNames,
): Store<RegistryPart> {
  const { keyAlias: alias } = names;
  return {
    region,
    accountId,
    parts: {
      contracts: {
        kind: "bucket",
        name: names.bucket,
        keyAlias: alias,
        folder: registryFolder,
        // Each version is read as it was when it was written.
        versions: true,
      },
      entries: { kind: "table", name: names.table, keyAlias: alias },
      queue: { kind: "queue", name: names.queue, keyAlias: alias },
      worker: { kind: "function", name: names.function, keyAlias: alias },
    },
  };
}

/** Roles that use the registry, by what they are, and the service that tells of new contracts. */
export interface RegistryUses {
  readonly roles: Readonly<Record<"code" | "worker" | "deployer", StoreUse<RegistryPart>>>;
  readonly services: readonly ServiceUse<RegistryPart>[];
}

/** Every user of the registry: bucket, queue, key and the role's own policies follow. */
export function registryUses(
  { region, accountId, parts }: Store<RegistryPart>,
  names: RegistryNames,
  deployRoleArn: string,
): RegistryUses {
  const workerRole = arns.role(accountId, names.role, rolePath);
  const functionArn = arns.function(region, accountId, names.function);
  return {
    roles: {
      // Only as this function, whoever else gets hold of the role. What Lambda itself does (`workerUse`) is not done by any code.
      code: {
        sid: "Code",
        roleArns: [workerRole],
        parts: { contracts: "read", entries: "write" },
        conditions: { ArnEquals: { "lambda:SourceFunctionArn": functionArn } },
      },
      worker: workerUse(workerRole),
      deployer: {
        sid: "Deploy",
        roleArns: [deployRoleArn],
        parts: { contracts: "write", entries: "create", worker: "write" },
      },
    },
    services: [
      {
        sid: "Notify",
        service: "s3",
        source: { accountId, arn: arns.bucket(parts.contracts.name) },
        parts: { queue: "write" },
      },
    ],
  };
}
