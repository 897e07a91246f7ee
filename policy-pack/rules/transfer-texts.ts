import type { Control, GraphRule } from "../rule";

/** What makes one rule of the table: its texts. Types, paths, fixtures and the check follow from the tables. */
export interface TransferText extends Pick<GraphRule, "id" | "name" | "title" | "rationale" | "remediation"> {
  severity?: GraphRule["severity"];
  level?: GraphRule["level"];
  /** Besides GDPR Art. 44 and NIST SA-9(5), which every rule of the table serves. */
  controls?: readonly Control[];
}

const nist = (control: string) => ({ framework: "NIST 800-53", version: "r5", control });
const gdpr = (control: string) => ({ framework: "GDPR", version: "2016/679", control });
const located = nist("CM-12(1)");
const dora = { framework: "DORA", version: "2022/2554", control: "Art. 30(2)(b)" };

/** The rules over the sink table. Catalogue: domain reference §5.1. */
export const transferTexts: readonly TransferText[] = [
  {
    id: "RES-03",
    name: "res-03-s3-replica-same-jurisdiction",
    title: "S3 replicas stay in the jurisdiction",
    rationale:
      "Replication copies every object for good. A bucket ARN has no region, so the destination has to be proved.",
    remediation:
      "Replicate to a bucket of this jurisdiction, with its literal name and account, through BucketReplicationConfig.",
    controls: [
      nist("CP-6(1)"),
      { framework: "Control Tower", version: "2026", control: "AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION" },
    ],
  },
  {
    id: "RES-04",
    name: "res-04-no-mrap-across-jurisdictions",
    title: "Multi-region access points stay in the jurisdiction",
    rationale:
      "A multi-region access point answers, and is written to, from whichever of its buckets is nearest.",
    remediation: "Give it only buckets of this jurisdiction, with their literal names and accounts.",
    controls: [nist("SC-7(10)")],
  },
  {
    id: "RES-05",
    name: "res-05-ddb-replica-same-jurisdiction",
    title: "DynamoDB replicas and witnesses stay in the jurisdiction",
    rationale: "Every replica of a global table holds every item, and a witness sees the writes.",
    remediation:
      "Name replica regions of the jurisdiction; use Table.replicas or TableReplica, not the version-1 GlobalTable.",
  },
  {
    id: "RES-06",
    name: "res-06-db-global-cluster-same-jurisdiction",
    title: "Global clusters, read replicas and copies of databases stay in the jurisdiction",
    rationale:
      "Each member of a global cluster holds the whole database. A member that another stack made cannot be located from here.",
    remediation:
      "Make all members in this stack, in regions of the jurisdiction, and share snapshots only with its accounts.",
    controls: [nist("CP-6(1)")],
  },
  {
    id: "RES-07",
    name: "res-07-redshift-copy-and-share",
    title: "Redshift snapshots, data shares and integrations stay in the jurisdiction",
    rationale: "A consumer of a data share reads live data wherever its cluster stands.",
    remediation: "Copy to, share with and integrate clusters, accounts and regions of this jurisdiction.",
    controls: [{ framework: "MiFID II", version: "2014/65/EU", control: "Art. 16(6)" }],
  },
  {
    id: "RES-08",
    name: "res-08-no-cross-jurisdiction-resource-link",
    title: "Resource links and stack references stay in the jurisdiction",
    rationale:
      "Reading through a link is remote access, which counts as a transfer although nothing is copied. A stack's state holds the inputs and outputs of everything in it.",
    remediation: "Link only to databases, tables and stacks of this jurisdiction.",
  },
  {
    id: "RES-09",
    name: "res-09-kms-replica-key",
    title: "Key material stays in the jurisdiction",
    rationale:
      "A multi-region key is one key: whoever holds the replica can decrypt what the primary encrypted.",
    remediation:
      "Make a key in each region; where one key is needed in two regions of the jurisdiction, tag it dp:mrk-approved.",
    controls: [nist("SC-12"), gdpr("Art. 32")],
  },
  {
    id: "RES-10",
    name: "res-10-secret-replica",
    title: "Replicas of secrets and incident records stay in the jurisdiction",
    rationale: "A secret opens the system it belongs to from wherever a copy of it lies.",
    remediation: "Replicate only to regions of the jurisdiction.",
    controls: [nist("SC-12"), gdpr("Art. 32")],
  },
  {
    id: "RES-11",
    name: "res-11-backup-copy-jurisdiction",
    title: "Backups are copied only inside the jurisdiction",
    rationale: "A recovery point is a full copy that outlives its source.",
    remediation:
      "Copy to vaults of this jurisdiction's accounts; with one region, use a logically air-gapped vault in it.",
    controls: [nist("CP-9(3)"), { framework: "HIPAA", version: "45 CFR", control: "164.308(a)(7)(ii)(A)" }],
  },
  {
    id: "RES-12",
    name: "res-12-stream-and-event-targets",
    title: "Events, streams and the code between them stay in the jurisdiction",
    rationale: "An event carries what happened to whom. Its target says where that is known next.",
    remediation: "Build targets from config, in regions and accounts of this jurisdiction.",
    controls: [nist("AC-4")],
  },
  {
    id: "RES-13",
    name: "res-13-firehose-destination",
    title: "Firehose delivers inside the jurisdiction",
    rationale:
      "Firehose writes every record to its destination and, where asked, a second time to a backup bucket.",
    remediation:
      "Deliver to buckets and services of this jurisdiction, or to a host listed in externalHosts.",
    controls: [nist("AC-4")],
  },
  {
    id: "RES-14",
    name: "res-14-msk-replication",
    title: "Kafka topics are replicated, delivered and connected inside the jurisdiction",
    rationale: "A replicator or connector copies topics record by record.",
    remediation: "Name clusters, buckets and brokers of this jurisdiction.",
    controls: [nist("AC-4")],
  },
  {
    id: "RES-15",
    name: "res-15-s3-output-locations",
    title: "What jobs, queries and exports write stays in the jurisdiction",
    rationale: "Results, exports and temporary files hold the data they were made from.",
    remediation: "Write to buckets of this jurisdiction, by literal names, and do not let clients choose.",
    controls: [located],
  },
  {
    id: "RES-16",
    name: "res-16-log-destinations",
    title: "Logs and findings stay in the jurisdiction",
    rationale: "Logs name people, addresses and objects; findings of Macie quote what they found.",
    remediation: "Deliver to log groups and buckets of this jurisdiction.",
    severity: "high",
    controls: [gdpr("Art. 5(1)(f)"), gdpr("Art. 30"), nist("AU-9(2)")],
  },
  {
    id: "RES-17",
    name: "res-17-no-all-regions-aggregation",
    title: "Aggregation lists the jurisdiction's regions and no others",
    rationale: "An aggregator over all regions moves records of every jurisdiction into one.",
    remediation:
      "List regions and accounts of the jurisdiction; never all regions, never the whole organization.",
    severity: "high",
  },
  {
    id: "RES-18",
    name: "res-18-bedrock-inference-geo",
    title: "Models compute in the jurisdiction",
    rationale:
      "A cross-region inference profile sends prompts to any region of its geography: apac. and global. span jurisdictions.",
    remediation: "Use models of the home region, or the profile whose geography is this jurisdiction.",
    controls: [dora],
  },
  {
    id: "RES-19",
    name: "res-19-quicksight-home-region",
    title: "QuickSight reads, keeps and shows data in the jurisdiction",
    rationale: "SPICE is a copy of the data set in the region of the subscription, which cannot be moved.",
    remediation: "Subscribe in the home region, name sources and readers of this jurisdiction.",
  },
  {
    id: "RES-20",
    name: "res-20-no-inter-jurisdiction-network",
    title: "Networks do not reach into another jurisdiction",
    rationale:
      "A peered network lets every application in it read across the border without a grant of its own.",
    remediation: "Peer, associate and offer endpoints only inside the jurisdiction, bound to VPCs.",
    severity: "high",
    controls: [
      nist("SC-7"),
      { framework: "Control Tower", version: "2026", control: "AWS-GR_DISALLOW_CROSS_REGION_NETWORKING" },
    ],
  },
  {
    id: "RES-21",
    name: "res-21-edge-services-public-only",
    title: "Edge locations serve only what is public",
    rationale: "Edge locations cache, compute and log in every country they are in.",
    remediation:
      "Serve from a regional endpoint; use CloudFront and Global Accelerator only for data tagged Public.",
    severity: "high",
    controls: [nist("SC-7")],
  },
  {
    id: "RES-22",
    name: "res-22-external-endpoint-allowlist",
    title: "Systems outside AWS are listed with their country",
    rationale: "A host name does not say where its servers are, nor under whose law.",
    remediation:
      "Name the host and its country in externalHosts of the stack file, after its contract is reviewed.",
    severity: "high",
    controls: [gdpr("Art. 28"), nist("SA-9")],
  },
  {
    id: "RES-25",
    name: "res-25-identity-multi-region",
    title: "Identities stay in the jurisdiction, or the exception is documented",
    rationale:
      "User directories hold names and addresses of people; workforce identity may be a documented exception.",
    remediation:
      "Keep directories in the jurisdiction, or document the exception in the record of processing.",
    severity: "medium",
    level: "advisory",
  },
];
