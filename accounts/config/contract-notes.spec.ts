import assert from "node:assert/strict";
import { join } from "node:path";

import { loadContracts } from "../../components/catalog/contract-files";
import { formatIssue } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { contractNotes } from "./contract-notes";
import { parsePlatform, prodEu, today } from "./testing";

const file = "Pulumi.prod-eu.yaml";
const platform = parsePlatform(prodEu, file, "prod-eu", today);
const contracts = loadContracts(join(projectRoot(), "contracts"));
const said = (given: typeof contracts) =>
  contractNotes(platform, given, { text: prodEu, file }).map(formatIssue);

describe("accounts/config/contract-notes", () => {
  it("has nothing to say of what is active", () => {
    assert.deepEqual(said(contracts), []);
  });

  it("says who still reads a deprecated product, and until when", () => {
    const given = contracts.map((each) =>
      ["risk.limits", "market.quotes"].includes(each.product)
        ? {
            ...each,
            status: "deprecated" as const,
            slas: [{ property: "endOfLife" as const, value: "2027-01-31" }],
          }
        : each,
    );
    assert.deepEqual(
      said(given).filter((line) => line.includes("risk.limits")),
      [
        "contracts/risk/limits.yaml:7:9 status: risk.limits is deprecated and still read by risk-analytics, until 2027-01-31",
      ],
    );
  });

  it("says which domain has no contract yet", () => {
    const index = platform.domains.findIndex(({ name }) => name === "market");
    assert.match(
      said(contracts.filter(({ domain }) => domain !== "market")).join("\n"),
      new RegExp(
        `^Pulumi\\.prod-eu\\.yaml:\\d+:15 platform\\.domains\\[${index}\\]\\.name: "market" has no contract yet; add one to contracts/market/$`,
      ),
    );
  });
});
