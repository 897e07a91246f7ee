import {
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
  type Event,
  type ScalarEvent,
} from "js-yaml";

import { goScalar, goTimestamp } from "./go-scalar";
import { isMap } from "./key-path";
import { quirksIn, startOf, type YamlFault } from "./yaml-quirks";

export interface PulumiYaml {
  /** The document's value; undefined when its structure cannot be read. With faults it is what can be made of the text. */
  readonly value?: unknown;
  readonly faults: readonly YamlFault[];
}

/** More values than a stack file ever has; aliases can reach it from a few lines. */
const mostValues = 100_000;

/**
 * A stack file's text, read as the Pulumi CLI reads it before the program gets its config: numbers, days and merge keys are those
 * of its parser, and what it refuses or changes on the way is a fault. Stricter in what has no place in a stack file: tags, keys
 * that are no text, and a second document, which the CLI would leave out.
 */
export function pulumiYaml(text: string): PulumiYaml {
  try {
    const events = parseEvents(text, {});
    return new Reader(text, events).document();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return {
      faults: [
        {
          offset: error.mark?.position ?? 0,
          message: `is not valid YAML: ${error.reason}; correct the syntax`,
        },
      ],
    };
  }
}

interface Node {
  readonly value: unknown;
  /** How many values it holds, itself among them. */
  readonly size: number;
  readonly kind: "scalar" | "sequence" | "mapping";
  /** Of a scalar that stands here plainly. */
  readonly plain?: string;
}

const merge = "<<";
const quoted = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 59)}…` : text);
const nothing: Node = { value: null, size: 1, kind: "scalar" };

class Reader {
  private next = 0;
  private values = 0;
  private repeated = 0;
  private isTooMuch = false;
  private last = 0;
  private readonly faults: YamlFault[];
  /** Undefined while the anchor's own node is read. */
  private anchors = new Map<string, Node | undefined>();

  constructor(
    private readonly text: string,
    private readonly events: readonly Event[],
  ) {
    this.faults = quirksIn(text, events);
  }

  document(): PulumiYaml {
    const [start, ...others] = this.events.filter(({ type }) => type === EVENT_ID.DOCUMENT);
    if (start === undefined) return { value: null, faults: [] };
    this.next = 1;
    const { value } = this.node();
    if (others.length > 0) {
      const second = this.events.indexOf(others[0]!) + 1;
      this.fault(
        this.offsetOf(this.events[second]),
        "is a second document, which the Pulumi CLI does not read; remove it",
      );
    }
    return { value, faults: this.faults };
  }

  private fault(offset: number, message: string): Node {
    this.faults.push({ offset, message });
    return nothing;
  }

  /** Where an event begins; what stands nowhere, as a value that is left out, is where the one before it was. */
  private offsetOf(event: Event | undefined): number {
    return (this.last = startOf(event) ?? this.last);
  }

  /** The node that begins at the next event. */
  private node(): Node {
    const event = this.events[this.next++]!;
    if (event.type === EVENT_ID.ALIAS)
      return this.alias(this.text.slice(event.anchorStart, event.anchorEnd), event.anchorStart - 1);
    if (!("tagStart" in event)) throw new Error(`YAML event ${event.type} begins no node.`);
    const name = event.anchorStart < 0 ? undefined : this.text.slice(event.anchorStart, event.anchorEnd);
    if (name !== undefined) this.anchors.set(name, undefined);
    const node =
      event.type === EVENT_ID.SCALAR
        ? this.scalar(event)
        : event.type === EVENT_ID.SEQUENCE
          ? this.sequence()
          : this.mapping();
    if (name !== undefined) this.anchors.set(name, node);
    return node;
  }

  private alias(name: string, offset: number): Node {
    const node = this.anchors.get(name);
    if (node === undefined)
      return this.fault(
        offset,
        this.anchors.has(name)
          ? `*${name} stands in what it repeats; write it out`
          : `*${name} repeats nothing; put &${name} before what it stands for`,
      );
    this.values += node.size;
    this.repeated += node.size;
    // The CLI's own bound, and one for a file of many lines.
    const isMost = this.values > 1000 && this.repeated > 0.99 * this.values;
    if (!isMost && this.values <= mostValues) return { ...node, plain: undefined };
    // One fault is enough: what follows would be too much as well.
    if (!this.isTooMuch)
      this.fault(offset, `repeats so much by *${name} that little else is left; write less`);
    this.isTooMuch = true;
    return nothing;
  }

  private scalar(event: ScalarEvent): Node {
    this.values += 1;
    const source = getScalarValue(this.text, event);
    const offset = this.offsetOf(event);
    if (event.style !== SCALAR_STYLE.PLAIN)
      return this.told(source, offset, { value: source, size: 1, kind: "scalar" });
    return this.told(source, offset, {
      value: this.plainValue(source, offset),
      size: 1,
      kind: "scalar",
      plain: source,
    });
  }

  /** The same node; a fault when the CLI, which writes all of the file anew before it takes the config, gets its text wrong. */
  private told(source: string, offset: number, node: Node): Node {
    if (/^[\n\t\u0085\u2028\u2029]/.test(source) && source.includes("\n"))
      this.fault(
        offset,
        `${quoted(source)} is several lines that begin with a tab or an empty line, which the Pulumi CLI changes; begin with text`,
      );
    return node;
  }

  private plainValue(source: string, offset: number): unknown {
    if (goTimestamp(source)?.zoned === true)
      this.fault(offset, `${source} is read otherwise in another time zone; put it in quotes`);
    const value = goScalar(source);
    if (
      typeof value === "number" &&
      (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
    )
      this.fault(
        offset,
        `${source} is a number that cannot be kept as it is; put it in quotes if it is text`,
      );
    return value;
  }

  private sequence(): Node {
    const value: unknown[] = [];
    let size = 1;
    this.values += 1;
    while (!this.ends()) {
      const item = this.node();
      value.push(item.value);
      size += item.size;
    }
    return { value, size, kind: "sequence" };
  }

  private mapping(): Node {
    const own = new Map<string, unknown>();
    const seen = new Map<string, number>();
    const merged: object[] = [];
    let size = 1;
    this.values += 1;
    while (!this.ends()) {
      const offset = this.offsetOf(this.events[this.next]);
      const key = this.node();
      const name = this.keyOf(key, offset, seen);
      const isAlias = this.events[this.next]?.type === EVENT_ID.ALIAS;
      const value = this.node();
      size += value.size;
      if (key.plain === merge) merged.push(...this.mergedIn(value, isAlias, offset));
      else if (name !== undefined && !own.has(name)) own.set(name, value.value);
    }
    const value = Object.fromEntries([...merged.reverse().flatMap((each) => Object.entries(each)), ...own]);
    return { value, size, kind: "mapping" };
  }

  /** True, and past it, where the innermost collection ends. */
  private ends(): boolean {
    const ends = this.events[this.next]?.type === EVENT_ID.POP;
    if (ends) this.next += 1;
    return ends;
  }

  /** The maps that a merge key's value holds; those in front win. The parser takes no alias of a list here. */
  private mergedIn({ kind, value }: Node, isAlias: boolean, offset: number): object[] {
    const maps: readonly unknown[] =
      kind === "mapping" ? [value] : kind === "sequence" && !isAlias ? (value as unknown[]) : [undefined];
    if (maps.every(isMap)) return [...maps];
    this.fault(
      offset,
      "<< merges a map or a list of maps, and this is none; put it in quotes if it is a key",
    );
    return [];
  }

  private keyOf(key: Node, offset: number, seen: Map<string, number>): string | undefined {
    if (typeof key.value !== "string") {
      this.fault(
        offset,
        `the key${key.plain === undefined ? "" : ` ${key.plain}`} is not text; put it in quotes`,
      );
      return undefined;
    }
    const before = seen.get(key.value);
    if (before !== undefined) {
      const line = this.text.slice(0, before).split("\n").length;
      this.fault(offset, `the key ${quoted(key.value)} stands already on line ${line}; keep one of them`);
    }
    seen.set(key.value, offset);
    return key.value;
  }
}
