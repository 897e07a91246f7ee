import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { parsePlatform } from "../../accounts/config/testing";
import { plannedStack, today } from "../engine/testing";
import { goldensOf, readGoldens, typesIn } from "../golden/golden";
import { stackNames } from "../stacks";
import { blocksOf, deployPage, languages, missingLines, runnableOf, stack } from "./deploy-page";

const page = deployPage();
const runnable = runnableOf(page);

/** Statements of IAM documents on the page, by their Sid. */
interface Statement {
  Action?: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

function statements(): Map<string, Statement> {
  const documents = page
    .filter(({ language }) => language === "json")
    .map(({ text }) => JSON.parse(text) as unknown);
  const all = documents.flatMap((one) => (one as { Statement: (Statement & { Sid: string })[] }).Statement);
  return new Map(all.map((one) => [one.Sid, one]));
}

/** Types of the resources of all platforms, as the golden plans have them; docs/organization.md is about the organization's. */
function plannedTypes(): Set<string> {
  const goldens = readGoldens(projectRoot());
  assert.deepEqual(
    stackNames(projectRoot()).filter((name) => goldensOf(name, goldens).size === 0),
    [],
  );
  const platforms = [...goldens].filter(([file]) => !file.startsWith("org/"));
  return new Set(platforms.flatMap(([file, text]) => typesIn(file, text)));
}

/** Names of the boundaries that the stack makes. */
async function boundaryNames(): Promise<Set<string>> {
  const { graph } = await plannedStack(stack, "faithful");
  const policies = graph.resources.filter(({ urn }) => /iam\/policy:Policy::.*boundary$/.test(urn));
  return new Set(policies.map(({ props }) => String(props["name"])));
}

describe("docs/deploy.md", () => {
  it("says of every block what it is, and of what every output is", () => {
    const known: readonly string[] = languages;
    const unknown = page.filter(({ language }) => !known.includes(language));
    assert.deepEqual(unknown, []);
    const orphans = page.filter(({ language }, index) => {
      const above = page[index - 1];
      return language === "text" && (above === undefined || !runnable.includes(above));
    });
    assert.deepEqual(orphans, []);
    assert.ok(runnable.length >= 20, `${runnable.length} blocks are run`);
  });

  it("has commands that a shell can read", () => {
    for (const { line, text } of page.filter(({ language }) => language.startsWith("sh"))) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
      assert.equal(status, 0, `docs/deploy.md:${line}: ${stderr}`);
    }
  });

  it("lets exactly the callers in that the stack's providers are", () => {
    const text = readFileSync(path.join(projectRoot(), `Pulumi.${stack}.yaml`), "utf8");
    const platform = parsePlatform(text, `Pulumi.${stack}.yaml`, stack, today);
    const { Condition } = statements().get("OnlyThePipelineOfThisStack")!;
    const wanted = {
      "aws:PrincipalOrgID": platform.organization.id,
      "sts:RoleSessionName": `meridian-${stack}`,
    };
    assert.deepEqual(Condition, { StringEquals: wanted });
    assert.deepEqual(statements().get("DenyOtherRegions")!.Condition, {
      StringNotEquals: { "aws:RequestedRegion": [platform.homeRegion, platform.replicaRegion] },
    });
    const aws = page.filter(({ language }) => language === "sh aws").map((block) => block.text);
    assert.ok(aws.some((one) => one.includes(`--role-name ${platform.deployRole} `)));
  });

  it("lets the deploy role do what the stacks need: every service, every boundary", async () => {
    // Of CloudWatch the stacks have log groups only.
    const prefixes: Readonly<Record<string, string>> = { cfg: "config", cloudwatch: "logs" };
    const services = [...plannedTypes()].flatMap((type) => /^aws:(\w+)\/\w+:\w+$/.exec(type)?.[1] ?? []);
    const wanted = [...new Set(services)].map((name) => `${prefixes[name] ?? name}:*`).sort();
    assert.ok(wanted.length > 5);
    const { Action } = statements().get("AllowWhatTheStacksUse")!;
    assert.deepEqual(
      wanted.filter((name) => !Action!.includes(name)),
      [],
    );
    const names = await boundaryNames();
    assert.equal(names.size, 2);
    assert.ok([...names].every((name) => name.endsWith("-eu-prod")));
    const admitted =
      statements().get("DenyRolesWithoutBoundary")!.Condition!["ArnNotLike"]!["iam:PermissionsBoundary"]!;
    assert.deepEqual(
      [...names].filter((name) => !admitted.includes(`arn:aws:iam::*:policy/${name}`)),
      [],
    );
  });
});

describe("blocks of a page", () => {
  it("are fences with their heading, line and language, also one that is never closed", () => {
    const text = "# One\n\n```sh\na\nb\n```\n## Two\n~~~text\nc\n~~~\n```sh later\nd";
    assert.deepEqual(blocksOf(text), [
      { heading: "One", line: 3, language: "sh", text: "a\nb" },
      { heading: "Two", line: 8, language: "text", text: "c" },
      { heading: "Two", line: 11, language: "sh later", text: "d" },
    ]);
  });

  it("show a line that is printed with other gaps, and no other", () => {
    assert.deepEqual(missingLines("a  b\nc d", "x a b y\ncd"), ["c d"]);
  });
});
