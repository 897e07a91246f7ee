import { recordDays } from "../../components/facts/retention";
import { detectorRequirements, logGroupRequirements, trailRequirements } from "../data/logging";
import { fail, pass, type Result } from "../finding";
import { layerOf } from "../graph/buckets";
import { bucketTypes } from "../graph/graph-index";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import { baseline, numeric } from "../requirements";
import type { GraphRule } from "../rule";
import { checkSides, isDataLayer, isLogTarget, loggingSide, objectLockSide } from "./bucket-sides";
import { checkCoverage } from "./detectors";
import { joinedTo, type Join } from "./joins";
import { recordingOf, recordsManagement, trailType } from "./trails";

const trails = baseline(trailRequirements);
const logGroups = baseline(logGroupRequirements);
const detectors = baseline(detectorRequirements);

const log01: GraphRule = {
  id: "LOG-01",
  name: "log-01-audit-trail",
  title: "Trails are validated, encrypted and complete, down to each object of the lake",
  rationale:
    "Who read what is the first question after an incident and of every audit; a trail that can be altered or that skips reads answers neither.",
  remediation:
    "Set log file validation and our key on the trail, make it one for all regions, record all management events, and name every data bucket in its S3 data events.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [trailType, ...bucketTypes],
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.312(b)" },
    { framework: "HIPAA", version: "45 CFR", control: "164.312(c)(1)" },
    { framework: "SOX", version: "15 U.S.C.", control: "404" },
    { framework: "NIST 800-53", version: "r5", control: "AU-2" },
    { framework: "NIST 800-53", version: "r5", control: "AU-9" },
  ],
  requirements: trails.rows,
  reads: [...trails.reads, "advancedEventSelectors"],
  check: (resource, { index, model }) => {
    if (resource.type === trailType) return [...trails.check(resource, model), checkManagement(resource)];
    if (!isDataLayer(layerOf(resource))) return [];
    const recorded = recordingOf(resource, index);
    const fix = "name it in the S3 data events of its account's trail, reads and writes";
    if (recorded === "no trails") return [];
    if (recorded === UNKNOWN) return [notYetKnown(undefined, "has data events", fix, "are")];
    return [recorded ? pass() : fail(undefined, "has objects whose reads and writes no trail records", fix)];
  },
};

function checkManagement(trail: GraphResource): Result {
  const path = "advancedEventSelectors";
  const fix = "add a selector for all management events";
  const recorded = recordsManagement(trail);
  if (recorded === UNKNOWN) return notYetKnown(path, "has event selectors", fix, "are");
  return recorded ? pass(path) : fail(path, "does not record all management events", fix);
}

const log02: GraphRule = {
  id: "LOG-02",
  name: "log-02-s3-access-logs",
  title: "Access to every bucket is logged",
  rationale: "Server access logs or data events are the only record of who read an object.",
  remediation:
    "Give the bucket an aws.s3.BucketLogging to its account's log bucket, or data events in a trail.",
  severity: "low",
  level: "advisory",
  family: "security",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(3)(ii)(A)" },
    { framework: "NIST 800-53", version: "r5", control: "AU-2" },
  ],
  reads: ["targetBucket"],
  check: (bucket, { index }) => {
    // A log bucket that logged into itself would never stop.
    if (isLogTarget(bucket)) return [];
    return recordingOf(bucket, index) === true
      ? [pass()]
      : checkSides(bucket, index, loggingSide, ({ props }) => [checkTarget(props["targetBucket"])]);
  },
};

function checkTarget(target: unknown): Result {
  const known = typeof target === "string" && target !== "";
  return known
    ? pass("targetBucket")
    : fail("targetBucket", "is logged into no bucket", "name its account's log bucket");
}

const log03: GraphRule = {
  id: "LOG-03",
  name: "log-03-log-groups",
  title: "Log groups end, and lie under a key of our own",
  rationale:
    "AWS keeps logs for ever by default: personal data in them outlives its purpose, and audit logs must neither end early.",
  remediation: `Set retentionInDays (${recordDays} for audit logs) and kmsKeyId on every log group.`,
  severity: "medium",
  family: "security",
  scope: "graph",
  types: logGroups.types,
  controls: [
    { framework: "HIPAA", version: "45 CFR", control: "164.316(b)(2)(i)" },
    { framework: "NIST 800-53", version: "r5", control: "AU-11" },
    { framework: "GDPR", version: "2016/679", control: "Art. 5(1)(e)" },
  ],
  requirements: logGroups.rows,
  reads: logGroups.reads,
  check: (group, { model }) => logGroups.check(group, model),
};

const provider = "pulumi:providers:aws";

/** A service that the platform uses nowhere is a gap of the evidence and not of an account; see checkCoverage. */
const log04: GraphRule = {
  id: "LOG-04",
  name: "log-04-detectors-everywhere",
  title: "What watches one account and region watches all of them",
  rationale: "A recorder or detector sees one region of one account: the one without is where nobody looks.",
  remediation:
    "Make the recorder, detector or session in every region where the account has resources, and switch it on.",
  severity: "high",
  family: "security",
  scope: "graph",
  types: [provider, ...detectors.types],
  controls: [
    { framework: "NIST 800-53", version: "r5", control: "SI-4" },
    { framework: "NIST 800-53", version: "r5", control: "RA-5" },
    { framework: "GDPR", version: "2016/679", control: "Art. 32(1)(d)" },
  ],
  requirements: detectors.rows,
  reads: detectors.reads,
  check: (resource, context) =>
    resource.type === provider ? checkCoverage(resource, context) : detectors.check(resource, context.model),
};

const deliveredBy: Join = { path: "s3BucketName", types: bucketTypes, name: "bucket" };
const channelType = "aws:cfg/deliveryChannel:DeliveryChannel";

const log05: GraphRule = {
  id: "LOG-05",
  name: "log-05-audit-object-lock",
  title: "Audit records cannot be altered or deleted for seven years",
  rationale:
    "In compliance mode nobody, root included, removes a record before its time. Other stages only need the lock to exist, so that they can be taken down.",
  remediation: `Give the bucket an Object Lock in COMPLIANCE mode of at least ${recordDays} days.`,
  severity: "critical",
  family: "security",
  scope: "graph",
  types: bucketTypes,
  controls: [
    { framework: "SOX", version: "15 U.S.C.", control: "404" },
    { framework: "MiFID II", version: "2014/65/EU", control: "Art. 16(6)" },
    { framework: "NIST 800-53", version: "r5", control: "AU-9" },
  ],
  reads: ["rule.defaultRetention.mode", "rule.defaultRetention.days"],
  waivable: false,
  check: (bucket, { index, model }) => {
    const holdsTrails = joinedTo(bucket, trailType, deliveredBy, index).length > 0;
    // AWS Config delivers to no bucket with a default retention; what it records is in the trails besides.
    const holdsHistory = joinedTo(bucket, channelType, deliveredBy, index).length > 0;
    const archives = layerOf(bucket) === "audit" && !holdsHistory && !isLogTarget(bucket);
    if (!holdsTrails && !archives) return [];
    return checkSides(bucket, index, objectLockSide, ({ props }) => checkLock(props, model.stage === "prod"));
  },
};

function checkLock(props: Readonly<Record<string, unknown>>, prod: boolean): Result[] {
  const path = "rule.defaultRetention";
  const fix = `lock it in COMPLIANCE mode for at least ${recordDays} days`;
  const [retention] = readPath(props, path);
  if (retention === undefined) return [fail(path, "has an Object Lock without a default retention", fix)];
  const read = (name: string) => readOne(retention.value, name);
  const [mode, days, years] = [read("mode"), read("days"), read("years")];
  if ([mode, days, years].includes(UNKNOWN)) return [notYetKnown(path, "has an Object Lock", fix)];
  const long = numeric(days) >= recordDays || numeric(years) >= 7;
  if (!prod || (mode === "COMPLIANCE" && long)) return [pass(path)];
  return [fail(path, `has an Object Lock of ${JSON.stringify({ mode, days, years })}`, fix)];
}

export const loggingRules = [log01, log02, log03, log04, log05];
