/**
 * What a plain scalar means to the Pulumi CLI, whose parser (gopkg.in/yaml.v3) takes YAML 1.2 and some of 1.1: octal with a
 * leading zero, underscores and days, but neither `yes` nor sexagesimal numbers. Pure functions of the text.
 */

const integers = /^([-+]?)(?:0[bB]([01]+)|0[oO]?([0-7]+)|0[xX]([0-9a-fA-F]+)|(0|[1-9][0-9]*))$/;
/** The parser tries these again after their prefix, with a sign of their own. */
const signedInside = /^0(?:b([-+])([01]+)|o([-+])([0-7]+))$/;
const floats = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** After a leading dot, underscores stand between digits only. */
const dotted = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

/** The number that a plain scalar is; undefined when it is none. Infinite and NaN for `.inf` and `.nan`. */
function goNumber(text: string): number | undefined {
  const special = /^([-+]?)\.(?:inf|Inf|INF)$/.exec(text);
  if (special !== null) return special[1] === "-" ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return NaN;
  if (text.startsWith(".")) return dotted.test(text) ? finite(text.replaceAll("_", "")) : undefined;
  if (!/^[-+0-9]/.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  return integerIn(plain) ?? (floats.test(plain) ? finite(plain) : undefined);
}

/** Undefined when it is none, or does not fit 64 bits: decimal digits are then a float, others a text. */
function integerIn(plain: string): number | undefined {
  const inner = signedInside.exec(plain);
  const found = integers.exec(
    inner === null ? plain : `${inner[1] ?? inner[3]}0${plain[1]}${inner[2] ?? inner[4]}`,
  );
  if (found === null) return undefined;
  const [, sign, binary, octal, hex, decimal] = found;
  const size =
    binary !== undefined
      ? BigInt(`0b${binary}`)
      : octal !== undefined
        ? BigInt(`0o${octal}`)
        : BigInt(hex === undefined ? decimal! : `0x${hex}`);
  const most = sign === "-" ? 2n ** 63n : sign === "+" ? 2n ** 63n - 1n : 2n ** 64n - 1n;
  if (size > most) return undefined;
  return size === 0n ? 0 : Number(sign === "-" ? -size : size);
}

/** What is too big for a float stays a text; minus zero comes out of the CLI as zero. */
function finite(text: string): number | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? value + 0 : undefined;
}

const timestamps =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?(Z|[-+]\d\d:\d\d)| +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,](\d+))?)?$/;

/**
 * The text that the CLI makes of a point in time, e.g. `2027-10-31 00:00:00 +0000 UTC` of a day; undefined for what is none.
 * With an offset that text depends on the time zone of the machine: then `zoned`, and the text is as it stands.
 */
export function goTimestamp(text: string): { text: string; zoned: boolean } | undefined {
  const found = timestamps.exec(text);
  if (found === null) return undefined;
  const [, year = "", month = "", day = "", ...rest] = found;
  const [hour = "0", minute = "0", second = "0", fraction = ""] =
    rest[0] === undefined ? rest.slice(5) : rest.slice(0, 4);
  const days = new Date(0);
  days.setUTCFullYear(Number(year), Number(month), 0);
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > days.getUTCDate())
    return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (rest[4] !== undefined && rest[4] !== "Z") return { text, zoned: true };
  const [date, time] = [
    [month, day],
    [hour, minute, second],
  ].map((parts) => parts.map((part) => part.padStart(2, "0"))) as [string[], string[]];
  const nanoseconds = fraction.slice(0, 9).replace(/0+$/, "");
  const at = `${[year, ...date].join("-")} ${time.join(":")}${nanoseconds && `.${nanoseconds}`}`;
  return { text: `${at} +0000 UTC`, zoned: false };
}

const words: Readonly<Record<string, null | boolean>> = {
  ...Object.fromEntries(["", "~", "null", "Null", "NULL"].map((word) => [word, null])),
  ...Object.fromEntries(["true", "True", "TRUE"].map((word) => [word, true])),
  ...Object.fromEntries(["false", "False", "FALSE"].map((word) => [word, false])),
};

/** What a scalar without quotes becomes in the config that the CLI gives to a program. */
export function goScalar(text: string): string | number | boolean | null {
  if (Object.hasOwn(words, text)) return words[text] ?? null;
  return goTimestamp(text)?.text ?? goNumber(text) ?? text;
}
