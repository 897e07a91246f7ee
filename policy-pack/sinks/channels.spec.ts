import assert from "node:assert/strict";

import type { GraphResource } from "../graph/types";
import { rules } from "../rules";
import { evaluate } from "../run";
import { channelCount, decidedChannels } from "../testing/channels";
import { fixtureModel } from "../testing/describe-rule";
import { sinks } from ".";
import { refusals, settings } from "./settings";

const judging = rules.filter(
  ({ family, id }) => family === "residency" || family === "sharing" || /^NET-0[12]$/.test(id),
);
const judge = (resources: readonly GraphResource[]) =>
  evaluate({ stack: "prod-eu", resources }, fixtureModel, judging).findings;

describe("policy-pack/sinks: channels", () => {
  const channels = decidedChannels();

  it(`channels covered ${channels.length}/${channelCount}`, () => {
    assert.deepEqual(
      channels.map(({ number }) => number),
      Array.from({ length: 66 }, (_, position) => position + 1),
    );
  });

  for (const { number, title, rule, fires, lawful } of channels) {
    it(`${number} ${title}: ${rule} reports it, and nothing reports its lawful twin`, () => {
      const found = judge(fires);
      assert.ok(
        found.some((finding) => finding.rule === rule && finding.kind === "violation"),
        JSON.stringify(found),
      );
      assert.deepEqual(judge(lawful), []);
    });
  }

  it("gives every row, setting and refused type a channel that exists", () => {
    const odd = [...sinks, ...settings, ...refusals].filter(
      ({ channel }) => !(channel >= 1 && channel <= channelCount),
    );
    assert.deepEqual(odd, []);
  });
});
