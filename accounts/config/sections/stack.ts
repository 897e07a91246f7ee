import { z } from "zod";

import { oneOf } from "../../../components/errors/check-yaml";
import { jurisdictionIds, regionsOf } from "../../../components/residency/jurisdictions";
import { stages } from "../../../components/residency/stages";
import { key, text } from "../key";
import { regionConfirmations } from "./region-confirmations";

/** Editors complete from this list; which of them the jurisdiction allows is a cross-check with its own message. */
export const region = () => z.string().meta({ examples: jurisdictionIds.flatMap(regionsOf).sort() });

/** What every stack says of itself, whatever its kind. */
export const stackKeys = {
  prefix: key(
    "pin",
    "First part of every physical name; the same in every stack of an organization.",
    text(/^[a-z0-9]{3,12}$/, "a prefix", "use 3 to 12 lower-case letters or digits"),
  ),
  jurisdiction: key(
    "pin",
    "Legal zone that the stack's data may not leave.",
    oneOf("jurisdiction", jurisdictionIds),
  ),
  stage: key("pin", "`prod` protects everything that holds data.", oneOf("stage", stages)),
  homeRegion: key("map", "Region of everything; inside the jurisdiction.", region()),
  regionConfirmations: key(
    "pin",
    "What was found out about services of which it is contested whether a region of this stack has them (docs/regions.md).",
    regionConfirmations.optional(),
  ),
  deployRole: key(
    "pin",
    "Name of the IAM role that a deployment assumes in every account.",
    text(/^[\w+=,.@-]{1,64}$/, "an IAM role name", "use 1 to 64 letters, digits or _+=,.@-"),
  ),
};
