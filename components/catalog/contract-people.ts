import { z } from "zod";

import { remarks } from "./contract-documentation";
import { stableId } from "./contract-values";

const prose = z.string();

const member = z.strictObject({
  ...remarks,
  username: prose.optional(),
  name: prose.optional(),
  description: prose.optional(),
  role: prose.optional(),
  dateIn: prose.optional(),
  dateOut: prose.optional(),
  replacedByUsername: prose.optional(),
});

const team = z.strictObject({
  ...remarks,
  name: prose.optional(),
  description: prose.optional(),
  members: z.array(member).default([]),
});

/** The team: a map since 3.1 of the standard, before that the list of its members. */
export const teamSchema = z.union([team, z.array(member)]);

/** A role of the authors' own systems. Here `consumers` say who reads. */
export const role = z.strictObject({
  id: stableId.optional(),
  role: prose,
  description: prose.optional(),
  access: prose.optional(),
  firstLevelApprovers: prose.optional(),
  secondLevelApprovers: prose.optional(),
  customProperties: remarks.customProperties,
});

/** Who answers for the product: the team's name, or the first of its members who is an owner; undefined when it says neither. */
export function ownerOf(given: z.output<typeof teamSchema> | undefined): string | undefined {
  const { name, members } = Array.isArray(given)
    ? { name: undefined, members: given }
    : (given ?? { members: [] });
  if (name) return name;
  const owner = members.find((each) => /owner/i.test(each.role ?? "") && each.dateOut === undefined);
  return owner?.name ?? owner?.username;
}
