import { z } from "zod";

import { day, email, key, text } from "../key";

/** Answers to what the table of services and regions leaves open. */
export const regionConfirmations = z.array(
  z.strictObject({
    service: key(
      "pin",
      "CloudFormation type of the service.",
      text(
        /^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/,
        "a CloudFormation type",
        "use the form AWS::<Service>::<Type>",
      ),
    ),
    region: key("pin", "Region of this stack that was looked at.", z.string()),
    available: key("pin", "Whether the service is there.", z.boolean()),
    confirmed: key("pin", "Day on which it was looked up, as YYYY-MM-DD in quotes.", day()),
    by: key("pin", "Who looked it up and answers for it.", email()),
  }),
);
