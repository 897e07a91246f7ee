import { FeatureStorage } from "../components/lake/feature-storage";
import { ownStatements, type BucketStore, type StoreUse } from "../components/lake/store-uses";
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
  { reader, catalog }: Omit<ReaderNeeds, "stores">,
): ComposedReader {
  const names = { domain: reader.name, purpose: "features" };
  const { region } = scope.placement;
  const store: BucketStore<"features"> = {
    region,
    accountId: scope.accountId,
    parts: {
      features: {
        bucket: bucketName(scope.naming, { ...names, region }),
        keyAlias: keyAlias(scope.naming, names),
      },
    },
  };
  const analyst = analystRole(scope.naming, reader.name, scope.accountId);
  const use: StoreUse<"features"> = {
    sid: "Features",
    roleArns: [analyst.arn],
    parts: { features: "write" },
  };
  const composed = composeConsumer(scope, platform, foundation, {
    reader,
    catalog,
    stores: ownStatements(use, store),
  });
  new FeatureStorage(
    `${reader.name}-features`,
    {
      home: homeOf(scope, platform),
      store,
      facts: factsOf(platform, {
        classification: reader.clearance,
        domain: reader.name,
        owner: reader.owner,
      }),
      days: platform.retention.goldDays,
      logBucket: foundation.logBucket,
      uses: [use],
    },
    scope.opts,
  );
  return { ...composed, dataBuckets: [...composed.dataBuckets, store.parts.features.bucket] };
}
