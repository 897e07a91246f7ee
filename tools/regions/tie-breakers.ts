import type { Availability } from "../../components/residency/service-types";

/** What is known of a type in some regions besides CloudFormation's registry, and says more than it. */
export interface TieBreaker {
  type: string;
  regions: readonly string[];
  take: Availability;
  source: string;
}

const daxRule = 'AWS Config Developer Guide, "dax-encryption-enabled"';
const optimizers = 'AWS Glue Developer Guide, "Supported Regions for table optimizers"';

/**
 * Where the registry and the endpoint list of botocore 1.44.8 disagree, or the list does not speak of the type. Looked up on
 * 2026-11-28; types that no plan uses yet are here for the day on which one does.
 */
export const tieBreakers: readonly TieBreaker[] = [
  {
    type: "AWS::Glue::TableOptimizer",
    regions: ["ap-northeast-3", "eu-central-2", "eu-south-2"],
    take: "no",
    source: optimizers,
  },
  {
    type: "AWS::DAX::Cluster",
    regions: ["ap-northeast-2", "ap-northeast-3", "eu-central-2"],
    take: "no",
    source: daxRule,
  },
  // The API has it there; only the registry lags.
  { type: "AWS::DAX::Cluster", regions: ["eu-south-2"], take: "yes", source: daxRule },
  ...["AWS::DMS::ReplicationInstance", "AWS::DMS::Endpoint"].map((type): TieBreaker => ({
    type,
    regions: ["eu-central-2", "eu-south-2"],
    take: "contested",
    source: "registry no, endpoints yes",
  })),
  {
    type: "AWS::IoT::TopicRule",
    regions: ["ap-northeast-3", "eu-central-2"],
    take: "no",
    source: "endpoints no; the registry has 6 of 32 types of the service",
  },
  {
    type: "AWS::Neptune::DBCluster",
    regions: ["ap-northeast-3", "eu-central-2", "eu-south-2"],
    take: "contested",
    source: "registry yes, endpoints no, and it shares those of RDS",
  },
  {
    type: "AWS::Neptune::GlobalCluster",
    regions: ["ap-northeast-2", "ap-south-1", "ap-southeast-2"],
    take: "contested",
    source: "registry no and the type is new, endpoints yes for the service",
  },
  {
    type: "AWS::DataZone::Domain",
    regions: ["ap-northeast-3"],
    take: "no",
    source: 'Amazon DataZone User Guide, "Supported Regions for Amazon DataZone"',
  },
];
