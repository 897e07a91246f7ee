import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { projectRoot } from "../components/project/root";
import { planStack } from "../tools/engine/run";
import { readStacks } from "../tools/stacks";
import { accountsOf } from "./config";
import { emulatorArgs } from "./emulator";
import { endpointKeys } from "./endpoint-keys";

/** Services that the provider knows by several names: the name in our list, then the others. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  amp: ["prometheus", "prometheusservice"],
  appautoscaling: ["applicationautoscaling"],
  appintegrations: ["appintegrationsservice"],
  ce: ["costexplorer"],
  cloudcontrol: ["cloudcontrolapi"],
  cloudhsmv2: ["cloudhsm"],
  cognitoidp: ["cognitoidentityprovider"],
  configservice: ["config"],
  cur: ["costandusagereportservice"],
  databrew: ["gluedatabrew"],
  deploy: ["codedeploy"],
  dms: ["databasemigration", "databasemigrationservice"],
  ds: ["directoryservice"],
  elasticbeanstalk: ["beanstalk"],
  elasticsearch: ["es", "elasticsearchservice"],
  elb: ["elasticloadbalancing"],
  elbv2: ["elasticloadbalancingv2"],
  events: ["eventbridge", "cloudwatchevents"],
  evidently: ["cloudwatchevidently"],
  grafana: ["managedgrafana", "amg"],
  inspector2: ["inspectorv2"],
  kafka: ["msk"],
  lexmodels: ["lexmodelbuilding", "lexmodelbuildingservice", "lex"],
  lexv2models: ["lexmodelsv2"],
  location: ["locationservice"],
  logs: ["cloudwatchlog", "cloudwatchlogs"],
  oam: ["cloudwatchobservabilityaccessmanager"],
  opensearch: ["opensearchservice"],
  osis: ["opensearchingestion"],
  rbin: ["recyclebin"],
  rdsdata: ["rdsdataservice"],
  redshiftdata: ["redshiftdataapiservice"],
  resourcegroupstaggingapi: ["resourcegroupstagging"],
  rum: ["cloudwatchrum"],
  s3: ["s3api"],
  serverlessrepo: ["serverlessapprepo", "serverlessapplicationrepository"],
  servicecatalogappregistry: ["appregistry"],
  sfn: ["stepfunctions"],
  ssoadmin: ["sso"],
  transcribe: ["transcribeservice"],
};

/** Keys of `endpoints` in the installed SDK, from its declarations: at run time the type is gone. */
function sdkKeys(): string[] {
  const folder = dirname(require.resolve("@pulumi/aws/package.json"));
  const [, body = ""] =
    /interface ProviderEndpoint \{(.*?)\n\}/s.exec(readFileSync(join(folder, "types/input.d.ts"), "utf8")) ??
    [];
  return [...body.matchAll(/^ {4}(\w+)\?:/gm)].map(([, key = ""]) => key);
}

describe("accounts/emulator", () => {
  it("knows every service of the installed SDK by one name", () => {
    const known = endpointKeys.flatMap((key) => [key, ...(otherNames[key] ?? [])]);
    assert.ok(known.length > 300);
    assert.deepEqual(known.sort(), sdkKeys().sort());
  });

  it("gives other names only to services in the list", () => {
    const strays = Object.keys(otherNames).filter(
      (key) => !(endpointKeys as readonly string[]).includes(key),
    );
    assert.deepEqual(strays, []);
  });

  it("points every service at the emulator and keeps nothing of AWS", () => {
    const { endpoints, ...others } = emulatorArgs("http://LOCALHOST:4566/");
    const [services = {}, ...more] = endpoints;
    assert.deepEqual(more, []);
    assert.deepEqual(Object.keys(services), [...endpointKeys]);
    assert.deepEqual([...new Set(Object.values(services))], ["http://localhost:4566"]);
    assert.deepEqual(others, {
      s3UsePathStyle: true,
      accessKey: "test",
      secretKey: "test",
      skipCredentialsValidation: true,
      skipMetadataApiCheck: true,
    });
  });

  it("points the provider of every account of dev there, still in its own account and role", async () => {
    const [stack] = readStacks(projectRoot(), ["dev"], "2026-11-21");
    const config = { ...stack!.config, "meridian:endpoint": "http://localhost:4566" };
    const { graph } = await planStack({ root: projectRoot(), stack: "dev", config });
    const providers = graph.resources.filter(({ type }) => type === "pulumi:providers:aws");
    assert.deepEqual(
      providers.map(({ props }) => [props["allowedAccountIds"], props["assumeRoles"]]),
      accountsOf(stack!.settings)
        .toSorted((one, other) => (one.name < other.name ? -1 : 1))
        .map(({ id }) => [
          JSON.stringify([id]),
          JSON.stringify([
            { roleArn: `arn:aws:iam::${id}:role/meridian-deploy`, sessionName: "meridian-dev" },
          ]),
        ]),
    );
    for (const { props, secretProps, name } of providers) {
      assert.equal(props["endpoints"], JSON.stringify(emulatorArgs("http://localhost:4566").endpoints), name);
      assert.deepEqual([props["accessKey"], props["secretKey"]], ["test", "test"]);
      assert.deepEqual([...(secretProps ?? [])].sort(), ["accessKey", "secretKey"]);
    }
  });
});
