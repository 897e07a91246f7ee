import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair, type YAMLMap } from "yaml";

/** Begins the comment of what only a person can answer. */
const todo = "TODO(meridian):";

/** What stands where an answer is asked for; no list of allowed words has it. */
export const unanswered = "TODO";

/** Edits of a contract's document that say, each in a comment, what was done: proposed, asked or changed. */
export class ContractEdit {
  readonly asked: string[] = [];
  readonly proposed: string[] = [];

  constructor(readonly document: Document) {}

  /** The map that a key or list holds, also through an alias. */
  mapOf(node: unknown): YAMLMap | undefined {
    const resolved = isAlias(node) ? node.resolve(this.document) : node;
    return isMap(resolved) ? resolved : undefined;
  }

  /** The maps of a list. */
  mapsOf(node: unknown): YAMLMap[] {
    const resolved = isAlias(node) ? node.resolve(this.document) : node;
    return isSeq(resolved) ? resolved.items.flatMap((item) => this.mapOf(item) ?? []) : [];
  }

  /** Text of a map's key, where it is one. */
  textOf(map: YAMLMap, key: string): string | undefined {
    const value = map.get(key);
    return typeof value === "string" ? value : undefined;
  }

  /** Sets a key to a value that a person may want to look at. */
  propose(map: YAMLMap, key: string, value: unknown, why: string): void {
    this.proposed.push(key);
    this.set(map, key, value, `proposed: ${why}`);
  }

  /** Puts another text where one stands, written as it was (`|`, quotes). */
  rewrite(map: YAMLMap, key: string, text: string, remark: string): void {
    const before = map.get(key, true);
    this.set(map, key, text, remark);
    const after = map.get(key, true);
    if (isScalar(before) && isScalar(after) && before.type !== undefined) after.type = before.type;
  }

  /** The same in a list of texts. In `[ ]` there is no room for remarks, so such a list gets lines. */
  rewriteAll(list: unknown, change: (text: string) => string): void {
    const resolved = isAlias(list) ? list.resolve(this.document) : list;
    if (!isSeq(resolved)) return;
    for (const item of resolved.items) {
      if (!isScalar(item) || typeof item.value !== "string") continue;
      const was = item.value;
      const is = change(was);
      if (is === was) continue;
      item.value = is;
      item.comment = ` was: ${was}${item.comment ? `;${item.comment}` : ""}`;
      resolved.flow = false;
    }
  }

  /** Marks a text that no plan takes before a person has looked at it, and keeps it. */
  doubt(map: YAMLMap, key: string, text: string, question: string): void {
    this.asked.push(question);
    this.rewrite(map, key, `${unanswered} ${text}`, `${todo} ${question}`);
  }

  /** Sets a key to a marker that no plan takes. */
  ask(map: YAMLMap, key: string, question: string): void {
    this.asked.push(question);
    this.set(map, key, unanswered, `${todo} ${question}`);
  }

  /** Whether a map's `customProperties` have one of that name. */
  has(map: YAMLMap, property: string): boolean {
    return this.mapsOf(map.get("customProperties")).some((entry) => entry.get("property") === property);
  }

  /** Adds a property of Meridian's to a map's `customProperties` where it is not there. */
  property(map: YAMLMap, property: string, fill: (entry: YAMLMap) => void): void {
    if (this.has(map, property)) return;
    const list = map.get("customProperties");
    const entry = this.document.createNode({ property }) as YAMLMap;
    fill(entry);
    const resolved = isAlias(list) ? list.resolve(this.document) : list;
    if (isSeq(resolved)) resolved.items.push(entry);
    else map.set("customProperties", this.document.createNode([entry]));
  }

  /** Sets a key, and says beside it what stood there or why. */
  set(map: YAMLMap, key: string, value: unknown, remark: string): void {
    const node = this.document.createNode(value) as Node & { comment?: string | null };
    const pair = map.items.find((item: Pair) => isScalar(item.key) && item.key.value === key);
    const before = isScalar(pair?.value) ? pair.value.comment : undefined;
    // A list's own comment would stand on lines of its own.
    const first = map.items[0]?.value;
    const remarked = isScalar(node) || !isScalar(first) ? node : first;
    remarked.comment = ` ${remark}${before ? `;${before}` : ""}`;
    if (pair === undefined) map.set(key, node);
    else pair.value = node;
  }
}
