import { z } from "zod";

import { oneOf } from "../../components/errors/check-yaml";
import { policyTypes } from "../../components/organization/policy-types";
import { email, key, text } from "./key";
import { organizationKeys } from "./sections/organization";
import { stackKeys } from "./sections/stack";

/** The value of `meridian:organization`: what exists once, above the platforms of every jurisdiction. It holds no data. */
export const organizationSchema = z.strictObject({
  ...stackKeys,
  ...organizationKeys,
  owner: key("pin", "Who answers for the organization's settings.", email()),
  policyTypes: key(
    "pin",
    "Types of organization policy that are on; those that are on and not listed are switched off.",
    z.array(oneOf("type of organization policy", policyTypes)).min(1),
  ),
  trustedServices: key(
    "pin",
    "AWS services that may act in every account of the organization; those that may and are not listed lose it.",
    z.array(
      text(
        /^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/,
        "a service principal",
        "use the form <service>.amazonaws.com",
      ),
    ),
  ),
});

/** The checked configuration of the organization's stack. */
export type Organization = z.infer<typeof organizationSchema> & {
  kind: "organization";
  /** From the stack's name, not from the file. */
  stack: string;
  /** `meridian:endpoint`: an AWS emulator in place of AWS; only in stage `dev`. */
  endpoint?: string;
};
