import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { isMap, isSeq, parseDocument, type Document, type YAMLSeq } from "yaml";

import { projectRoot } from "../../components/project/root";

/**
 * What a block of `docs/deploy.md` can be, by its info string: commands that run offline, the same that have to fail, commands
 * that need AWS, what the commands above print, and files shown.
 */
export const languages = ["sh", "sh fails", "sh aws", "text", "json", "ts"] as const;

/** The stack that the page deploys. */
export const stack = "prod-eu";

/** A fenced block of the page. */
export interface Block {
  /** The nearest heading above. */
  readonly heading: string;
  /** 1-based line of the opening fence. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

export const deployPage = (): Block[] => pageOf("deploy.md");

/** The blocks of a page in `docs/`. */
export const pageOf = (name: string): Block[] =>
  blocksOf(readFileSync(path.join(projectRoot(), "docs", name), "utf8"));

/** The blocks that are run offline, also those that have to fail. */
export const runnableOf = (page: readonly Block[]): Block[] =>
  page.filter(({ language }) => /^sh( fails)?$/.test(language));

/** The fenced blocks of a Markdown page, in order; an open fence at its end counts as a block. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let heading = "";
  let open: { line: number; language: string; lines: string[] } | undefined;
  const close = () => {
    if (open === undefined) return;
    blocks.push({ heading, line: open.line, language: open.language, text: open.lines.join("\n") });
    open = undefined;
  };
  for (const [index, line] of markdown.split("\n").entries()) {
    const fence = /^\s*(?:```|~~~)(.*)$/.exec(line);
    if (fence !== null && open === undefined)
      open = { line: index + 1, language: fence[1]!.trim(), lines: [] };
    else if (fence !== null) close();
    else if (open !== undefined) open.lines.push(line);
    else heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
  }
  close();
  return blocks;
}

/** One line as people read it: the width of gaps is the terminal's affair. */
export const squeezed = (line: string) => line.trim().replaceAll(/\s+/g, " ");

/** Lines of `shown` that no line of `printed` contains, gaps aside. */
export function missingLines(shown: string, printed: string): string[] {
  const lines = printed.split("\n").map(squeezed);
  return shown.split("\n").filter((line) => !lines.some((given) => given.includes(squeezed(line))));
}

/** Keeps the entries of a list of the platform whose `field` passes. */
function keep(document: Document, list: string, field: string, passes: (value: string) => boolean): void {
  const entries = document.getIn(["config", "meridian:platform", list]) as YAMLSeq;
  entries.items = entries.items.filter((entry) => isMap(entry) && passes(String(entry.get(field))));
}

function editStackFile(file: string, edit: (document: Document) => void): void {
  const document = parseDocument(readFileSync(file, "utf8"));
  edit(document);
  writeFileSync(file, document.toString());
}

/** Makes the bank small enough to be deployed in seconds: one domain and one consumer, which reads only its products. */
export function shrinkStack(file: string, domain: string, consumer: string): void {
  const accounts = new Set(["governance", "security", domain, consumer]);
  editStackFile(file, (document) => {
    keep(document, "accounts", "name", (name) => accounts.has(name));
    keep(document, "domains", "name", (name) => name === domain);
    keep(document, "consumers", "name", (name) => name === consumer);
    keep(document, "budgets", "account", (name) => accounts.has(name));
    const products = document.getIn(["config", "meridian:platform", "consumers", 0, "products"]);
    if (isSeq(products))
      products.items = products.items.filter((one) => String(one).startsWith(`${domain}.`));
    document.deleteIn(["config", "meridian:platform", "ml"]);
  });
}

/** What a person does to take a consumer's account out of a stack file. */
export function takeOut(file: string, account: string): void {
  const others = (name: string) => name !== account;
  editStackFile(file, (document) => {
    keep(document, "accounts", "name", others);
    keep(document, "consumers", "account", others);
    keep(document, "budgets", "account", others);
  });
}
