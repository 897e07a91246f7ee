import { byArn, byId, global, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of databases, warehouses, caches and search. */
export const databases: Readonly<Record<string, ComputedOutputs>> = {
  "aws:dynamodb/table:Table": byId("{name}", regional("dynamodb", "table/{name}"), {
    outputs: { streamArn: regional("dynamodb", "table/{name}/stream/2026-01-01T00:00:00.000") },
  }),
  "aws:rds/cluster:Cluster": byId("{name}", regional("rds", "cluster:{name}"), {
    nameFrom: "clusterIdentifier",
    outputs: { endpoint: "{name}.cluster-{hex8}.{region}.rds.amazonaws.com" },
  }),
  "aws:redshiftserverless/namespace:Namespace": byId(
    "{name}",
    regional("redshift-serverless", "namespace/{uuid}"),
    {
      nameFrom: "namespaceName",
      outputs: { namespaceId: "{uuid}" },
    },
  ),
  "aws:redshiftserverless/workgroup:Workgroup": byId(
    "{name}",
    regional("redshift-serverless", "workgroup/{uuid}"),
    {
      nameFrom: "workgroupName",
      outputs: { workgroupId: "{uuid}" },
    },
  ),
  "aws:rds/instance:Instance": byId("db-{hex17}", regional("rds", "db:{name}"), {
    nameFrom: "identifier",
    outputs: { resourceId: "db-{hex17}" },
  }),
  "aws:rds/globalCluster:GlobalCluster": byId("{name}", global("rds", "global-cluster:{name}"), {
    nameFrom: "globalClusterIdentifier",
  }),
  "aws:redshift/cluster:Cluster": byId("{name}", regional("redshift", "cluster:{name}"), {
    nameFrom: "clusterIdentifier",
    outputs: {
      clusterNamespaceArn: regional("redshift", "namespace:{uuid}"),
      dnsName: "{name}.{hex8}.{region}.redshift.amazonaws.com",
    },
  }),
  "aws:redshift/subnetGroup:SubnetGroup": byId("{name}", regional("redshift", "subnetgroup:{name}")),
  "aws:redshift/parameterGroup:ParameterGroup": byId("{name}", regional("redshift", "parametergroup:{name}")),
  "aws:neptune/cluster:Cluster": byId("{name}", regional("rds", "cluster:{name}"), {
    nameFrom: "clusterIdentifier",
  }),
  "aws:docdb/cluster:Cluster": byId("{name}", regional("rds", "cluster:{name}"), {
    nameFrom: "clusterIdentifier",
  }),
  "aws:elasticache/replicationGroup:ReplicationGroup": byId(
    "{name}",
    regional("elasticache", "replicationgroup:{name}"),
    { nameFrom: "replicationGroupId" },
  ),
  "aws:opensearch/domain:Domain": byArn(regional("es", "domain/{name}"), { nameFrom: "domainName" }),
};
