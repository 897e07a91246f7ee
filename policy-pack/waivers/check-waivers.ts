import { nearest } from "../../components/errors/nearest";
import { isWaivable } from "../levels/level";
import type { Rule } from "../rule";
import type { SettingsIssue } from "../settings/issue";
import { daysBetween, hasExpired, maxDays, warningDays, type Waiver } from "./waiver";

/** What waivers are checked against. */
export interface WaiverFacts {
  rules: readonly Rule[];
  /** Everyone whom CODEOWNERS names; undefined where it is not known, as in the pack. */
  owners?: ReadonlySet<string>;
  /** YYYY-MM-DD. */
  today: string;
}

type Check = (waiver: Waiver, facts: WaiverFacts) => SettingsIssue[];

const issue = (
  { file, index }: Pick<Waiver, "file" | "index">,
  path: readonly (string | number)[],
  message: string,
): SettingsIssue => ({ file, path: [index, ...path], message });

/** What no single waiver's shape shows, all at once. Whether it has expired is asked separately. */
export function checkWaivers(waivers: readonly Waiver[], facts: WaiverFacts): SettingsIssue[] {
  return [
    ...duplicates(waivers),
    ...waivers.flatMap((waiver) => checks.flatMap((check) => check(waiver, facts))),
  ];
}

/** Waivers past their last day. The pack stops applying them; `meridian plan` refuses to run with them. */
export function expiredWaivers(waivers: readonly Waiver[], today: string): SettingsIssue[] {
  return waivers
    .filter((waiver) => hasExpired(waiver, today))
    .map((waiver) => {
      const { id, expires } = waiver;
      const advice = "remove it, or decide anew with a new id";
      return issue(waiver, ["expires"], `${id} expired on ${expires}; ${advice}`);
    });
}

/** Waivers in their last days, which are still applied. */
export function endingWaivers(waivers: readonly Waiver[], today: string): SettingsIssue[] {
  return waivers.flatMap((waiver) => {
    const left = daysBetween(today, waiver.expires);
    if (left < 0 || left > warningDays) return [];
    const days = left === 1 ? "1 day" : `${left} days`;
    return [issue(waiver, ["expires"], `${waiver.id} ends in ${days}; correct what it is for before`)];
  });
}

function duplicates(waivers: readonly Waiver[]): SettingsIssue[] {
  const first = new Map<string, Waiver>();
  return waivers.flatMap((waiver) => {
    const other = first.get(waiver.id);
    if (other === undefined) {
      first.set(waiver.id, waiver);
      return [];
    }
    return [issue(waiver, ["id"], `"${waiver.id}" is also used in ${other.file}; ids are never used twice`)];
  });
}

const checkRules: Check = (waiver, { rules }) =>
  waiver.rules.flatMap((id, position) => {
    const rule = rules.find((each) => each.id === id);
    const at = ["rules", position];
    if (rule === undefined) {
      const meant = nearest(
        id,
        rules.map((each) => each.id),
      );
      const help = meant === undefined ? "see docs/policies for the rules" : `did you mean "${meant}"?`;
      return [issue(waiver, at, `"${id}" is not a rule; ${help}`)];
    }
    if (isWaivable(rule)) return [];
    return [
      issue(waiver, at, `${id} takes no waiver; correct what it finds, or ask for a transfer approval`),
    ];
  });

const checkSpan: Check = (waiver, { rules }) => {
  const { created, expires } = waiver;
  if (expires < created)
    return [issue(waiver, ["expires"], `${expires} is before ${created}; give a later day`)];
  const caps = rules.filter(({ id }) => waiver.rules.includes(id)).map(({ severity }) => severity);
  const gravest = caps.reduce<Rule["severity"]>((a, b) => (maxDays[b] < maxDays[a] ? b : a), "low");
  const days = daysBetween(created, expires);
  if (days <= maxDays[gravest]) return [];
  const message = `${days} days are too long for severity ${gravest}; use at most ${maxDays[gravest]}`;
  return [issue(waiver, ["expires"], message)];
};

const checkCreated: Check = (waiver, { today }) =>
  waiver.created > today
    ? [issue(waiver, ["created"], `${waiver.created} is in the future; give the day of the decision`)]
    : [];

const checkOwner: Check = (waiver, { owners }) =>
  owners === undefined || owners.has(waiver.owner)
    ? []
    : [
        issue(
          waiver,
          ["owner"],
          `"${waiver.owner}" is not in CODEOWNERS; use one of ${[...owners].sort().join(", ")}`,
        ),
      ];

const checks: readonly Check[] = [checkRules, checkSpan, checkCreated, checkOwner];
