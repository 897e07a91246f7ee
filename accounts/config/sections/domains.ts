import { z } from "zod";

import { oneOf } from "../../../components/errors/check-yaml";
import { classifications } from "../../../components/facts/classification";
import { personalDataKinds } from "../../../components/facts/personal-data";
import { kind, typedList } from "../typed-list";
import { accountName, email, key, name, recorded, sentence, whole } from "../key";
import { domainRetention } from "./retention";

const volumes = z.strictObject({
  dailyGigabytes: key(
    "map",
    "Gigabytes (10^9 bytes) that arrive on an average day in this jurisdiction.",
    z.number().min(0).max(1_000_000),
  ),
  dailyEvents: key("map", "Records that arrive on an average day.", whole(0, 1_000_000_000_000, "records")),
  peakEventsPerSecond: key(
    "map",
    "Records a second at the busiest moment; capacity is sized from it.",
    whole(0, 100_000_000, "records"),
  ),
});

const glue = z.strictObject({
  kind: kind("glue", "Glue jobs, under a role that reads bronze and writes the domain's tables."),
});

/** The domains that produce data in this stack. */
export const domains = z
  .array(
    z.strictObject({
      name: key("filter", "Name of the domain; its contracts are in `contracts/<name>/`.", name()),
      account: accountName(),
      owner: key("pin", "Who answers for the domain's data in this jurisdiction.", email()),
      description: key("promote", "What the domain is about, in one line.", sentence()),
      classification: key(
        "promote",
        "Highest classification of anything the domain holds.",
        oneOf("classification", classifications),
      ),
      personalData: key(
        "promote",
        "Whether the domain holds data about people, and whether that is protected health information.",
        oneOf("kind of personal data", personalDataKinds),
      ),
      obligation: key(
        "map",
        "The legal duty to keep records, with its article. It exempts them from erasure and sets a floor for retention.",
        sentence().optional(),
      ),
      volumes: recorded("map", "Declared load of this jurisdiction; capacity is sized from it.", volumes),
      processing: key(
        "promote",
        "What transforms the domain's data, each kind at most once; without any, nothing writes its tables.",
        typedList([glue]).default([]),
      ),
      retention: key(
        "floor",
        "Where this domain deviates from the stack's retention.",
        domainRetention.optional(),
      ),
    }),
  )
  .min(1);
