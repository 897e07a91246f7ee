import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import type { KeyPath } from "../../../components/errors/key-path";
import { isJurisdictionId, regionsOf } from "../../../components/residency/jurisdictions";
import { findRegion } from "../../../components/residency/regions";
import { duplicates, type Check } from "./check";

/** Both regions lie inside the jurisdiction and differ. */
export const checkRegions: Check = ({ jurisdiction, homeRegion, replicaRegion }) => {
  // A misspelt jurisdiction has its own message.
  if (!isJurisdictionId(jurisdiction)) return [];
  const inside = regionsOf(jurisdiction);
  const refuse = (path: string, region: string, allowed: readonly string[]): UnplacedIssue[] => {
    if (allowed.includes(region)) return [];
    const fault = inside.includes(region)
      ? "is also homeRegion"
      : findRegion(region)
        ? `is outside jurisdiction ${quote(jurisdiction)}`
        : "is not an AWS region";
    const help =
      allowed.length > 0
        ? `use one of ${allowed.join(", ")}`
        : "leave it out, the jurisdiction has one region";
    return [{ path: [path], message: `${quote(region)} ${fault}; ${help}` }];
  };
  const others = inside.filter((region) => region !== homeRegion);
  return [
    ...refuse("homeRegion", homeRegion, inside),
    ...(replicaRegion === undefined ? [] : refuse("replicaRegion", replicaRegion, others)),
  ];
};

/** The units hang under this organization's root, cover the jurisdiction, and the management account stays empty. */
export const checkOrganization: Check = ({ organization, accounts, jurisdiction }) => {
  const { id, rootId, managementAccount, ous } = organization;
  const root = `${id}/${rootId}/`;
  const managed = accounts.findIndex((account) => account.id !== "" && account.id === managementAccount);
  const at = (index: number): KeyPath => ["organization", "ous", index];
  return [
    ...duplicates(
      ous.map((ou) => ou.path.replace(/\/$/, "")),
      (index) => [...at(index), "path"],
    ),
    ...duplicates(
      ous.map((ou) => ou.name),
      (index) => [...at(index), "name"],
    ),
    ...ous.flatMap(({ path }, index) =>
      path.startsWith(root)
        ? []
        : [
            {
              path: [...at(index), "path"],
              message: `${quote(path)} is not under this root; begin it with ${root}`,
            },
          ],
    ),
    ...(ous.length === 0 ||
    !isJurisdictionId(jurisdiction) ||
    ous.some((ou) => ou.jurisdiction === jurisdiction)
      ? []
      : [
          {
            path: ["organization", "ous"],
            at: "key" as const,
            message: `no unit has the stack's jurisdiction ${quote(jurisdiction)}; add the unit that its accounts are under`,
          },
        ]),
    ...(managed < 0
      ? []
      : [
          {
            path: ["accounts", managed, "id"],
            message: `${quote(managementAccount)} is the organization's management account, which organization policies do not restrict; use a member account`,
          },
        ]),
  ];
};
