import { byArn, byId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of what brings data in from databases, partners and SaaS. */
export const ingestion: Readonly<Record<string, ComputedOutputs>> = {
  "aws:dms/replicationInstance:ReplicationInstance": {
    nameFrom: "replicationInstanceId",
    id: "{name}",
    outputs: { replicationInstanceArn: regional("dms", "rep:{hex17}") },
  },
  "aws:dms/endpoint:Endpoint": {
    nameFrom: "endpointId",
    id: "{name}",
    outputs: { endpointArn: regional("dms", "endpoint:{hex17}") },
  },
  "aws:dms/replicationTask:ReplicationTask": {
    nameFrom: "replicationTaskId",
    id: "{name}",
    outputs: { replicationTaskArn: regional("dms", "task:{hex17}") },
  },
  "aws:dms/replicationSubnetGroup:ReplicationSubnetGroup": {
    nameFrom: "replicationSubnetGroupId",
    id: "{name}",
    outputs: { replicationSubnetGroupArn: regional("dms", "subgrp:{name}") },
  },
  "aws:dms/replicationConfig:ReplicationConfig": byArn(regional("dms", "replication-config:{hex17}"), {
    nameFrom: "replicationConfigIdentifier",
  }),
  "aws:transfer/server:Server": byId("s-{hex17}", regional("transfer", "server/s-{hex17}"), {
    outputs: { endpoint: "s-{hex17}.server.transfer.{region}.amazonaws.com" },
  }),
  "aws:transfer/user:User": byId(
    "{serverId}/{userName}",
    regional("transfer", "user/{serverId}/{userName}"),
    { nameFrom: "userName" },
  ),
  "aws:appflow/flow:Flow": byId("{name}", regional("appflow", "flow/{name}")),
  "aws:dataexchange/dataSet:DataSet": byId("{hex17}", regional("dataexchange", "data-sets/{hex17}")),
  "aws:datasync/task:Task": byArn(regional("datasync", "task/task-{hex17}")),
};
