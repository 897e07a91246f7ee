import { stringify } from "yaml";

import type { Feature } from "./corpus";

/** A contract of the standard that has the feature: a table `notes` of a key, a `note` and a time. */
export function contractWith({
  version = "v3.1.0",
  contract = {},
  table = {},
  column = {},
  more = [],
}: Feature): string {
  return stringify({
    apiVersion: version,
    kind: "DataContract",
    id: "shop-notes",
    name: "notes",
    version: "1.0.0",
    status: "active",
    domain: "sales",
    description: { purpose: "Notes." },
    team: version === "v3.1.0" ? { name: "shop" } : [{ username: "ada", role: "owner" }],
    ...contract,
    schema: [
      {
        name: "notes",
        physicalType: "table",
        description: "Notes of the shop.",
        ...table,
        properties: [
          { name: "id", logicalType: "string", description: "Key.", primaryKey: true, required: true },
          { name: "note", logicalType: "string", description: "Text.", ...column },
          { name: "seen_at", logicalType: "timestamp", description: "When it was written." },
        ],
      },
      ...more,
    ],
  });
}

/** The same with every marker answered, in the order in which they stand. */
export function answered(text: string): string {
  const answers: readonly (readonly [RegExp, string])[] = [
    [/(classification: )TODO/, "$1internal"],
    [/(status: )TODO/, "$1draft"],
    [/(logicalType: )TODO/, "$1string"],
    [/(property: classification\n\s+value: )TODO/, "$1restricted"],
    [/(property: personalData\n\s+value: )TODO/, "$1personal"],
  ];
  return answers.reduce((done, [marker, answer]) => done.replace(marker, answer), text);
}
