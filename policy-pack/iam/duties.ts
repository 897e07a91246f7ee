import { bindsTo } from "./condition";
import type { Statement } from "./document";
import { covers } from "./wildcard";

export type Duty = "data" | "keys" | "trail";

/** Duty → actions any one of which makes it somebody's, in lower case. */
const actionsOf: Readonly<Record<Duty, readonly string[]>> = {
  data: [
    "s3:getobject",
    "s3:putobject",
    "kms:decrypt",
    "lakeformation:getdataaccess",
    "dynamodb:getitem",
    "redshift-data:getstatementresult",
  ],
  keys: ["kms:putkeypolicy", "kms:schedulekeydeletion", "kms:disablekey", "kms:creategrant"],
  trail: ["cloudtrail:stoplogging", "cloudtrail:deletetrail", "cloudtrail:puteventselectors"],
};

const duties = Object.keys(actionsOf) as Duty[];

/** The duties that Allow statements give, each with the action that gives it as the policy writes it. */
export function dutiesIn(statements: readonly Statement[]): Map<Duty, string> {
  const found = new Map<Duty, string>();
  for (const { effect, actions, notActions } of statements) {
    if (effect !== "Allow") continue;
    for (const duty of duties) {
      const given = actionsOf[duty].find((action) =>
        notActions.length > 0
          ? !notActions.some((each) => covers(each.toLowerCase(), action))
          : actions.some((each) => covers(each.toLowerCase(), action)),
      );
      if (given !== undefined && !found.has(duty))
        found.set(duty, actions.find((each) => covers(each.toLowerCase(), given)) ?? "NotAction");
    }
  }
  return found;
}

/** Role ARNs that an Allow statement of a resource policy names, as principals or by `aws:PrincipalArn`; no patterns. */
export function rolesNamedBy({ effect, principals, conditions }: Statement): string[] {
  if (effect !== "Allow") return [];
  const bound = conditions.filter((each) => each.key === "aws:principalarn" && bindsTo(each, conditions));
  const named =
    bound.length > 0 ? bound.flatMap(({ values }) => values) : principals.map(({ value }) => value);
  return named.filter((value) => /^arn:[^:]*:iam::\d{12}:role\/[^*?]+$/.test(value));
}
