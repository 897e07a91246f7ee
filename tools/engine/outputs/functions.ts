import type { Properties } from "../wire";
import { policyDocument } from "./policy-document";

/** The provider that a function runs on, as far as it is pinned. */
export interface FunctionContext {
  region?: string;
  account?: string;
}

/** Answers a provider function, or returns undefined when `context` does not pin what the answer needs. */
type ProviderFunction = (args: Properties, context: FunctionContext) => Properties | undefined;

/** What functions of the AWS provider return without asking AWS. Everything else is an error, never `undefined`. */
export const providerFunctions: Readonly<Record<string, ProviderFunction>> = {
  "aws:index/getCallerIdentity:getCallerIdentity": (_, { account }) =>
    account === undefined
      ? undefined
      : { id: account, accountId: account, arn: `arn:aws:iam::${account}:root`, userId: account },
  "aws:index/getRegion:getRegion": (args, context) => {
    const region = args["region"] ?? context.region;
    if (typeof region !== "string") return undefined;
    return { id: region, name: region, region, endpoint: `ec2.${region}.amazonaws.com`, description: region };
  },
  "aws:index/getPartition:getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getAvailabilityZones:getAvailabilityZones": (args, context) => {
    const region = args["region"] ?? context.region;
    if (typeof region !== "string") return undefined;
    const names = ["a", "b", "c"].map((letter) => `${region}${letter}`);
    return {
      id: region,
      region,
      names,
      zoneIds: names.map((_, index) => `${region}-az${index + 1}`),
      groupNames: [region],
    };
  },
  "aws:iam/getPolicyDocument:getPolicyDocument": (args) => {
    const result = policyDocument(args);
    return { ...result, id: String(result["minifiedJson"]).length.toString() };
  },
};
