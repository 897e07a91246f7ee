/** `contested`: sources disagree, or there is none; nobody may rely on either answer. */
export type Availability = "yes" | "no" | "contested";

/** One CloudFormation type, and what is known of it in each region. */
export interface ServiceRow {
  /** E.g. `AWS::Glue::TableOptimizer`. */
  readonly type: string;
  /** Pulumi's tokens of what is made with it. */
  readonly tokens: readonly string[];
  /** Regions that do not have it. */
  readonly no?: readonly string[];
  readonly contested?: readonly string[];
  /** Where it says so, besides the table's own source. */
  readonly sources?: readonly string[];
}

export interface ServiceTable {
  /** Package and version that it was made from. */
  readonly source: string;
  /** Day of the source's data, YYYY-MM-DD. */
  readonly schemas: string;
  /** Every region that it speaks of. */
  readonly regions: readonly string[];
  readonly rows: readonly ServiceRow[];
}
