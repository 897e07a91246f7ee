import * as assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { readContract } from "./contract";

const original = readFileSync("contracts/corebanking/transactions.yaml", "utf8");
const place = { domain: "corebanking", name: "transactions" };

/** The issues of corebanking.transactions after one edit; the edit must change something. */
function issuesAfter(find: string, replacement: string): string[] {
  const text = original.replace(find, replacement);
  assert.notEqual(text, original, `nothing matches ${find}`);
  const read = readContract({ file: "t.yaml", text }, place);
  return "issues" in read ? read.issues.map(({ path, message }) => `${path}: ${message}`) : [];
}

describe("a contract with one mistake", () => {
  const cases: [title: string, find: string, replacement: string, issues: string[]][] = [
    [
      "another version of the standard",
      "v3.1.0",
      "v2.2.2",
      ['apiVersion: "v2.2.2" is not allowed; use "v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0"'],
    ],
    [
      "a domain that is not its folder",
      "domain: corebanking",
      "domain: banking",
      [
        'domain: "banking" is not where the file is; use "corebanking" or move the file to banking/transactions.yaml',
      ],
    ],
    [
      "a property of ours that is misspelt",
      "property: recoveryRpoMinutes",
      "property: recoveryRPOMinute",
      [
        'customProperties[5].property: "recoveryRPOMinute" is not a property that Meridian knows; did you mean "recoveryRpoMinutes"? Otherwise rename it',
        "customProperties: do not say recoveryRpoMinutes; add an entry with that property: a number of minutes",
      ],
    ],
    [
      "a property of ours at another level",
      "property: pii",
      "property: layer",
      [
        'schema[0].properties[0].customProperties[0].property: "layer" belongs to the customProperties of a table; move it there',
        "schema[0].properties[0].customProperties: does not say which personal data it holds, in a product with personal data; add pii: none, direct, quasi or phi",
      ],
    ],
    [
      "a property of ours that is missing",
      "  - property: personalData\n    value: personal\n",
      "",
      ["customProperties: do not say personalData; add an entry with that property: none, personal or phi"],
    ],
    [
      "a property of ours given twice",
      "property: recoveryRpoMinutes",
      "property: recoveryRtoMinutes",
      [
        'customProperties[6].property: "recoveryRtoMinutes" is given twice; keep one',
        "customProperties: do not say recoveryRpoMinutes; add an entry with that property: a number of minutes",
      ],
    ],
    [
      "a column above the contract's classification",
      "value: restricted",
      "value: confidential",
      [9, 11].map(
        (index) =>
          `schema[0].properties[${index}].classification: "restricted" is above the contract's own "confidential"; raise the contract's or lower the column's`,
      ),
    ],
    [
      "personal data in a product that says it has none",
      "value: personal\n",
      "value: none\n",
      [
        [1, "quasi"],
        [8, "direct"],
        [9, "direct"],
        [11, "direct"],
      ].map(
        ([index, pii]) =>
          `schema[0].properties[${index}].customProperties: say pii "${pii}", but the contract says personalData "none"; make them agree`,
      ),
    ],
    [
      "health data in a product that is only personal",
      "value: quasi",
      "value: phi",
      [
        'schema[0].properties[1].customProperties: say pii "phi", but the contract says personalData "personal"; make them agree',
        'schema[0].properties[1].classification: "confidential" is too low for pii "phi"; use at least restricted',
      ],
    ],
    [
      "a column that leaves its personal data open",
      "        customProperties:\n          - property: pii\n            value: quasi\n",
      "",
      [
        "schema[0].properties[1].customProperties: does not say which personal data it holds, in a product with personal data; add pii: none, direct, quasi or phi",
      ],
    ],
    [
      "a type that no table can hold",
      "logicalType: timestamp",
      "logicalType: set",
      [
        'schema[0].properties[2].logicalType: "set" is not a logical type; use one of string, date, timestamp, time, integer, number, boolean, object, array',
      ],
    ],
    [
      "a physical type that does not fit",
      "decimal(18, 2)",
      "decimal(40, 2)",
      [
        'schema[0].properties[4].physicalType: "decimal(40, 2)" does not fit number; use double (default), float or decimal(precision, scale) up to 38',
      ],
    ],
    [
      "a check without a comparison",
      "        mustBe: 0\n    properties",
      "    properties",
      [
        "schema[0].quality[1]: has no comparison; give one of mustBe, mustNotBe, mustBeGreaterThan, mustBeGreaterOrEqualTo, mustBeLessThan, mustBeLessOrEqualTo, mustBeBetween, mustNotBeBetween",
      ],
    ],
    [
      "a freshness that names no timestamp",
      "transactions.booked_at",
      "transactions.amount",
      ['slaProperties[0].element: "transactions.amount" is not a timestamp here; use transactions.booked_at'],
    ],
    [
      "a retention shorter than its layer's",
      "days: 2557",
      "days: 1200",
      [
        "schema[0].customProperties: are kept 1200 days, less than the 1827 of layer silver; retention goes only upwards",
      ],
    ],
    [
      "consumers of what may not be shared",
      "value: true",
      "value: false",
      [
        "customProperties: name consumers of a product that is not shareable; set shareable to true or empty consumers",
      ],
    ],
    [
      "two columns of one name",
      "name: value_date",
      "name: booked_at",
      ['schema[0].properties[3].name: "booked_at" is already a column of this table; rename or remove one'],
    ],
    [
      "a column name that Glue would change",
      "name: value_date",
      "name: valueDate",
      [
        'schema[0].properties[3].name: "valueDate" is not a column or table name; use lower-case words joined by single underscores',
      ],
    ],
    [
      "a nullable primary key",
      "        required: true\n        primaryKey: true",
      "        primaryKey: true",
      ["schema[0].properties[0].required: is not true; a primary key is always required"],
    ],
    [
      "a table without a layer",
      "      - property: layer\n        value: silver\n",
      "",
      ["schema[0].customProperties: do not say layer; add an entry with that property: silver or gold"],
    ],
    [
      "a gold table that does not say what it is made from",
      "value: silver",
      "value: gold",
      [
        "schema[0].customProperties: do not say upstream, which a gold table has to; list products of corebanking and bronze/<folder>",
      ],
    ],
    [
      "an upstream of another domain",
      "        value: silver\n",
      "        value: gold\n      - property: upstream\n        value: [risk.limits]\n",
      [
        'schema[0].customProperties: name upstream "risk.limits", which is of another domain; name the feed that brings it, bronze/<folder>',
      ],
    ],
    [
      "an upstream that is no source",
      "        value: silver\n",
      "        value: silver\n      - property: upstream\n        value: [crm system]\n",
      [
        'schema[0].customProperties[1].value[0]: "crm system" names no source; use <domain>.<product> or bronze/<folder>',
      ],
    ],
    [
      "a column opened to somebody who is no consumer",
      "- reader: operations",
      "- reader: marketing",
      [
        'schema[0].customProperties: columnAccess for "marketing": is no consumer of this contract; use one of regulatory-reporting, operations, ml',
      ],
    ],
    [
      "opened columns that are not there, are open anyway, or are opened twice",
      "columns: [counterparty_name, counterparty_iban]",
      "columns: [counterparty_nam, booked_at, counterparty_iban, counterparty_iban]",
      [
        'schema[0].customProperties: columnAccess for "operations": "counterparty_nam" is no column of this table; did you mean "counterparty_name"?',
        'schema[0].customProperties: columnAccess for "operations": "booked_at" is internal with pii "none", which a clearance opens; remove it',
        'schema[0].customProperties: columnAccess for "operations": opens "counterparty_iban" twice; keep one',
      ],
    ],
    [
      "a ground that opens nothing of the kind",
      "legalBasis: [gdpr-6-1-b, glba-502-e, appi-18]",
      "legalBasis: [not-personal]",
      ["counterparty_name", "counterparty_iban"].map(
        (column) =>
          `schema[0].customProperties: columnAccess for "operations": not-personal opens no "direct" such as "${column}"; use one of gdpr-6-1-b, gdpr-6-1-c, gdpr-6-1-f, gdpr-9-2-h, gdpr-9-2-j, glba-502-e, hipaa-operations, hipaa-research, appi-18, appi-27-1-1`,
      ),
    ],
    [
      "a ground that nobody knows",
      "legalBasis: [gdpr-6-1-b, glba-502-e, appi-18]",
      "legalBasis: [because]",
      [
        'schema[0].customProperties[1].value[1].legalBasis[0]: "because" is not a legal basis; use one of not-personal, gdpr-6-1-b, gdpr-6-1-c, gdpr-6-1-f, gdpr-9-2-h, gdpr-9-2-j, glba-502-e, hipaa-operations, hipaa-research, appi-18, appi-27-1-1',
      ],
    ],
  ];
  for (const [title, find, replacement, issues] of cases) {
    it(`is refused for ${title}`, () => {
      assert.deepEqual(issuesAfter(find, replacement), issues);
    });
  }
});
