import assert from "node:assert/strict";

import { addColumnsStatement, missingColumns } from "./table-addition";

describe("columns that a table lacks", () => {
  it("are added by one statement with quoted names", () => {
    assert.equal(
      addColumnsStatement("mrd_trading_silver_eu_prod", "trades", [
        { name: "venue", type: "string" },
        { name: "legs", type: "array<struct<isin:string,quantity:bigint>>" },
      ]),
      "ALTER TABLE `mrd_trading_silver_eu_prod`.`trades` ADD COLUMNS (`venue` string, `legs` array<struct<isin:string,quantity:bigint>>)",
    );
    assert.equal(
      addColumnsStatement("d", "t", [{ name: "a`b", type: "int" }]),
      "ALTER TABLE `d`.`t` ADD COLUMNS (`a``b` int)",
    );
  });

  it("are those that it has under no name, however its type is spaced or written", () => {
    const has = [
      { name: "Venue", type: "string" },
      { name: "price", type: "DECIMAL(18, 2)" },
    ];
    const wanted = [
      { name: "venue", type: "string" },
      { name: "price", type: "decimal(18,2)" },
      { name: "lei", type: "string" },
    ];
    assert.deepEqual(missingColumns(wanted, has), [{ name: "lei", type: "string" }]);
    assert.deepEqual(missingColumns(wanted, []), wanted);
  });

  it("are not added beside one of the same name and another type", () => {
    assert.throws(
      () =>
        missingColumns(
          [
            { name: "price", type: "bigint" },
            { name: "lei", type: "string" },
          ],
          [{ name: "price", type: "int" }],
        ),
      {
        message:
          "columns with another type: price is int there and bigint here; make the contract and the table agree.",
      },
    );
  });
});
