import type * as pulumi from "@pulumi/pulumi";

import { compileContract } from "../components/catalog/compile";
import type { Contract } from "../components/catalog/contract";
import { ContractTable } from "../components/catalog/contract-table";
import { tableLayers, type TableLayer } from "../components/catalog/contract-values";
import { DomainDatabase } from "../components/catalog/domain-database";
import { databaseTags, tagOntology } from "../components/catalog/lf-tags";
import { OptimizerRole } from "../components/catalog/optimizer-role";
import { RegisteredLocation } from "../components/catalog/registered-location";
import { TagOntology } from "../components/catalog/tag-ontology";
import { namedRole } from "../components/identity/work-role";
import { ownStatements } from "../components/access/store-uses";
import { databaseName } from "../components/naming/names";
import { tagsFor, type TagFacts } from "../components/naming/tags";
import { WriteBack } from "../components/sharing/write-back";
import { layCatalog } from "./catalog";
import { factsOf } from "./facts";
import type { FilteredTable, Share } from "./ledger";
import type { ProducedDomain } from "./producer";
import { additionsTo, evolutionOf, layEvolution, type LaidEvolution } from "./evolution";
import { layRegistry } from "./registry";
import { catalogKeyAlias } from "./roster";
import type { Site } from "./sites";

/** What the sharing edges need of governance. */
export interface Governance {
  readonly site: Site;
  /** The LF-tags by which access is granted. */
  readonly ontology: readonly pulumi.Resource[];
  /** Per product, its tables with their tags and filters. */
  readonly tables: ReadonlyMap<string, readonly pulumi.Resource[]>;
}

/** What is catalogued, and who reads it. */
export interface GovernanceNeeds {
  readonly produced: readonly ProducedDomain[];
  readonly contracts: readonly Contract[];
  readonly shares: readonly Share[];
}

/** The catalog of the stack: its settings, the tags that access is granted by, and each domain's databases and tables. */
export function composeGovernance(site: Site, { produced, contracts, shares }: GovernanceNeeds): Governance {
  const { scope, platform, home } = site;
  const users = platform.accounts.map(({ id }) => id);
  const settings = layCatalog(site, users);
  const ontology = new TagOntology(
    `${scope.name}-tags`,
    {
      home,
      values: tagOntology(
        platform.jurisdiction,
        contracts,
        produced.map(({ domain: { name }, days }) => ({ name, days })),
      ),
      after: settings,
    },
    scope.opts,
  );
  const filters = shares.flatMap((share) => share.filters);
  const daysOf = new Map(produced.map(({ domain: { name }, days }) => [name, days]));
  const key = layRegistry(site, contracts, (domain) => daysOf.get(domain)!);
  const evolution = layEvolution(site, contracts, key);
  const context = { site, settings, ontology: ontology.parts, filters, ...(evolution && { evolution }) };
  const tables = new Map<string, readonly pulumi.Resource[]>();
  for (const domain of produced) {
    const own = contracts.filter((contract) => contract.domain === domain.domain.name);
    for (const [product, parts] of catalogDomain(context, domain, own)) tables.set(product, parts);
  }
  return { site, ontology: ontology.parts, tables };
}

interface Context {
  readonly site: Site;
  readonly settings: readonly pulumi.Resource[];
  readonly ontology: readonly pulumi.Resource[];
  readonly filters: readonly FilteredTable[];
  /** What adds columns to tables; absent while none waits for any. */
  readonly evolution?: LaidEvolution;
}

/** One domain in the catalog: its place, its databases, its tables, and the right of what processes it to write them. By product. */
function catalogDomain(context: Context, produced: ProducedDomain, contracts: readonly Contract[]) {
  const { platform, scope, home } = context.site;
  const { domain, buckets } = produced;
  const { naming } = home;
  const databases = {
    silver: databaseName(naming, { domain: domain.name, layer: "silver" }),
    gold: databaseName(naming, { domain: domain.name, layer: "gold" }),
  };
  const { location, optimizer } = catalogAccess(context, produced, databases);
  const made = tableLayers.map(
    (layer) =>
      new DomainDatabase(
        `${domain.name}-${layer}`,
        {
          home,
          databaseName: databases[layer],
          description: `${domain.description} ${layer === "silver" ? "Conformed tables." : "Marts."}`,
          bucket: buckets[layer],
          lfTags: databaseTags(platform.jurisdiction, { name: domain.name, days: produced.days }, layer),
          tags: tagsOf(context, produced, layer),
          after: [...context.ontology, ...location.parts],
        },
        scope.opts,
      ),
  );
  const after = [...made.flatMap(({ parts }) => parts), ...(optimizer?.parts ?? [])];
  for (const { purpose, roleArn } of produced.processors) {
    new WriteBack(
      `${domain.name}-${purpose}-write`,
      {
        owner: home,
        ownerProvider: scope.opts.provider,
        roleArn,
        databases: { [databases.silver]: buckets.silver, [databases.gold]: buckets.gold },
        tables: { domain: [domain.name], layer: tableLayers },
        after,
      },
      scope.opts,
    );
  }
  return contracts.map((contract) => {
    const tables = compileContract(contract, { buckets, days: produced.days }).map((compiled) => {
      const { name, layer, classification } = compiled.table;
      const tags = tagsOf(context, produced, layer, { classification, days: compiled.retentionDays });
      return new ContractTable(
        compiled.logicalName,
        {
          home,
          databaseName: databases[layer],
          compiled,
          filters: context.filters
            .filter(({ product, table }) => product === contract.product && table === name)
            .map(({ filter }) => filter),
          optimizerRoleArn: optimizer?.roleArn,
          ...additionsTo(context, domain.name, compiled.table),
          tags,
          after,
        },
        scope.opts,
      );
    });
    return [contract.product, tables.flatMap(({ parts }) => parts)] as const;
  });
}

/** The roles of governance that touch a domain's data: one that Lake Formation lends out and, where Glue does it, one that maintains tables. */
function catalogAccess(context: Context, produced: ProducedDomain, databases: Record<TableLayer, string>) {
  const { scope, home } = context.site;
  const { domain, buckets } = produced;
  const common = { home, tags: tagsOf(context, produced, "platform") };
  const { uses, store } = produced;
  const location = new RegisteredLocation(
    `${domain.name}-registration`,
    {
      ...common,
      buckets: { bronze: buckets.bronze, silver: buckets.silver, gold: buckets.gold },
      data: ownStatements(uses.registration, store),
      roleName: namedRole(home, domain.name, "registration").name,
      after: [...context.settings, ...produced.parts],
    },
    scope.opts,
  );
  const optimizer =
    uses.optimizer &&
    new OptimizerRole(
      `${domain.name}-optimizer`,
      {
        ...common,
        domain: domain.name,
        databases: Object.values(databases),
        data: ownStatements(uses.optimizer, store),
        catalogKeyAlias: catalogKeyAlias(home.naming),
        roleName: namedRole(home, domain.name, "optimizer").name,
        ...evolutionOf(context, domain.name),
        after: [...context.ontology, ...(context.evolution?.roleParts ?? [])],
      },
      scope.opts,
    );
  return { location, optimizer };
}

/** A table says its own classification and retention; what holds many tables says the domain's. */
function tagsOf(
  { site: { platform } }: Context,
  { domain, days }: ProducedDomain,
  layer: TableLayer | "platform",
  own = { classification: domain.classification, days: days[layer === "platform" ? "bronze" : layer] },
) {
  const facts: Omit<TagFacts, "layer" | "retention"> = factsOf(platform, {
    classification: own.classification,
    domain: domain.name,
    owner: domain.owner,
  });
  return tagsFor({ ...facts, layer, retention: `${own.days}d` });
}
