import { quote, type UnplacedIssue } from "../../../components/errors/check-yaml";
import {
  neededServices,
  policyTypes as knownTypes,
  reliedOn,
  sharingService,
  type PolicyType,
} from "../../../components/organization/policy-types";
import type { Organization } from "../organization";
import { duplicates } from "./check";

type Switches = Pick<Organization, "policyTypes" | "trustedServices">;

/** What the platforms rely on is on, and what a type of policy needs is trusted. */
export function checkGuardrails({ policyTypes, trustedServices }: Switches): UnplacedIssue[] {
  const missing = (list: keyof Switches, value: string, why: string): UnplacedIssue => ({
    path: [list],
    at: "key",
    message: `lacks ${value}, ${why}; add it`,
  });
  // A misspelt type has its own message and may be the one that is missed.
  const isSure = policyTypes.length > 0 && policyTypes.every((type) => knownTypes.includes(type));
  const isOn = (type: PolicyType) => policyTypes.includes(type);
  return [
    ...duplicates(policyTypes, (index) => ["policyTypes", index]),
    ...duplicates(trustedServices, (index) => ["trustedServices", index]),
    ...(Object.entries(reliedOn) as [PolicyType, string][])
      .filter(([type]) => isSure && !isOn(type))
      .map(([type, why]) => missing("policyTypes", type, why)),
    ...(trustedServices.includes(sharingService)
      ? []
      : [
          missing(
            "trustedServices",
            sharingService,
            "through which the platforms share with the organization",
          ),
        ]),
    ...(Object.entries(neededServices) as [PolicyType, string][])
      .filter(([type, service]) => isOn(type) && !trustedServices.includes(service))
      .map(([type, service]) => missing("trustedServices", service, `which ${quote(type)} needs`)),
  ];
}
