import { basename } from "node:path";

/** `customerId`, `Customer ID` and `customer-id` → `customer_id`; empty when nothing of the name can stay. */
export const snakeCase = (name: string): string => wordsOf(name).join("_");

/** `Orders v1` → `orders-v1`; empty when nothing of the name can stay. */
export const kebabCase = (name: string): string => wordsOf(name).join("-");

/** What a contract's file is about: `orders.odcs.yaml` → `orders`. */
export const fileTitle = (file: string): string =>
  basename(file).replace(/(\.(odcs|datacontract|contract))?\.ya?ml$/i, "");

function wordsOf(name: string): string[] {
  const words = name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  // A name begins with a letter: what stands in front of the first goes behind.
  const first = words.findIndex((word) => /^[a-z]/.test(word));
  return first < 0 ? [] : [...words.slice(first), ...words.slice(0, first)];
}
