import type { PolicyStatement } from "../identity/statement";
import { homeOf } from "../testing/home";
import type { Registration } from "../testing/record";

export const accountId = "111111111111";
export const home = homeOf(accountId);
export const tags = { "dp:domain": "trading", "dp:layer": "platform" };
export const goldBucket = `mrd-trading-gold-${accountId}-eu-west-1-an`;

/** What a role may do with the domain's data, as its row of access says. */
export const data: PolicyStatement[] = [
  { Sid: "Data", Effect: "Allow", Action: ["s3:GetObject"], Resource: `arn:aws:s3:::${goldBucket}/*` },
];

/** Where a component of the catalog has to stand. */
export const where = (component: string, token: string) => ({
  provider: "governance",
  region: "eu-west-1",
  component,
  token,
});

/** Registrations of one type in the order of their names: they arrive in any order. */
export const byName = (seen: readonly Registration[], type: string): Registration[] =>
  seen.filter((each) => each.type === type).sort((a, b) => (a.name < b.name ? -1 : 1));
