import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import type { KeyPath } from "../../../components/errors/key-path";
import { isJurisdictionId, regionsOf } from "../../../components/residency/jurisdictions";
import { findRegion } from "../../../components/residency/regions";
import { duplicates, type Check, type Checkable } from "./check";

/** Regions lie inside the jurisdiction and differ. */
export function checkRegions({
  jurisdiction,
  homeRegion,
  replicaRegion,
}: {
  readonly jurisdiction: string;
  readonly homeRegion: string;
  readonly replicaRegion?: string | undefined;
}): UnplacedIssue[] {
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
}

/** The units hang under this organization's root, each once. */
export function checkUnits({
  id,
  rootId,
  ous,
}: Pick<Checkable["organization"], "id" | "rootId" | "ous">): UnplacedIssue[] {
  const root = `${id}/${rootId}/`;
  const at = (index: number): KeyPath => ["ous", index];
  return [
    ...duplicates(
      ous.map((ou) => ou.path.replace(/\/$/, "")),
      (index) => [...at(index), "path"],
    ),
    ...duplicates(
      ous.map((ou) => ou.name),
      (index) => [...at(index), "name"],
    ),
    ...ous.flatMap(({ path }, index) => {
      if (path.startsWith(root)) return [];
      const message = `${quote(path)} is not under this root; begin it with ${root}`;
      return [{ path: [...at(index), "path"], message }];
    }),
  ];
}

/** Some unit is of the stack's jurisdiction: its accounts are under it. */
export const checkCoverage: Check = ({ organization: { ous }, jurisdiction }) => {
  const isCovered = ous.some((ou) => ou.jurisdiction === jurisdiction);
  if (ous.length === 0 || !isJurisdictionId(jurisdiction) || isCovered) return [];
  const message = `no unit has the stack's jurisdiction ${quote(jurisdiction)}; add the unit that its accounts are under`;
  return [{ path: ["organization", "ous"], at: "key", message }];
};

/** The management account stays empty. */
export const checkManagement: Check = ({ organization: { managementAccount }, accounts }) => {
  const managed = accounts.findIndex(({ id }) => id !== "" && id === managementAccount);
  if (managed < 0) return [];
  const message = `${quote(managementAccount)} is the organization's management account, which organization policies do not restrict; use a member account`;
  return [{ path: ["accounts", managed, "id"], message }];
};
