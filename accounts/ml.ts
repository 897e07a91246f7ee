import { FeatureStorage } from "../components/lake/feature-storage";
import { ownStatements, type StoreUse } from "../components/access/store-uses";
import { bucketStore, namesOf } from "../components/access/stores";
import { analystRole } from "../components/warehouse/analytics-workspace";
import { composeConsumer, type ComposedReader, type Reader, type ReaderNeeds } from "./consumer";
import { factsOf } from "./facts";
import type { Site } from "./sites";

/** What composes the account of a reader: machine learning has storage of its own besides. */
export const composerOf = ({ name }: Pick<Reader, "name">): typeof composeConsumer =>
  name === "ml" ? composeMl : composeConsumer;

/** The machine-learning account: a consumer like any other, and besides it the storage of its feature store. */
function composeMl(site: Site, { reader, catalog }: Omit<ReaderNeeds, "stores">): ComposedReader {
  const { scope, platform, home } = site;
  const store = bucketStore(home, reader.name, { features: "features" });
  const use: StoreUse<"features"> = {
    sid: "Features",
    roleArns: [analystRole(home, reader.name).arn],
    parts: { features: "write" },
  };
  const composed = composeConsumer(site, {
    reader,
    catalog,
    stores: ownStatements(use, store),
  });
  new FeatureStorage(
    `${reader.name}-features`,
    {
      home,
      facts: factsOf(platform, {
        classification: reader.clearance,
        domain: reader.name,
        owner: reader.owner,
      }),
      store,
      days: platform.retention.goldDays,
      uses: [use],
    },
    scope.opts,
  );
  return { ...composed, dataBuckets: [...composed.dataBuckets, ...Object.values(namesOf(store))] };
}
