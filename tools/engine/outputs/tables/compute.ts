import { byArn, byId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of functions, state machines, containers and clusters that run jobs. */
export const compute: Readonly<Record<string, ComputedOutputs>> = {
  "aws:lambda/function:Function": byId("{name}", regional("lambda", "function:{name}"), {
    outputs: {
      invokeArn:
        "arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/" +
        regional("lambda", "function:{name}") +
        "/invocations",
      qualifiedArn: regional("lambda", "function:{name}:1"),
      version: "1",
    },
  }),
  "aws:sfn/stateMachine:StateMachine": byArn(regional("states", "stateMachine:{name}")),
  "aws:emrserverless/application:Application": byId(
    "{hex17}",
    regional("emr-serverless", "/applications/{hex17}"),
  ),
  "aws:lambda/layerVersion:LayerVersion": byArn(regional("lambda", "layer:{name}:1"), {
    nameFrom: "layerName",
    outputs: { layerArn: regional("lambda", "layer:{name}"), version: "1" },
  }),
  "aws:lambda/eventSourceMapping:EventSourceMapping": byId(
    "{uuid}",
    regional("lambda", "event-source-mapping:{uuid}"),
    { outputs: { uuid: "{uuid}" } },
  ),
  "aws:lambda/codeSigningConfig:CodeSigningConfig": byArn(
    regional("lambda", "code-signing-config:csc-{hex17}"),
    { outputs: { configId: "csc-{hex17}" } },
  ),
  "aws:ecs/cluster:Cluster": byArn(regional("ecs", "cluster/{name}")),
  "aws:ecs/taskDefinition:TaskDefinition": byId("{name}", regional("ecs", "task-definition/{name}:1"), {
    nameFrom: "family",
  }),
  "aws:batch/jobQueue:JobQueue": byArn(regional("batch", "job-queue/{name}")),
  "aws:batch/jobDefinition:JobDefinition": byArn(regional("batch", "job-definition/{name}:1")),
  "aws:emr/cluster:Cluster": byId("j-{hex8}", regional("elasticmapreduce", "cluster/j-{hex8}")),
};
