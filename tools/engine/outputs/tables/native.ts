import type { ComputedOutputs } from "../computed";

const arn = (service: string, resource: string) =>
  `arn:{partition}:${service}:{region}:{account}:${resource}/{name}`;

/** Types whose id is their name: the primary identifier of their CloudFormation schema. */
const byName = (nameFrom: string, output: string, resource: string): ComputedOutputs => ({
  nameFrom,
  id: "{name}",
  outputs: { [output]: arn("entityresolution", resource) },
});
/** Types whose id is their ARN. */
const byArn = (output: string, resource: string): ComputedOutputs => ({
  id: arn("personalize", resource),
  outputs: { [output]: arn("personalize", resource) },
});

/** Ids and ARNs of the few types that only `aws-native` has. */
export const native: Readonly<Record<string, ComputedOutputs>> = {
  "aws-native:entityresolution:SchemaMapping": byName("schemaName", "schemaArn", "schemamapping"),
  "aws-native:entityresolution:MatchingWorkflow": byName("workflowName", "workflowArn", "matchingworkflow"),
  "aws-native:entityresolution:IdMappingWorkflow": byName("workflowName", "workflowArn", "idmappingworkflow"),
  "aws-native:entityresolution:IdNamespace": byName("idNamespaceName", "idNamespaceArn", "idnamespace"),
  "aws-native:personalize:DatasetGroup": byArn("datasetGroupArn", "dataset-group"),
  "aws-native:personalize:Schema": byArn("schemaArn", "schema"),
  "aws-native:personalize:Solution": byArn("solutionArn", "solution"),
};
