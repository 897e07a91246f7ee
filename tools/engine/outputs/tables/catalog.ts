import { byArn, byId, plainId, regional, type ComputedOutputs } from "../computed";

/** Ids, ARNs and names of the catalog, its permissions and its queries. */
export const catalog: Readonly<Record<string, ComputedOutputs>> = {
  "aws:glue/catalogDatabase:CatalogDatabase": byId("{account}:{name}", regional("glue", "database/{name}"), {
    outputs: { catalogId: "{account}" },
  }),
  "aws:glue/catalogTable:CatalogTable": byId(
    "{account}:{databaseName}:{name}",
    regional("glue", "table/{databaseName}/{name}"),
    { outputs: { catalogId: "{account}" } },
  ),
  "aws:glue/catalogTableOptimizer:CatalogTableOptimizer": plainId(
    "{catalogId},{databaseName},{tableName},{type}",
  ),
  "aws:glue/connection:Connection": byId("{account}:{name}", regional("glue", "connection/{name}")),
  "aws:glue/dataQualityRuleset:DataQualityRuleset": byId(
    "{name}",
    regional("glue", "dataQualityRuleset/{name}"),
  ),
  "aws:glue/job:Job": byId("{name}", regional("glue", "job/{name}")),
  "aws:glue/crawler:Crawler": byId("{name}", regional("glue", "crawler/{name}")),
  "aws:glue/registry:Registry": byArn(regional("glue", "registry/{name}"), { nameFrom: "registryName" }),
  "aws:glue/schema:Schema": byArn(regional("glue", "schema/{name}"), { nameFrom: "schemaName" }),
  "aws:glue/securityConfiguration:SecurityConfiguration": plainId("{name}"),
  "aws:glue/resourcePolicy:ResourcePolicy": plainId("{account}"),
  "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings": plainId("{account}"),
  "aws:lakeformation/lfTag:LfTag": plainId("{account}:{key}"),
  "aws:lakeformation/lfTagExpression:LfTagExpression": plainId("{name},{account}"),
  "aws:lakeformation/resource:Resource": plainId("{hex8}"),
  "aws:lakeformation/dataCellsFilter:DataCellsFilter": plainId("{hex8}"),
  "aws:lakeformation/dataLakeSettings:DataLakeSettings": plainId("{hex8}"),
  "aws:athena/workgroup:Workgroup": byId("{name}", regional("athena", "workgroup/{name}")),
  "aws:athena/database:Database": plainId("{name}"),
  "aws:athena/namedQuery:NamedQuery": plainId("{uuid}"),
  "aws:glue/workflow:Workflow": byId("{name}", regional("glue", "workflow/{name}")),
  "aws:glue/trigger:Trigger": byId("{name}", regional("glue", "trigger/{name}")),
  "aws:athena/dataCatalog:DataCatalog": byId("{name}", regional("athena", "datacatalog/{name}")),
};
