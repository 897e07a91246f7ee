import { place } from "../residency/place";
import type { Ground, Home } from "../site/home";

/** An account in eu-west-1 before its foundation is laid, in prod unless `changes` say otherwise: for the specs of components. */
export const groundOf = (accountId: string, changes: Partial<Ground> = {}): Ground => ({
  placement: place("eu", "eu-west-1"),
  accountId,
  organizationId: "o-abcdefghij",
  naming: { prefix: "mrd", jurisdiction: "eu", stage: "prod" },
  keep: true,
  ...changes,
});

/** The same with a foundation. */
export const homeOf = (accountId: string, changes: Partial<Home> = {}): Home => ({
  ...groundOf(accountId),
  boundaryArn: `arn:aws:iam::${accountId}:policy/b`,
  logBucket: "mrd-logs",
  ...changes,
});
