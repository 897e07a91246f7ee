import { z } from "zod";

import { oneOf } from "../../../components/errors/check-yaml";
import { classifications } from "../../../components/facts/classification";
import { jurisdictionIds } from "../../../components/residency/jurisdictions";
import { legalBases, mechanisms } from "../../../components/residency/transfer";
import { day, email, key, name } from "../key";

/** Approvals for data that leaves its jurisdiction. Without one only public data does. */
export const transfers = z.array(
  z.strictObject({
    id: key("pin", "Id of the approval, unique; findings and flows cite it.", name()),
    from: key("pin", "Jurisdiction that the data leaves.", oneOf("jurisdiction", jurisdictionIds)),
    to: key("pin", "Jurisdiction that receives it.", oneOf("jurisdiction", jurisdictionIds)),
    classification: key(
      "pin",
      "Highest classification that the approval covers.",
      oneOf("classification", classifications),
    ),
    mechanism: key(
      "pin",
      "The one technical way in which the data may travel.",
      oneOf("mechanism", mechanisms),
    ),
    legalBasis: key(
      "pin",
      "Legal ground of the transfer (GDPR Chapter V or its local counterpart).",
      oneOf("legal basis", legalBases),
    ),
    owner: key("pin", "Who answers for the approval.", email()),
    expires: key("pin", "Last day on which the approval holds, as YYYY-MM-DD in quotes.", day()),
  }),
);
