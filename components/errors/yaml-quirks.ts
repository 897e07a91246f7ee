import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, type Event, type ScalarEvent } from "js-yaml";

/** Something that the Pulumi CLI refuses in a stack file, or reads otherwise than it stands. */
export interface YamlFault {
  /** Of the character in the text, from 0. */
  readonly offset: number;
  readonly message: string;
}

/** JSON's way to write what is beyond 16 bits; YAML has \U with eight digits. */
const surrogate = /(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]/;
const halfCharacter =
  "has half a character (\\uD800 to \\uDFFF), which the Pulumi CLI refuses; write the character itself";
const emptyLine = "goes on behind an empty line, which is taken otherwise by the Pulumi CLI; write \\n";
const other = "is taken otherwise by the Pulumi CLI; put it in quotes";

/**
 * Where the CLI's parser, which is older than YAML 1.2, takes the characters themselves otherwise, and what has no place in a stack
 * file: tags. Judged by the text and its events alone, before any value is made.
 */
export function quirksIn(text: string, events: readonly Event[]): YamlFault[] {
  const faults: YamlFault[] = [];
  const fault = (offset: number, message: string) => faults.push({ offset, message });
  for (const { index } of text.matchAll(/[\u0085\u2028\u2029]/g))
    fault(index, `is the line separator ${codeOf(text, index)}; write it with a backslash in double quotes`);
  faults.push(...tabsIn(text, events));
  /** Whether the collections around are, or one of them is, in brackets. */
  const flows: boolean[] = [];
  for (const event of events) {
    if (event.type === EVENT_ID.POP) flows.pop();
    if (event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) continue;
    const anchor = text.slice(event.anchorStart, event.anchorEnd);
    if (event.anchorStart >= 0 && !/^[\w-]+(?=[ \t\r\n,\]}]|$)/.test(text.slice(event.anchorStart)))
      fault(
        event.anchorStart,
        `"${anchor}" is not an anchor's name; use letters, digits, _ and -, and a space behind it`,
      );
    if (event.type === EVENT_ID.ALIAS) continue;
    if (event.tagStart >= 0)
      fault(
        event.tagStart,
        `has the tag ${text.slice(event.tagStart, event.tagEnd)}; remove it, a stack file has none`,
      );
    if (event.type !== EVENT_ID.SCALAR)
      flows.push(event.style === COLLECTION_STYLE.FLOW || flows.at(-1) === true);
    else if (event.valueStart >= 0) faults.push(...quirksOf(text, event, flows.at(-1) === true));
  }
  return faults;
}

/** Where an event's text begins, with its anchor, tag or quote; undefined for what stands nowhere, such as a value that is left out. */
export function startOf(event: Event | undefined): number | undefined {
  if (event === undefined || event.type === EVENT_ID.DOCUMENT || event.type === EVENT_ID.POP)
    return undefined;
  const starts = [event.anchorStart < 0 ? -1 : event.anchorStart - 1];
  if (event.type !== EVENT_ID.ALIAS) starts.push(event.tagStart);
  if (event.type === EVENT_ID.SCALAR) starts.push(event.valueStart - (isQuoted(event) ? 1 : 0));
  if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) starts.push(event.start);
  const known = starts.filter((at) => at >= 0);
  return known.length === 0 ? undefined : Math.min(...known);
}

function quirksOf(text: string, event: ScalarEvent, isFlow: boolean): YamlFault[] {
  const { style, valueStart, valueEnd } = event;
  const offset = valueStart - (isQuoted(event) ? 1 : 0);
  const source = text.slice(valueStart, valueEnd);
  const fault = (message: string) => [{ offset, message }];
  if (style === SCALAR_STYLE.DOUBLE_QUOTED && surrogate.test(source)) return fault(halfCharacter);
  if (style === SCALAR_STYLE.DOUBLE_QUOTED && /(?<!\\)(?:\\\\)*\\\//.test(source))
    return fault("has \\/, which the Pulumi CLI refuses; write / alone");
  if (style === SCALAR_STYLE.DOUBLE_QUOTED && /\\\r?\n[ \t]*\r?\n/.test(source))
    return fault(`${source.split("\n")[0]} ${emptyLine}`);
  if (isBlock(event) && /^\s*\t/.test(source))
    return fault("begins with a tab, which the Pulumi CLI refuses; begin with text");
  return isFlow && isOddInFlow(text, event) ? fault(`${source} ${other}`) : [];
}

/** In brackets a question mark, and a colon where no space is before or behind it, end a plain scalar; a key stands on one line. */
function isOddInFlow(text: string, event: ScalarEvent): boolean {
  const source = text.slice(event.valueStart, event.valueEnd);
  const behind = text.slice(event.valueEnd + (isQuoted(event) ? 1 : 0));
  return (
    /^(?:[ \t]*(?:#.*)?\r?\n)+[ \t]*:/.test(behind) ||
    (source.includes("\n") && /^[ \t]*:/.test(behind)) ||
    (event.anchorEnd >= 0 && text.slice(event.anchorEnd, event.valueStart).includes("\n")) ||
    (event.style === SCALAR_STYLE.PLAIN && (/^:|\?/.test(source) || /^[ \t]*:[,[\]{}]/.test(behind)))
  );
}

const isQuoted = ({ style }: ScalarEvent) =>
  style === SCALAR_STYLE.DOUBLE_QUOTED || style === SCALAR_STYLE.SINGLE_QUOTED;
const isBlock = ({ style }: ScalarEvent) =>
  style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;

/** Tabs between values, which the CLI's parser takes for less than a space; inside values and comments they are text. */
function tabsIn(text: string, events: readonly Event[]): YamlFault[] {
  const tabs = [...text.matchAll(/\t/g)].map(({ index }) => index);
  if (tabs.length === 0) return [];
  const scalars = events.filter((event) => event.type === EVENT_ID.SCALAR);
  const isValue = (at: number) =>
    scalars.some(({ valueStart, valueEnd }) => valueStart <= at && at < valueEnd);
  const isComment = (at: number) => {
    const line = text.lastIndexOf("\n", at) + 1;
    return [...text.slice(line, at).matchAll(/(?<=^|\s)#/g)].some(({ index }) => !isValue(line + index));
  };
  return tabs
    .filter((at) => !isValue(at) && !isComment(at))
    .map((offset) => ({ offset, message: "is a tab between values; use spaces" }));
}

const codeOf = (text: string, index: number) =>
  `U+${text.charCodeAt(index).toString(16).toUpperCase().padStart(4, "0")}`;
