import { regionsOf } from "../../components/residency/jurisdictions";
import type { ResidencyModel } from "../../components/residency/model";
import {
  availabilityOf,
  knownTokens,
  serviceOfToken,
  tableSays,
  tableSource,
} from "../../components/residency/services";
import { fail, pass, type Result } from "../finding";
import { effectiveRegion } from "../graph/graph-index";
import { UNKNOWN, type GraphResource } from "../graph/types";
import { notYetKnown } from "../known";
import type { ResourceRule } from "../rule";

const reg01: ResourceRule = {
  id: "REG-01",
  name: "reg-01-service-in-region",
  title: "Every resource stands in a region that has its service",
  rationale:
    "Small and new regions lack services. A preview does not ask AWS: the deploy fails half-way, when what stands before the resource is made already.",
  remediation:
    "Use a region that has the service, or leave the resource out and declare the gap; what the table leaves open needs a line in regionConfirmations.",
  severity: "medium",
  family: "governance",
  scope: "resource",
  types: knownTokens,
  controls: [{ framework: "NIST 800-53", version: "r5", control: "SA-9" }],
  reads: ["region", "provider.region"],
  check: checkService,
};

function checkService(resource: GraphResource, model: ResidencyModel): Result[] {
  const region = effectiveRegion(resource);
  const service = serviceOfToken(resource.type);
  // Without a region RES-01 fails.
  if (region === undefined || service === undefined) return [];
  const path = typeof resource.props["region"] === "string" ? "region" : "provider.region";
  const having = regionsOf(model.jurisdiction).filter((code) => tableSays(service, code) === "yes");
  const fix = `use one of ${having.join(", ")}`;
  if (region === UNKNOWN) return [notYetKnown(path, "has a region", fix)];
  const found = availabilityOf(service, region, model.confirmations);
  if (found === "yes") return [pass(path)];
  const where = `is in region "${region}"`;
  return found === "no"
    ? [fail(path, `${where}, which has no ${service}`, fix)]
    : [fail(path, `${where}, of which ${tableSource()} cannot tell whether it has ${service}`, fix)];
}

export const regionServiceRules = [reg01];
