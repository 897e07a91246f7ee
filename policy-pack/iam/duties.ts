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

/** Action → whose it is. */
const dutyOf: ReadonlyMap<string, Duty> = new Map(
  (Object.keys(actionsOf) as Duty[]).flatMap((duty) =>
    actionsOf[duty].map((action): [string, Duty] => [action, duty]),
  ),
);

/** The duties that Allow statements give, each with the action that gives it as the policy writes it. */
export function dutiesIn(statements: readonly Statement[]): Map<Duty, string> {
  const found = new Map<Duty, string>();
  const add = (duty: Duty | undefined, text: string) => {
    if (duty !== undefined && !found.has(duty)) found.set(duty, text);
  };
  for (const { effect, actions, notActions } of statements) {
    if (effect !== "Allow") continue;
    for (const text of actions) {
      const action = text.toLowerCase();
      // Most actions are written out: one look-up each.
      if (!/[*?]/.test(action)) add(dutyOf.get(action), text);
      else for (const [each, duty] of dutyOf) if (covers(action, each)) add(duty, text);
    }
    if (notActions.length > 0) {
      const excluded = (action: string) => notActions.some((each) => covers(each.toLowerCase(), action));
      for (const [each, duty] of dutyOf) if (!excluded(each)) add(duty, "NotAction");
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
