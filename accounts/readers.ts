import type { Classification } from "../components/facts/classification";
import type { JurisdictionId } from "../components/residency/jurisdictions";
import { analystRole } from "../components/warehouse/analytics-workspace";
import type { Platform } from "./config";
import { readersOf } from "./config/readers";

/** Every reader of a stack with the literal ARN of the role that it reads with. */
export function readerRoles(
  platform: Platform,
): { name: string; clearance: Classification; jurisdiction: JurisdictionId; roleArn: string }[] {
  const { accounts, jurisdiction, prefix, stage } = platform;
  return readersOf(platform).map(({ name, clearance, account }) => {
    const { id } = accounts.find((each) => each.name === account)!;
    const { arn } = analystRole({ accountId: id, naming: { prefix, jurisdiction, stage } }, name);
    return { name, clearance, jurisdiction, roleArn: arn };
  });
}
