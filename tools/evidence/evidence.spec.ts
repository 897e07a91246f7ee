import assert from "node:assert/strict";

import type { Rule } from "../../policy-pack/rule";
import { rules } from "../../policy-pack/rules";
import type { Decision } from "../../policy-pack/run";
import { evidenceOf, type ControlStatus, type Judged } from "./evidence";
import type { GrantedColumn } from "./granted-columns";
import type { Framework } from "./frameworks";
import { evidenceCsv, evidenceMarkdown, renderEvidence } from "./render";

const [anyRule] = rules as readonly [Rule, ...Rule[]];
const pack = ["AAA-01", "AAA-02"].map((id): Rule => ({ ...anyRule, id, title: `About ${id}` }));
const frameworkOf = (controls: Framework["controls"]): Framework => ({
  framework: "Acme",
  version: "1",
  title: "Acme's own",
  controls,
  source: { file: "acme.yaml", text: "" },
});
const urn = "urn:pulumi:prod-eu::meridian::aws:s3/bucket:Bucket::orders";

function judge(
  verdicts: Record<string, Decision["verdict"][]>,
  controls: Framework["controls"],
  { grantedColumns = [], gaps = [] }: Partial<Pick<Judged, "grantedColumns" | "gaps">> = {},
) {
  const decisions = Object.entries(verdicts).flatMap(([rule, list]) =>
    list.map((verdict): Decision => ({ rule, urn, verdict })),
  );
  const levels = { "AAA-01": "mandatory", "AAA-02": "advisory" } as const;
  const judged = {
    stack: "prod-eu",
    mode: "resolved",
    day: "2026-11-21",
    planSha256: "abc",
    grantedColumns,
    gaps,
  };
  return evidenceOf({ ...judged, evaluation: { decisions, levels } }, [frameworkOf(controls)], pack);
}

const both = { control: "1", title: "First", rules: ["AAA-01", "AAA-02"] };

describe("tools/evidence/evidence", () => {
  const cases: [
    verdicts: Decision["verdict"][],
    more: Partial<typeof both & { gap: string; process: string }>,
    status: ControlStatus,
  ][] = [
    [["pass", "pass"], {}, "pass"],
    [["pass", "waived"], {}, "waived"],
    [["waived", "undecided", "pass"], {}, "undecided"],
    [["undecided", "fail"], {}, "fail"],
    [["pass"], { gap: "Half is missing." }, "gap"],
    [["fail"], { gap: "Half is missing." }, "fail"],
    [[], {}, "gap"],
    [[], { process: "Somebody looks." }, "stated"],
  ];
  for (const [verdicts, more, status] of cases) {
    it(`calls a control with ${verdicts.join(", ") || "nothing"}${Object.keys(more)
      .map((key) => ` and a ${key}`)
      .join("")} ${status}`, () => {
      const { frameworks } = judge({ "AAA-01": verdicts }, [{ ...both, ...more }]);
      assert.equal(frameworks[0]?.controls[0]?.status, status);
    });
  }

  describe("of a control about who sees which column", () => {
    const computed = { control: "1", title: "First", computed: "grantedColumns" as const };
    const column = (stated: boolean): GrantedColumn => ({
      reader: "ml",
      product: "trading.trades",
      table: "trades",
      column: "client_id",
      classification: "restricted",
      pii: "quasi",
      by: stated ? "the contract" : "nothing that the contract says",
      stated,
      grant: urn,
    });
    const statusOf = (columns: GrantedColumn[], verdicts: Decision["verdict"][] = []) =>
      judge({ "AAA-01": verdicts }, [{ ...computed, ...(verdicts.length > 0 && { rules: ["AAA-01"] }) }], {
        grantedColumns: columns,
      }).frameworks[0]?.controls[0]?.status;

    it("passes when every granted column is stated, and fails when one is not", () => {
      assert.equal(statusOf([]), "pass");
      assert.equal(statusOf([column(true)]), "pass");
      assert.equal(statusOf([column(true), column(false)]), "fail");
      assert.equal(statusOf([column(false)], ["pass"]), "fail");
    });

    it("is no better than its rules", () => {
      assert.equal(statusOf([column(true)], ["fail"]), "fail");
      assert.equal(statusOf([column(true)], ["waived"]), "waived");
    });

    it("prints each column with its reader and what opens it, once", () => {
      const evidence = judge({}, [computed, { ...computed, control: "2" }], {
        grantedColumns: [column(false)],
      });
      const line =
        "| ml | trading.trades | trades.client_id | restricted | quasi | nothing that the contract says |";
      const markdown = evidenceMarkdown(evidence);
      assert.equal(markdown.split(line).length, 2);
      assert.match(
        markdown,
        /1 restricted or personal columns are granted to 1 readers, 1 of them by nothing that a contract says/,
      );
      const row = `Acme,1,1,grantedColumns,fail,${urn},"ml reads client_id of trades (trading.trades), restricted, pii quasi, by nothing that the contract says"`;
      assert.ok(evidenceCsv(evidence).includes(row), evidenceCsv(evidence));
    });
  });

  describe("with something that the region lacks", () => {
    const gap = {
      service: "AWS::Glue::TableOptimizer",
      region: "ap-northeast-3",
      missing: "nothing is erased",
      instead: "erase it",
      rules: ["AAA-01"],
      source: "a page",
    };
    const told = "AWS::Glue::TableOptimizer is not in ap-northeast-3: nothing is erased; instead, erase it.";
    const controls = [
      { ...both, gap: "Half is missing." },
      { control: "2", title: "Second", rules: ["AAA-01", "AAA-02"] },
      { control: "3", title: "Third", rules: ["AAA-02"] },
    ];
    const evidence = judge({ "AAA-02": ["pass"] }, controls, { gaps: [gap] });

    it("shows no control as met that rests on a rule which judges nothing, and others as ever", () => {
      assert.deepEqual(
        evidence.frameworks[0]?.controls.map(({ status, answers }) => [status, answers.gap]),
        [
          ["gap", `Half is missing. ${told}`],
          ["gap", told],
          ["pass", undefined],
        ],
      );
    });

    it("lists it", () => {
      assert.deepEqual(evidence.gaps, [gap]);
      const page = evidenceMarkdown(evidence);
      assert.ok(page.includes(`## What the region lacks\n\n- ${told} (a page)\n`), page);
      assert.ok(!evidenceMarkdown(judge({}, [both])).includes("What the region lacks"));
    });
  });

  it("lists control × rule × resource and every other answer as CSV", () => {
    const evidence = judge({ "AAA-01": ["pass", "waived"] }, [
      both,
      { control: "2", title: "Second", process: '=Somebody says "yes", sometimes.' },
    ]);
    assert.deepEqual(evidenceCsv(evidence).split("\n"), [
      "framework,version,control,answer,verdict,resource,note",
      `Acme,1,1,AAA-01,pass,${urn},First`,
      `Acme,1,1,AAA-01,waived,${urn},First`,
      "Acme,1,1,AAA-02,gap,,the stack has nothing that the rule judges",
      'Acme,1,2,process,stated,,"\'=Somebody says ""yes"", sometimes."',
      "",
    ]);
  });

  it("is a page with the hash, every control and everything that does not pass", () => {
    const evidence = judge({ "AAA-01": ["pass", "fail"] }, [
      both,
      { control: "2", title: "A | B", process: "People." },
    ]);
    const page = evidenceMarkdown(evidence).split("\n");
    assert.ok(
      page.includes(
        "2026-11-21, resolved mode. 2 controls of 1 frameworks: 1 fail, 0 gap, 0 undecided, 0 waived, 0 pass, 1 stated.",
      ),
    );
    assert.ok(page.some((line) => line.startsWith("SHA-256 of the plan: `abc`")));
    assert.ok(page.includes("| 1 | First | ✘ fail | AAA-01 (1 pass, 1 fail); AAA-02 (nothing to judge) |"));
    assert.ok(page.includes("| 2 | A \\| B | – stated | process: People. |"));
    assert.deepEqual(page.slice(page.indexOf("## Not passed")), [
      "## Not passed",
      "",
      `- fail: AAA-01 \`${urn}\``,
      "",
    ]);
  });

  it("is three files, of which the JSON has the level of each rule", () => {
    const files = renderEvidence(judge({}, [both]));
    assert.deepEqual(
      files.map(({ name }) => name),
      ["prod-eu.evidence.json", "prod-eu.evidence.csv", "prod-eu.evidence.md"],
    );
    const read = JSON.parse(files[0]!.text) as {
      frameworks: { controls: { rules: { level: string }[] }[] }[];
    };
    assert.deepEqual(
      read.frameworks[0]?.controls[0]?.rules.map(({ level }) => level),
      ["mandatory", "advisory"],
    );
  });
});
