import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { projectRoot } from "../../components/project/root";
import { ProjectCopy } from "../testing/project-copy";
import { adoptText } from "./adopt-text";

const given = readFileSync(join(projectRoot(), "tools/contracts/fixtures/orders.odcs.yaml"), "utf8");
const target = "contracts/clinical/web-orders.yaml";

describe("meridian contract as a process", () => {
  let copy: ProjectCopy;
  const at = (file: string): string => join(copy.folder, file);
  const adopt = (...more: string[]) =>
    copy.run("contract", "adopt", "orders.odcs.yaml", "--domain", "clinical", ...more);
  beforeEach(() => {
    copy = new ProjectCopy();
    writeFileSync(at("orders.odcs.yaml"), given);
  });
  afterEach(() => {
    copy.remove();
  });

  it("brings a contract of others to a clean plan by two answers, which are all that is asked", () => {
    const { code, stdout, stderr } = adopt();
    assert.deepEqual([code, stderr], [0, ""]);
    const asked = [
      `${target}:131:12 customProperties[0].value: "TODO" is not a classification; use one of public, internal, confidential, restricted`,
      `${target}:133:12 customProperties[1].value: "TODO" is not a kind of personal data; use one of none, personal, phi`,
    ];
    assert.deepEqual(stdout.split("\n"), [
      `wrote ${target}`,
      "Answer what is marked TODO(meridian), and look at what is marked proposed:",
      ...asked.map((line) => `  ${line}`),
      "",
    ]);
    const refused = copy.run("plan", "-q");
    assert.equal(refused.code, 2);
    assert.equal(refused.stderr, `${asked.join("\n")}\n`);
    copy.edit(target, "value: TODO", "value: confidential").edit(target, "value: TODO", "value: personal");
    const plan = copy.run("plan", "-q");
    assert.deepEqual([plan.code, plan.stderr], [0, ""]);
    const linted = copy.run("contract", "lint", target);
    assert.deepEqual([linted.code, linted.stderr], [0, ""]);
    assert.match(
      linted.stdout,
      /note: .*:15:1 servers: are kept as documentation.*\n1 contract is right\n$/s,
    );
  });

  it("keeps every line and comment of the contract, but for the words that it remarks upon", () => {
    assert.equal(adopt().code, 0);
    const text = readFileSync(at(target), "utf8");
    const changed = given.split("\n").filter((line) => !text.includes(line));
    assert.deepEqual(
      changed.map((line) => line.trim()),
      [
        "status: production",
        "domain: e-commerce",
        "element: Orders.orderedAt",
        "- name: Orders",
        "- name: orderId",
        "- name: customerEmail # to be hashed some day",
        "classification: PII",
        "- name: orderedAt",
        "- name: shippingCity",
        "- name: updatedAt",
      ],
    );
    assert.match(text, /name: customer_email # was: customerEmail; to be hashed some day\n/);
  });

  it("writes over a contract only when it is told to", () => {
    assert.equal(adopt().code, 0);
    writeFileSync(at(target), "mine\n");
    const { code, stderr } = adopt();
    assert.deepEqual(
      [code, stderr],
      [2, `${target}: is there already; give another --name, or --replace to write over it\n`],
    );
    assert.equal(readFileSync(at(target), "utf8"), "mine\n");
    const replaced = adopt("--replace");
    assert.deepEqual([replaced.code, replaced.stdout.split("\n")[0]], [0, `replaced ${target}`]);
    assert.notEqual(readFileSync(at(target), "utf8"), "mine\n");
    assert.equal(adopt("--name", "other").code, 0);
  });

  it("writes nothing of what is no contract, or for a domain or name that is none", () => {
    writeFileSync(at("v2.yaml"), "apiVersion: v2.2.2\nkind: DataContract\n");
    writeFileSync(at("list.yaml"), "- a\n");
    const refusals: readonly (readonly [string[], string])[] = [
      [
        ["v2.yaml", "--domain", "clinical"],
        'v2.yaml:1:13 apiVersion: "v2.2.2" is not version 3 of the standard; use v3.1.0\n',
      ],
      [["list.yaml", "--domain", "clinical"], 'list.yaml:1:1: ["a"] is not a map\n'],
      [
        ["none.yaml", "--domain", "clinical"],
        "none.yaml: cannot be read (ENOENT); put a file there that you may read\n",
      ],
      [
        ["orders.odcs.yaml", "--domain", "E-commerce", "--name", "X"],
        '--domain: "E-commerce" is not a domain name; use 2 to 30 lower-case letters or digits, a letter first\n--name: "X" is not a kebab-case name; use lower-case words joined by single hyphens\n',
      ],
    ];
    for (const [args, message] of refusals)
      assert.deepEqual(copy.run("contract", "adopt", ...args), { code: 2, stdout: "", stderr: message });
    assert.equal(copy.run("contract", "adopt", "orders.odcs.yaml").code, 2);
    assert.equal(existsSync(at("contracts/clinical/v2.yaml")), false);
  });

  it("lints the project, a contract of it and one from elsewhere, and tells every mistake of them", () => {
    assert.deepEqual(copy.run("contract", "lint"), {
      code: 0,
      stdout: "27 contracts are right\n",
      stderr: "",
    });
    const file = "contracts/clinical/patients.yaml";
    copy.edit(file, "status: active", "status: alive");
    const lines = copy.run("contract", "lint", file, "orders.odcs.yaml").stderr.split("\n");
    assert.equal(
      lines[0],
      `${file}:7:9 status: "alive" is not a status; use one of proposed, draft, active, deprecated, retired`,
    );
    assert.match(lines[1] ?? "", /^orders\.odcs\.yaml:7:9 status: "production" is not a status; /);
    assert.equal(copy.run("contract", "lint").code, 2);
  });
});

describe("adoptText", () => {
  it("changes nothing of what it has adopted", () => {
    const { text } = adoptText(given, { domain: "sales" });
    assert.equal(adoptText(text, { domain: "sales" }).text, text);
  });
});
