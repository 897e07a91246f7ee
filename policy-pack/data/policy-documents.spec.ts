import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { identityDocuments, otherDocuments, policyDocuments, writtenOutStatements } from "./policy-documents";
import { tokenOf } from "./tokens";

const sdk = dirname(require.resolve("@pulumi/aws/package.json"));
const nestedInputs = readFileSync(join(sdk, "types", "input.d.ts"), "utf8");

/** Inputs of the type's arguments: name → declaration. */
function argumentsIn(declarations: string): [name: string, declared: string][] {
  const args = declarations.slice(declarations.lastIndexOf("Args {"));
  return [...args.matchAll(/\n {4}(\w+)\??: pulumi\.Input<([^\n]*)/g)].map(([, name = "", declared = ""]) => [
    name,
    declared,
  ]);
}

const isText = (declared: string) => /^(?:string\b|.*PolicyDocument)/.test(declared);
const looksLikePolicy = (name: string) => /(?:policy|policies|policyDocument|document)$/i.test(name);

/** `token.path` of every text that is named like a policy document, also one object deep. */
function candidates(): string[] {
  const found: string[] = [];
  for (const { name: service } of readdirSync(sdk, { withFileTypes: true }).filter((e) => e.isDirectory())) {
    if (service === "node_modules") continue;
    for (const file of readdirSync(join(sdk, service)).filter((each) => each.endsWith(".js"))) {
      const [, token] =
        /static __pulumiType = '(aws:[^']+)'/.exec(readFileSync(join(sdk, service, file), "utf8")) ?? [];
      if (token === undefined) continue;
      const text = readFileSync(join(sdk, service, file.replace(/\.js$/, ".d.ts")), "utf8");
      for (const [name, declared] of argumentsIn(text)) {
        if (looksLikePolicy(name) && isText(declared)) found.push(`${token}.${name}`);
        const [, space, nested] = /inputs\.(\w+)\.(\w+)/.exec(declared) ?? [];
        if (space === undefined || nested === undefined) continue;
        const list = declared.includes("[]") ? "[]" : "";
        for (const inner of nestedPolicies(space, nested)) found.push(`${token}.${name}${list}.${inner}`);
      }
    }
  }
  return found.sort();
}

/** Texts called exactly `policy` in a nested input: other names there are words out of a list. */
function nestedPolicies(space: string, nested: string): string[] {
  const start = nestedInputs.indexOf(`interface ${nested} {`, nestedInputs.indexOf(`namespace ${space} {`));
  const body = nestedInputs.slice(start, nestedInputs.indexOf("\n    }", start));
  return /\n {8}policy\??: pulumi\.Input<string/.test(body) ? ["policy"] : [];
}

const rows = [...policyDocuments, ...identityDocuments].flatMap(([type, paths]) =>
  paths.map((path) => `${type}.${path}`),
);
const ignored = Object.values(otherDocuments)
  .flatMap((list) => list.split(" "))
  .map((entry) => {
    const dot = entry.indexOf(".");
    return `${tokenOf(entry.slice(0, dot))}${entry.slice(dot)}`;
  });

describe("policy-pack/data/policy-documents, against the installed SDK", () => {
  const found = candidates();

  it("knows every input that is named like a policy document, as one or as reviewed", () => {
    const known = new Set([...rows, ...ignored]);
    assert.deepEqual(
      found.filter((each) => !known.has(each)),
      [],
    );
    assert.ok(found.length > 100, "the SDK was not read");
  });

  it("names only inputs that the SDK has, each once", () => {
    const existing = new Set([...found, "aws:organizations/resourcePolicy:ResourcePolicy.content"]);
    assert.deepEqual(
      [...rows, ...ignored].filter((each) => !existing.has(each)),
      [],
    );
    assert.equal(new Set([...rows, ...ignored]).size, rows.length + ignored.length);
  });

  it("names only inputs that the SDK has for statements without a document", () => {
    for (const [type, { principal, conditions }] of writtenOutStatements) {
      const file = /^aws:([^:]+):/.exec(type)?.[1] ?? "";
      const names = argumentsIn(readFileSync(join(sdk, `${file}.d.ts`), "utf8")).map(([name]) => name);
      for (const path of [principal, ...Object.keys(conditions)]) {
        assert.ok(names.includes(path.split(".")[0] ?? ""), `${type} has no ${path}`);
      }
    }
  });
});
