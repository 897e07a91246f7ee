import { LfTag } from "@pulumi/aws/lakeformation";
import * as pulumi from "@pulumi/pulumi";

import type { Ground } from "../site/home";

export interface TagOntologyArgs {
  /** Owns the catalog: LF-tags are per account and region. */
  home: Ground;
  /** Key → all values it may have, e.g. from `tagOntology`; 1 to 1,000 values per key. */
  values: Readonly<Record<string, readonly string[]>>;
  /** Must stand before: the catalog's settings, which make the deployer an admin. */
  after: readonly pulumi.Resource[];
}

/** Lake Formation refuses more values per key (service quota). The provider sends them in calls of 50. */
const mostValues = 1000;

/** The keys and values by which access is granted. */
export class TagOntology extends pulumi.ComponentResource {
  static readonly type = "meridian:catalog:TagOntology";
  /** The tags; what carries or grants a tag must depend on them. */
  readonly parts: readonly pulumi.Resource[];

  constructor(name: string, args: TagOntologyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(TagOntology.type, name, {}, opts);
    const { accountId, placement } = args.home;
    this.parts = Object.entries(args.values).map(([key, values]) => {
      if (values.length < 1 || values.length > mostValues) {
        throw new Error(
          `TagOntology "${name}": ${key} has ${values.length} values; give 1 to ${mostValues}.`,
        );
      }
      return new LfTag(
        `${name}-${key}`,
        { region: placement.region, catalogId: accountId, key, values: [...values] },
        { parent: this, dependsOn: [...args.after] },
      );
    });
    this.registerOutputs({});
  }
}
