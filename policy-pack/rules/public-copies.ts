import { tokenOf } from "../data/tokens";
import { fail, pass, type Result } from "../finding";
import { readPath } from "../graph/read";
import type { GraphResource } from "../graph/types";
import { ask } from "../known";
import type { ResourceRule } from "../rule";

/** One input that can make copies public. */
export interface PublicInput {
  type: string;
  path: string;
  /** Values that mean everybody; every other value is fine. */
  never?: readonly string[];
  /** The only values that are fine, for switches of an account. */
  only?: readonly string[];
  fix: string;
}

const perAccount = "share with accounts of the stack by their ids";
const blocked = "block-new-sharing";

const inputs: readonly PublicInput[] = [
  ...["rds/snapshot", "rds/clusterSnapshot", "rds/snapshotCopy", "rds/clusterSnapshotCopy"].map((type) => ({
    type: tokenOf(type),
    path: "sharedAccounts[]",
    never: ["all"],
    fix: perAccount,
  })),
  { type: tokenOf("ec2/snapshotCreateVolumePermission"), path: "accountId", never: ["all"], fix: perAccount },
  { type: tokenOf("ec2/amiLaunchPermission"), path: "group", never: ["all"], fix: perAccount },
  {
    type: tokenOf("imagebuilder/distributionConfiguration"),
    path: "distributions[].amiDistributionConfiguration.launchPermission.userGroups[]",
    never: ["all"],
    fix: perAccount,
  },
  {
    type: tokenOf("ebs/snapshotBlockPublicAccess"),
    path: "state",
    only: ["block-all-sharing", blocked],
    fix: `set it to block-all-sharing or ${blocked}`,
  },
  {
    type: tokenOf("ec2/imageBlockPublicAccess"),
    path: "state",
    only: [blocked],
    fix: `set it to ${blocked}`,
  },
];

/** Type → its rows. */
export const publicInputs: ReadonlyMap<string, readonly PublicInput[]> = new Map(
  inputs.map(({ type }) => [type, inputs.filter((each) => each.type === type)]),
);

const shr05: ResourceRule = {
  id: "SHR-05",
  name: "shr-05-public-snapshot-ami",
  title: "No snapshot or machine image is public",
  rationale:
    "A public snapshot is a whole database or disk for anybody to restore, in any country. The account-wide blocks hold also for copies that no plan shows.",
  remediation:
    "Share with accounts by their ids, and keep the account's blocks of public snapshots and images on.",
  severity: "critical",
  family: "sharing",
  waivable: false,
  scope: "resource",
  types: [...publicInputs.keys()],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "AC-3" },
    { framework: "GDPR", version: "2016/679", control: "Art. 32" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(a)(1)" },
  ],
  reads: ["state", "sharedAccounts[]", "accountId", "group"],
  check: (resource) => (publicInputs.get(resource.type) ?? []).flatMap((row) => checkInput(resource, row)),
};

function checkInput(resource: GraphResource, { path: pattern, never, only, fix }: PublicInput): Result[] {
  const found = readPath(resource.props, pattern);
  if (found.length === 0)
    return [only === undefined ? pass(pattern) : fail(pattern, `has no ${pattern}`, fix)];
  const isPrivate = (value: unknown) => {
    const text = String(value);
    return (only?.includes(text) ?? true) && never?.includes(text.toLowerCase()) !== true;
  };
  return found.map((reading) => ask(resource, reading).is(isPrivate, { fix }));
}

export const publicCopyRules = [shr05];
