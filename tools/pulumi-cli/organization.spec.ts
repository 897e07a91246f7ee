import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { projectRoot } from "../../components/project/root";
import { ProjectCopy } from "../testing/project-copy";
import { differences, fromEngine, fromPlan } from "./compare";
import { pageOf } from "./deploy-page";
import { OfflineEngine } from "./environment";
import { coverage, engineTests, deploymentIn, planned } from "./testing";

const { cli, because, test } = engineTests();
const page = pageOf("organization.md");

/** What the provider asks AWS for each type of the stack: the role of the page has to allow it. */
const asked: Readonly<Record<string, readonly string[]>> = {
  "aws:ebs/encryptionByDefault:EncryptionByDefault": ["ec2:EnableEbsEncryptionByDefault"],
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess": ["ec2:EnableSnapshotBlockPublicAccess"],
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess": ["ec2:EnableImageBlockPublicAccess"],
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults": ["ec2:ModifyInstanceMetadataDefaults"],
  "aws:ec2/serialConsoleAccess:SerialConsoleAccess": ["ec2:DisableSerialConsoleAccess"],
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy": ["iam:UpdateAccountPasswordPolicy"],
  "aws:organizations/organization:Organization": [
    "organizations:EnableAWSServiceAccess",
    "organizations:EnablePolicyType",
  ],
  "aws:organizations/policy:Policy": ["organizations:CreatePolicy", "organizations:TagResource"],
  "aws:organizations/policyAttachment:PolicyAttachment": ["organizations:AttachPolicy"],
  "aws:ram/sharingWithOrganization:SharingWithOrganization": [
    "ram:EnableSharingWithAwsOrganization",
    "iam:CreateServiceLinkedRole",
  ],
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": ["s3:PutAccountPublicAccessBlock"],
};

describe("docs/organization.md", () => {
  it("lets the deploy role do what each type of the stack asks for", async () => {
    const [document] = page.filter(({ language }) => language === "json");
    const { Statement } = JSON.parse(document!.text) as { Statement: { Action: string[] }[] };
    const allowed = new Set(Statement.flatMap(({ Action }) => Action));
    const { resources } = await planned(projectRoot(), "org", "faithful");
    const types = new Set(resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")));
    assert.deepEqual([...types].sort(), Object.keys(asked));
    const missing = Object.values(asked)
      .flat()
      .filter((action) => !allowed.has(action));
    assert.deepEqual(missing, []);
  });
});

describe(`the plain CLI, as docs/organization.md has it${because}`, function () {
  this.timeout(300_000);
  let copy: ProjectCopy;
  let folder: string;
  before(function () {
    if (cli === "") return;
    folder = mkdtempSync(path.join(tmpdir(), "meridian-organization-"));
    copy = new ProjectCopy();
  });
  after(() => {
    if (cli === "") return;
    copy.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  test("imports the organization, then makes the rest; what it has made is what is planned, and a second update changes nothing", async () => {
    const environment = new OfflineEngine(cli, copy.folder, folder).environment();
    const shell = (text: string) =>
      spawnSync("bash", ["-eo", "pipefail", "-c", `exec 2>&1\n${text}`], {
        cwd: copy.folder,
        env: { ...environment, PATH: [path.dirname(cli), environment["PATH"]].join(path.delimiter) },
        encoding: "utf8",
        stdio: ["ignore", "pipe", "inherit"],
      });
    const [commands] = page.filter(({ language }) => language === "sh");
    const { status, stdout } = shell(commands!.text);
    assert.equal(status, 0, stdout);
    assert.match(stdout, /= 1 imported/);
    // Imported as it is, then given what the file says.
    assert.match(stdout, /~ 1 updated/);
    const again = shell(
      "pulumi up --stack org --yes --skip-preview --expect-no-changes --policy-pack policy-pack",
    );
    assert.equal(again.status, 0, again.stdout);

    const { resources } = deploymentIn(shell("pulumi stack export --stack org").stdout);
    const plan = await planned(projectRoot(), "org", "resolved");
    const found = differences(
      new Map(resources.map((state) => [state.urn, fromEngine(state)])),
      new Map(plan.resources.map((resource) => [resource.urn, fromPlan(resource)])),
    );
    assert.deepEqual(found, []);
    console.log(`      ${coverage(plan)}`);
  });
});
