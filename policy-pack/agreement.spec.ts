import assert from "node:assert/strict";

import { classifications } from "../components/facts/classification";
import {
  jurisdictionIds,
  jurisdictionOfRegion,
  regionsOf,
  type JurisdictionId,
} from "../components/residency/jurisdictions";
import { residencyModel } from "../components/residency/model";
import { place } from "../components/residency/place";
import { regionDeny } from "../components/residency/region-deny";
import { regionCodes } from "../components/residency/regions";
import { decide, mechanisms } from "../components/residency/transfer";
import type { GraphResource } from "./graph/types";
import { fixtureDay, fixturePlatform, fixtureProvider, fixtureTags, made } from "./testing/fixtures/build";
import { propsAt } from "./testing/fixtures/rows";
import { evaluate } from "./run";
import { sinks } from "./sinks";

const modelOf = (jurisdiction: JurisdictionId) =>
  residencyModel(
    {
      ...fixturePlatform,
      stack: `prod-${jurisdiction}`,
      jurisdiction,
      homeRegion: regionsOf(jurisdiction)[0],
      replicaRegion: undefined,
      organization: { ...fixturePlatform.organization, ous: [] },
    },
    fixtureDay,
  );

const judge = (model: ReturnType<typeof modelOf>, resources: readonly GraphResource[], rule: string) =>
  evaluate({ stack: model.stack, resources }, model).findings.filter((finding) => finding.rule === rule);

const accepts = (act: () => unknown): boolean => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};

/** Whether the guardrail lets an ordinary role use a regional service there. */
const guardrailAllows = (jurisdiction: JurisdictionId, region: string): boolean => {
  const [{ Effect, NotAction, Condition }] = regionDeny(jurisdiction, [
    "arn:aws:iam::*:role/BreakGlass*",
  ]).Statement;
  const applies = !NotAction.some((pattern) => pattern.startsWith("sqs:"));
  const elsewhere = !Condition.StringNotEquals["aws:RequestedRegion"].includes(region);
  return !(Effect === "Deny" && applies && elsewhere);
};

describe("one residency model", () => {
  it("has component, policy and guardrail agree on every region of every jurisdiction", () => {
    let asked = 0;
    for (const jurisdiction of jurisdictionIds) {
      const model = modelOf(jurisdiction);
      for (const region of [...regionCodes, "eu-nowhere-1", "us-gov-west-1", "cn-north-1"]) {
        const component = accepts(() => place(jurisdiction, region));
        const policy = judge(model, [made("sqs/queue", "orders", { region })], "RES-01").length === 0;
        const answers = { component, policy, guardrail: guardrailAllows(jurisdiction, region) };
        assert.deepEqual(
          answers,
          { component, policy: component, guardrail: component },
          `${jurisdiction} ${region}`,
        );
        asked += 1;
      }
    }
    assert.equal(asked, jurisdictionIds.length * (regionCodes.length + 3));
  });

  const ofRegions = mechanisms.flatMap((mechanism) => {
    const sink = sinks.find(
      (each) => each.mechanism === mechanism && each.shape === "P1" && each.type.startsWith("aws:"),
    );
    return sink === undefined ? [] : [sink];
  });

  it("has decision and policy agree for every jurisdiction, region, classification and mechanism", () => {
    assert.ok(ofRegions.length >= 6, ofRegions.map(({ mechanism }) => mechanism).join());
    for (const jurisdiction of jurisdictionIds) {
      const model = modelOf(jurisdiction);
      const provider = { ...fixtureProvider, region: model.homeRegion };
      for (const { type, path, mechanism, rule } of ofRegions) {
        for (const classification of classifications) {
          const tag = `${classification.charAt(0).toUpperCase()}${classification.slice(1)}`;
          const tags = { ...fixtureTags, "dp:classification": tag };
          for (const region of regionCodes) {
            const to = jurisdictionOfRegion(region);
            const lawful =
              to !== undefined &&
              decide(jurisdiction, to, classification, mechanism, {
                approvals: model.approvals,
                today: fixtureDay,
              }).verdict === "allow";
            const resource = made(type, "orders", { ...propsAt(path, region), tags }, { provider });
            const silent = judge(model, [resource], rule).length === 0;
            assert.equal(
              silent,
              lawful,
              `${rule} ${type} ${path}: ${classification} from ${jurisdiction} to ${region}`,
            );
          }
        }
      }
    }
  });
});
