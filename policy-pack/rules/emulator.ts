import { emulatorForms, isEmulator } from "../../components/residency/emulator";
import type { ResidencyModel } from "../../components/residency/model";
import { fail, pass, show, type Result } from "../finding";
import { asList, isRecord } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { ask, notYetKnown } from "../known";
import type { ResourceRule } from "../rule";

/**
 * Arguments that make a provider trust an address that is not AWS. `skipRegionValidation` is none of them: the SDK itself
 * sets it, on every provider.
 */
const trust = [
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRequestingAccountId",
  "insecure",
] as const;

const res27: ResourceRule = {
  id: "RES-27",
  name: "res-27-emulator-only-in-dev",
  title: "Only stage dev speaks to an emulator of AWS, and only to one on this machine",
  rationale:
    "An endpoint of one's own sends every call, with the deployment's credentials and all that the stack holds, to whoever answers there, and what is reported as deployed is not in AWS.",
  remediation: "Remove meridian:endpoint from the stack; the provider of an account takes no endpoint.",
  severity: "critical",
  family: "residency",
  scope: "resource",
  types: ["pulumi:providers:aws"],
  controls: [
    { framework: "GDPR", version: "2016/679", control: "Art. 44" },
    { framework: "NIST 800-53", version: "r5", control: "SC-7" },
    { framework: "NIST 800-53", version: "r5", control: "SA-9(5)" },
  ],
  reads: ["endpoints", ...trust],
  check: (resource, model) => [checkEndpoints(resource, model), ...trust.map(checkTrust(resource, model))],
};

function checkEndpoints(resource: GraphResource, { stage }: ResidencyModel): Result {
  const path = "endpoints";
  const raw = asList(decoded(resource.props[path]));
  const given = raw.flatMap((each) => (isRecord(each) ? Object.values(each) : [each]));
  // The provider takes an empty text as none.
  const addresses = [...new Set(given)].filter((each) => each !== "" && each !== null);
  const wrong = addresses.filter((each) => each !== UNKNOWN && (stage !== "dev" || !isLocal(each)));
  const fix = stage === "dev" ? `use ${emulatorForms}` : "remove them";
  if (wrong.length > 0) {
    const shown = show(resource, path, wrong.map(withoutCredentials));
    return fail(path, `has endpoints ${shown} in stage "${stage}"`, fix);
  }
  if (!addresses.includes(UNKNOWN)) return pass(path);
  return notYetKnown(path, "has endpoints", fix, "are");
}

/** Scheme, host and port; a name and password before the host stay out of messages. */
const withoutCredentials = (address: unknown) =>
  typeof address === "string" && URL.canParse(address) ? new URL(address).origin : address;

const isLocal = (address: unknown) => typeof address === "string" && isEmulator(address);

const checkTrust =
  (resource: GraphResource, { stage }: ResidencyModel) =>
  (path: (typeof trust)[number]): Result => {
    const value = decoded(resource.props[path]);
    // Beside an emulator of dev they are harmless: checkEndpoints says where the calls go.
    if (stage === "dev") return pass(path);
    return ask(resource, { path, value }).is((on) => on === undefined || on === null || on === false, {
      what: `has ${path} ${show(resource, path, value)} in stage "${stage}"`,
      fix: 'remove it (it is for an emulator in stage "dev")',
    });
  };

/** The SDK encodes a provider's lists and flags as JSON text. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string" || value === UNKNOWN) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

export const emulatorRules = [res27];
