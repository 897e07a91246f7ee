/** A range of IPv4 addresses. */
export interface Cidr {
  readonly base: number;
  readonly bits: number;
}

const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const address = new RegExp(`^${octet}(?:\\.${octet}){3}$`);

/** An IPv4 address as a number; undefined for anything that is not four numbers from 0 to 255 without leading zeros. */
export function parseAddress(text: string): number | undefined {
  if (!address.test(text)) return undefined;
  return text.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** `10.40.0.0/16` → its range; undefined when it is none, or when bits of its address lie outside the prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const [, from = "", length = ""] = /^([\d.]+)\/(\d|[12]\d|3[0-2])$/.exec(text) ?? [];
  const base = parseAddress(from);
  const bits = Number(length);
  return base === undefined || base % 2 ** (32 - bits) !== 0 ? undefined : { base, bits };
}

export const holds = ({ base, bits }: Cidr, number: number): boolean =>
  Math.floor(number / 2 ** (32 - bits)) === Math.floor(base / 2 ** (32 - bits));

/** Ranges that every network may use for itself (RFC 1918), and carriers for their customers (RFC 6598). */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map((text) =>
  parseCidr(text)!,
);

/** Longest public range that is somebody's alone: 65 536 addresses. Two halves of the world are the world. */
const publicBits = 16;

/** True for a range that can be one site's own: private, or not wider than 65 536 public addresses. */
export const isOwnRange = (range: Cidr): boolean =>
  range.bits >= publicBits ||
  privateRanges.some((each) => range.bits >= each.bits && holds(each, range.base));
