/** For AWS types without a row: the shape that most ARNs have. `{service}` and `{class}` come from the token. */
export const fallbackOutputs = {
  id: "{name}",
  regionalArn: "arn:{partition}:{service}:{region}:{account}:{class}/{name}",
  globalArn: "arn:{partition}:{service}::{account}:{class}/{name}",
} as const;

/** Computed outputs that mean the same on every type. */
export const commonOutputs: Readonly<Record<string, string>> = {
  accountId: "{account}",
  ownerId: "{account}",
  ownerAccountId: "{account}",
  catalogId: "{account}",
  region: "{region}",
};

/** Services whose ARNs say something else than the module of the SDK that holds them. */
export const serviceNames: Readonly<Record<string, string>> = {
  cfg: "config",
  msk: "kafka",
  kinesisanalyticsv2: "kinesisanalytics",
  mwaa: "airflow",
  opensearch: "es",
  sfn: "states",
};
