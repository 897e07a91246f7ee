/** The registry as its component plans it: keys, times and prefixes of the tests are the plan's. */
import type { BillingMode, ScalarAttributeType } from "@aws-sdk/client-dynamodb";
import type { Architecture, FunctionResponseType, Runtime } from "@aws-sdk/client-lambda";
import type { Event } from "@aws-sdk/client-s3";
import { Provider } from "@pulumi/aws/provider";

import { place } from "../../../residency/place";
import { only } from "../../../testing/assert-account";
import { homeOf } from "../../../testing/home";
import { record, type Registration } from "../../../testing/record";
import type { Contract } from "../../contract";
import { ContractRegistry, type ContractRegistryArgs } from "../../contract-registry";
import { registryNames } from "../../registry-access";

export const region = "us-east-1";
export const accountId = "999900000001";
export const home = homeOf(accountId, {
  placement: place("us", region),
  naming: { prefix: "mrd", jurisdiction: "us", stage: "dev" },
  keep: false,
});
export const names = registryNames(home, "governance");

/** How long the domains of tests keep their layers. */
export const days = { bronze: 2557, silver: 1827, gold: 1096 };

const registryArgs = (contracts: readonly Contract[] = []): ContractRegistryArgs => ({
  home,
  names,
  contracts,
  daysOf: () => days,
  deployRoleArn: `arn:aws:iam::${accountId}:role/deploy`,
  days: 2557,
  tags: { "dp:layer": "platform", "dp:classification": "Internal" },
});

/** What the component registers, as mocks see it. */
export const plannedRegistry = (args: Partial<ContractRegistryArgs> = {}): Promise<Registration[]> =>
  record(
    () =>
      new ContractRegistry(
        "registry",
        { ...registryArgs(), ...args },
        { provider: new Provider("governance") },
      ),
  );

/** The inputs that an emulator is set up from, as the component registers them. */
export interface Planned {
  table: {
    name: string;
    billingMode: BillingMode;
    attributes: { name: string; type: ScalarAttributeType }[];
    hashKey: string;
    rangeKey: string;
  };
  queue: { name: string; messageRetentionSeconds: number; redrivePolicy?: string };
  queuePolicy: { policy: string };
  notification: {
    queues: { id: string; queueArn: string; events: Event[]; filterPrefix: string; filterSuffix: string }[];
  };
  function: {
    name: string;
    runtime: Runtime;
    handler: string;
    timeout: number;
    memorySize: number;
    architectures: Architecture[];
    environment: { variables: Record<string, string> };
  };
  mapping: { eventSourceArn: string; batchSize: number; functionResponseTypes: FunctionResponseType[] };
}

const tokens: Record<keyof Planned, string> = {
  table: "aws:dynamodb/table:Table",
  queue: "aws:sqs/queue:Queue",
  queuePolicy: "aws:sqs/queuePolicy:QueuePolicy",
  notification: "aws:s3/bucketNotification:BucketNotification",
  function: "aws:lambda/function:Function",
  mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
};

/** The inputs of one resource of the registry. */
export function planned<Kind extends keyof Planned>(
  seen: readonly Registration[],
  kind: Kind,
  name?: string,
) {
  return only(seen, tokens[kind], name).inputs as unknown as Planned[Kind];
}
