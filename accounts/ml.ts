import { FeatureStorage } from "../components/lake/feature-storage";
import { bucketName, keyAlias } from "../components/naming/names";
import { analystRole } from "../components/warehouse/analytics-workspace";
import type { Platform } from "./config";
import { composeConsumer, type ComposedReader, type Reader, type ReaderNeeds } from "./consumer";
import { factsOf, homeOf } from "./facts";
import type { Foundation } from "./foundation";
import type { AccountScope } from "./scope";

/** What composes the account of a reader: machine learning has storage of its own besides. */
export const composerOf = ({ name }: Pick<Reader, "name">): typeof composeConsumer =>
  name === "ml" ? composeMl : composeConsumer;

/** The machine-learning account: a consumer like any other, and besides it the storage of its feature store. */
function composeMl(
  scope: AccountScope,
  platform: Platform,
  foundation: Foundation,
  { reader, catalog }: Omit<ReaderNeeds, "storage">,
): ComposedReader {
  const names = { domain: reader.name, purpose: "features" };
  const storage = {
    bucketName: bucketName(scope.naming, { ...names, region: scope.placement.region }),
    keyAlias: keyAlias(scope.naming, names),
  };
  const composed = composeConsumer(scope, platform, foundation, { reader, catalog, storage });
  new FeatureStorage(
    `${reader.name}-features`,
    {
      home: homeOf(scope, platform),
      ...storage,
      facts: factsOf(platform, {
        classification: reader.clearance,
        domain: reader.name,
        owner: reader.owner,
      }),
      days: platform.retention.goldDays,
      logBucket: foundation.logBucket,
      writers: [analystRole(scope.naming, reader.name, scope.accountId).arn],
    },
    scope.opts,
  );
  return { ...composed, dataBuckets: [...composed.dataBuckets, storage.bucketName] };
}
