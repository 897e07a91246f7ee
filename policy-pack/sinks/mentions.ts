import { findRegion } from "../../components/residency/regions";
import { isReadOnlyPage } from "../data/named-addresses";
import { isRecord } from "../graph/read";
import { UNKNOWN } from "../graph/types";

const end = "[^\\s\"'`\\\\,;(){}<>\\[\\]]";
const arn = `arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:\\d*:${end}+`;
/** Begins at the first letter of the first scheme only: from every letter, a long word without `//` would be read again and again. */
const uri = `(?=[a-z])(?<![a-z][0-9+.-]*)(?<![a-z][a-z0-9+.-]*:)(?:[a-z][a-z0-9+.-]*:)+//${end}+`;
const region = "\\b[a-z]{2}(?:-[a-z]+){1,2}-\\d\\b";
/** ARNs, URIs with an authority, and words of the shape of a region; in this order, so that an ARN is not taken apart. */
const mention = new RegExp(`${arn}|${uri}|${region}`, "gi");
/** Names of something without a place: an optimised integration of a state machine (`arn:aws:states:::sqs:sendMessage`). */
const placeless = /^arn:aws[a-z-]*:(?!s3:)[a-z0-9-]*:::/;

/**
 * Every ARN, URI and known region that the texts inside a value mention, in order and once each; UNKNOWN stands for a
 * text that is not known yet.
 */
export function mentionsIn(value: unknown): string[] {
  return [...new Set(textsIn(value).flatMap((text) => (text === UNKNOWN ? [text] : mentionsInText(text))))];
}

function mentionsInText(text: string): string[] {
  return [...text.matchAll(mention)]
    .map(([found]) => found)
    .filter((found) => !isReadOnlyPage(found))
    .filter((found) =>
      found.startsWith("arn:")
        ? !placeless.test(found)
        : found.includes("//") || findRegion(found) !== undefined,
    );
}

/** Every text inside a value, whatever its form. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}
