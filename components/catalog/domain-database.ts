import { CatalogDatabase } from "@pulumi/aws/glue";
import { ResourceLfTags } from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";
import type { LfTagSet } from "./lf-tags";
import { lfTagInputs } from "./lf-tag-inputs";

export interface DomainDatabaseArgs {
  /** Owns the catalog; what it keeps, a deployment cannot delete. */
  home: Ground;
  /** The full required tag set. */
  tags: Record<string, string>;
  /** Physical name, from `databaseName`. */
  databaseName: string;
  /** Shown to those who look for data. */
  description: string;
  /** Bucket of the domain's layer; must be registered. */
  bucket: string;
  /** LF-tags, from `databaseTags`; tables inherit them. */
  lfTags: LfTagSet;
  /** Must stand before: settings, LF-tags and the registered location. */
  after: readonly pulumi.Resource[];
}

/** The database of one layer of a domain, tagged before anything is put into it. */
export class DomainDatabase extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:DomainDatabase";
  /** Literal. */
  readonly databaseName: string;
  /** Database and tags; tables must depend on them. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: DomainDatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
    super(DomainDatabase.type, name, {}, opts);
    const { accountId: catalogId, keep, placement } = args.home;
    const { region } = placement;
    const database = new CatalogDatabase(
      name,
      {
        region,
        catalogId,
        name: args.databaseName,
        description: args.description,
        locationUri: `s3://${args.bucket}/`,
        tags: args.tags,
        createTableDefaultPermissions: [],
      },
      { parent: this, dependsOn: [...args.after], protect: keep },
    );
    const tagged = new ResourceLfTags(
      name,
      {
        region,
        catalogId,
        database: { catalogId, name: args.databaseName },
        lfTags: lfTagInputs(catalogId, args.lfTags),
      },
      { parent: this, dependsOn: [database] },
    );
    this.databaseName = args.databaseName;
    this.parts = [database, tagged];
    this.registerOutputs({ databaseName: this.databaseName });
  }
}
