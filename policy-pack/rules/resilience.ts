import { deletionRequirements, recoveryRequirements } from "../data/recovery";
import { fail, pass, type Result } from "../finding";
import { layerOf, lifecycleOf } from "../graph/buckets";
import { bucketTypes, type GraphIndex } from "../graph/graph-index";
import { readOne } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { ask, notYetKnown } from "../known";
import { baseline, numeric } from "../requirements";
import type { GraphRule, ResourceRule } from "../rule";
import { checkSides, versioningSide, type Side } from "./bucket-sides";

const recovery = baseline(recoveryRequirements);
const deletion = baseline(deletionRequirements);

const contingency = [
  { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(7)(i)" },
  { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(7)(ii)(A)" },
  { framework: "NIST 800-53", version: "r5", control: "CP-9" },
  { framework: "DORA", version: "2022/2554", control: "Art. 12" },
] as const;

/** Also BCK-05 of the catalogue. */
const bck01: ResourceRule = {
  id: "BCK-01",
  name: "bck-01-restorable",
  title: "Stores can be restored to any of the last seven days, and outlive one data centre in production",
  rationale:
    "A replica copies a mistake within milliseconds; only history undoes it. Seven days is a long weekend and the time to notice.",
  remediation:
    "Switch point-in-time recovery on or keep backups for at least 7 days; in prod use several zones.",
  severity: "high",
  family: "security",
  scope: "resource",
  types: recovery.types,
  controls: [...contingency, { framework: "NIST 800-53", version: "r5", control: "CP-10" }],
  requirements: recovery.rows,
  reads: recovery.reads,
  check: (resource, model) => recovery.check(resource, model),
};

/** Also BCK-07 of the catalogue. `protect`, which stops the engine and not AWS, is rule SOX-02. */
const bck06: ResourceRule = {
  id: "BCK-06",
  name: "bck-06-no-passing-deletion",
  title: "No production store can be deleted in passing, nor without a last copy",
  rationale:
    "Deletion protection makes deletion two steps; a final snapshot and a container that refuses to be emptied make it reversible.",
  remediation: "Switch deletion protection on, keep the final snapshot, and leave forceDestroy false.",
  severity: "high",
  family: "security",
  scope: "resource",
  types: deletion.types,
  controls: contingency,
  requirements: deletion.rows,
  reads: deletion.reads,
  check: (resource, model) => deletion.check(resource, model),
};

/** Layers whose objects are the only copy: a version is the way back from an overwrite. */
const originals: ReadonlySet<unknown> = new Set(["bronze", "logs", "audit", undefined]);

const ver01: GraphRule = {
  id: "VER-01",
  name: "ver-01-s3-versioning",
  title: "Buckets of originals keep versions, and no bucket keeps them without end",
  rationale:
    "An overwritten original is gone unless a version of it stays. Tables rewrite their files all the time: without an end, old versions outlive every erasure.",
  remediation:
    "Enable versioning for bronze, logs and audit; give every versioned bucket a noncurrentVersionExpiration for all its objects.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.312(c)(1)" },
    { framework: "GDPR", version: "2016/679", control: "Art. 17" },
    { framework: "NIST 800-53", version: "r5", control: "CP-9" },
  ],
  reads: ["versioningConfiguration.status", "rules[].noncurrentVersionExpiration.noncurrentDays"],
  check: (bucket, { index }) => {
    const layer = layerOf(bucket);
    const results = checkSides(bucket, index, versioningSide, (side) => checkVersioning(side, bucket, index));
    // Elsewhere a bucket may do without versions, but not keep them without end.
    return originals.has(layer)
      ? results
      : results.map((result) => (result.path === oldVersions ? result : excuse(result, layer)));
  },
};

const statusPath = "versioningConfiguration.status";
const oldVersions = "rules[].noncurrentVersionExpiration.noncurrentDays";

/** No versions are no fault of a layer that needs none; undecided while the layer is computed. */
const excuse = (result: Result, layer: unknown): Result => {
  if (result.verdict !== "fail") return result;
  return layer === UNKNOWN ? { ...result, verdict: "undecided" } : pass(result.path);
};

function checkVersioning({ resource, props }: Side, bucket: GraphResource, index: GraphIndex): Result[] {
  const status = ask(resource, { path: statusPath, value: readOne(props, statusPath) }).is(
    (value) => value === "Enabled",
    { has: "has versioning", fix: "set it to Enabled" },
  );
  return status.verdict === "pass" ? [status, checkOldVersions(bucket, index)] : [status];
}

function checkOldVersions(bucket: GraphResource, index: GraphIndex): Result {
  const path = oldVersions;
  const fix = "give it a lifecycle rule with noncurrentVersionExpiration for all objects";
  const rules = lifecycleOf(bucket, index);
  const unknown = notYetKnown(path, "has a lifecycle", fix);
  if (rules === UNKNOWN) return unknown;
  const ending = rules.filter(({ everything, noncurrentDays }) => everything && noncurrentDays !== undefined);
  if (ending.some(({ enabled, noncurrentDays }) => enabled === true && numeric(noncurrentDays) > 0))
    return pass(path);
  const hidden = ending.some(
    ({ enabled, noncurrentDays }) => enabled === UNKNOWN || noncurrentDays === UNKNOWN,
  );
  return hidden ? unknown : fail(path, "keeps old versions of its objects without end", fix);
}

export const resilienceRules = [bck01, bck06, ver01];
