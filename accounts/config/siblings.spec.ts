import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { formatIssue } from "../../components/errors/input-error";
import { projectRoot } from "../../components/project/root";
import { siblingIssues, siblingOf, siblingsIn, type Sibling } from "./siblings";
import { edit, prodEu, read } from "./testing";

const sibling = (stack: string, text: string): Sibling => {
  const found = siblingOf(stack, { file: `Pulumi.${stack}.yaml`, text });
  assert.ok(found !== undefined);
  return found;
};
const linesOf = (stack: string, siblings: readonly Sibling[]) =>
  siblingIssues(stack, siblings).map(formatIssue);

describe("stack files beside each other", () => {
  it("the project's own contradict nothing", () => {
    const siblings = siblingsIn(projectRoot());
    assert.ok(siblings.length >= 4);
    for (const { stack } of siblings) assert.deepEqual(linesOf(stack, siblings), [], stack);
  });

  it("may not have an account in common: each is refused at its line, with the other's", () => {
    const dev = edit(read("dev"), '"999900000003"', '"222200000004"');
    const siblings = [sibling("dev", dev), sibling("prod-eu", prodEu)];
    const [own, name] = [siblings[0]!.accounts.findIndex(({ id }) => id === "222200000004"), siblings[0]!];
    const line = dev.slice(0, dev.indexOf('"222200000004"')).split("\n").length;
    assert.deepEqual(linesOf("dev", siblings), [
      `Pulumi.dev.yaml:${line}:13 platform.accounts[${own}].id: "222200000004" is also account "trading" of Pulumi.prod-eu.yaml:50; each stack has accounts of its own`,
    ]);
    assert.deepEqual(linesOf("prod-eu", siblings), [
      `Pulumi.prod-eu.yaml:50:13 platform.accounts[3].id: "222200000004" is also account "${name.accounts[own]?.name}" of Pulumi.dev.yaml:${line}; each stack has accounts of its own`,
    ]);
  });

  it("may not be the same stage of the same jurisdiction", () => {
    const again = prodEu.replaceAll(/"2222(\d{8})"/g, '"7777$1"');
    const siblings = [sibling("prod-eu", prodEu), sibling("prod-europe", again)];
    assert.deepEqual(linesOf("prod-eu", siblings), [
      'Pulumi.prod-eu.yaml:12:19 platform.jurisdiction: "eu" in stage "prod" is also Pulumi.prod-europe.yaml:12; a stage of a jurisdiction is one stack',
    ]);
    assert.deepEqual(linesOf("prod-europe", siblings), [
      'Pulumi.prod-europe.yaml:12:19 platform.jurisdiction: "eu" in stage "prod" is also Pulumi.prod-eu.yaml:12; a stage of a jurisdiction is one stack',
    ]);
  });

  it("may not be called for another stage than they are", () => {
    const line = (stage: string, stack: string) =>
      linesOf(stack, [sibling(stack, edit(prodEu, "stage: prod", `stage: ${stage}`))]);
    assert.deepEqual(line("dev", "prod-eu"), [
      'Pulumi.prod-eu.yaml:13:12 platform.stage: "dev" contradicts the name of the stack, prod-eu; use prod, or name the stack for its stage',
    ]);
    for (const [stage, stack] of [
      ["prod", "prod-eu"],
      ["prod", "europe"],
      ["prod", "product-dev-prod"],
      ["dev", "devices"],
      ["prdo", "prod-eu"],
    ] as const)
      assert.deepEqual(line(stage, stack), [], `${stage} ${stack}`);
  });

  it("are read only where they have a platform, whatever else is wrong with them", () => {
    const folder = mkdtempSync(join(tmpdir(), "meridian-siblings-"));
    try {
      const files = {
        "Pulumi.yaml": "name: meridian\n",
        "Pulumi.org.yaml": "config:\n  meridian:organization:\n    id: o-1\n",
        "Pulumi.broken.yaml": "config:\n  meridian:platform: [\n",
        "Pulumi.odd.yaml": "config:\n  meridian:platform:\n    accounts: [1, { id: 5 }]\n    stage: 7\n",
        "Pulumi.empty.yaml": "",
      };
      for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
      const siblings = siblingsIn(folder);
      assert.deepEqual(
        siblings.map(({ stack, whole, accounts, stage }) => ({ stack, whole, accounts, stage })),
        [
          { stack: "broken", whole: false, accounts: [], stage: undefined },
          {
            stack: "odd",
            whole: true,
            accounts: [
              { id: undefined, name: undefined },
              { id: undefined, name: undefined },
            ],
            stage: undefined,
          },
        ],
      );
      assert.deepEqual(linesOf("org", siblings), []);
      assert.deepEqual(linesOf("odd", siblings), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
