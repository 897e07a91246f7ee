import { parseArn } from "../../components/residency/arn";
import { locateAccount, locateOu, type Location } from "../../components/residency/locate";
import { organization, unknownLocation } from "../../components/residency/location";
import type { ResidencyModel } from "../../components/residency/model";
import { UNKNOWN } from "../graph/types";
import { bindsTo } from "./condition";
import type { Condition, Statement } from "./document";

type Locate = (value: string, model: ResidencyModel) => Location;

/** The account in an ARN is what counts: a bucket's has none, and its name can be taken by others when it is free. */
const accountIn: Locate = (value, model) => {
  const parts = parseArn(value);
  return parts === undefined || parts.account === ""
    ? unknownLocation(`"${value}" names no account.`)
    : locateAccount(parts.account, model);
};

/** Condition key → for whom a service that calls under it works. */
const sourceKeys: ReadonlyMap<string, Locate> = new Map([
  ["aws:sourceaccount", locateAccount],
  ["aws:sourceowner", locateAccount],
  ["aws:sourcearn", accountIn],
  ["aws:sourceorgpaths", locateOu],
  [
    "aws:sourceorgid",
    (value, model) =>
      value === model.organizationId ? organization : unknownLocation(`Organization "${value}" is not ours.`),
  ],
]);

/** The encryption context that a service gives to KMS names what it works on, by ARN: `kms:EncryptionContext:aws:logs:arn`. */
const encryptionContext = /^kms:encryptioncontext:aws:[a-z0-9-]+:arn$/;

const locatorOf = (key: string): Locate | undefined =>
  sourceKeys.get(key) ?? (encryptionContext.test(key) ? accountIn : undefined);

/** For whom a service may call: for us, for somebody not known yet, for whoever asks, or for somebody else, with the reason. */
export type Source = { kind: "ours" | "notKnown" | "anybody" } | { kind: "foreign"; reason: string };

/** Reads a statement's conditions on the source; all of them hold at once, so one that leaves only ours is enough. */
export function sourceOf({ conditions, variables }: Statement, model: ResidencyModel): Source {
  const answers = conditions.flatMap((condition): Source[] => {
    if (condition.key === UNKNOWN) return [{ kind: "notKnown" }];
    const locate = locatorOf(condition.key);
    if (locate === undefined || !bindsTo(condition, conditions)) return [];
    return [worst(condition, (value) => sourceAt(value, { locate, variables, model }))];
  });
  return (
    answers.find(({ kind }) => kind === "ours") ??
    answers.find(({ kind }) => kind === "notKnown") ??
    answers[0] ?? { kind: "anybody" }
  );
}

function worst({ values }: Condition, read: (value: string) => Source): Source {
  const sources = values.map(read);
  return (
    sources.find(({ kind }) => kind === "foreign") ??
    sources.find(({ kind }) => kind === "notKnown") ?? { kind: "ours" }
  );
}

function sourceAt(
  value: string,
  { locate, variables, model }: { locate: Locate; variables: boolean; model: ResidencyModel },
): Source {
  if (value === UNKNOWN) return { kind: "notKnown" };
  if (variables && value.toLowerCase() === "${aws:resourceaccount}") return { kind: "ours" };
  const place = locate(value, model);
  // Trails and recorders of the whole organization work for its management account.
  if (place.kind === "organization" || (place.kind === "place" && place.jurisdiction === model.jurisdiction))
    return { kind: "ours" };
  return {
    kind: "foreign",
    reason: place.kind === "unknown" ? place.reason : `"${value}" is in ${place.jurisdiction}.`,
  };
}
