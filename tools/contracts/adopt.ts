import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";

import { z } from "zod";

import { domainName, kebabName } from "../../components/catalog/contract-values";
import { readContract } from "../../components/catalog/contract";
import { checkYaml, quote } from "../../components/errors/check-yaml";
import { formatIssue, InputError, type InputIssue } from "../../components/errors/input-error";
import { readInput } from "../../components/errors/read-input";
import { writeFiles } from "../write-files";
import { adoptText } from "./adopt-text";
import { fileTitle, kebabCase } from "./names";

export interface AdoptOptions {
  readonly domain: string;
  /** Name of the product; default the contract's own, or its file's. */
  readonly name?: string;
  /** Replace the contract that is there. */
  readonly replace?: boolean;
}

/** What `adopt` did, for the terminal. */
export interface AdoptReport {
  readonly file: string;
  readonly isReplaced: boolean;
  /** What a plan would say of it now: the questions, and what else is wrong. */
  readonly issues: readonly InputIssue[];
  readonly advisories: readonly InputIssue[];
}

/** Of a contract only what says that it is one; the rest is what `adopt` is about. */
const contractLike = z.looseObject({
  kind: z.literal("DataContract"),
  apiVersion: z.string().regex(/^v3\./, {
    error: ({ input }) => `${quote(input)} is not version 3 of the standard; use v3.1.0`,
  }),
});

/**
 * Brings a contract of the standard into `contracts/<domain>/<name>.yaml`.
 * @param root the project's root
 * @throws {InputError} when the file is no contract, a name is none, or a contract is there already
 */
export function adopt(root: string, path: string, options: AdoptOptions): AdoptReport {
  const source = { file: path, text: readInput(path) };
  const checked = checkYaml(contractLike, source);
  if ("issues" in checked) throw new InputError(checked.issues);
  const name = options.name ?? nameOf(path, checked.value["name"]);
  const issues = [
    ...optionIssues("--domain", options.domain, domainName),
    ...optionIssues("--name", name, kebabName),
  ];
  if (issues.length > 0) throw new InputError(issues);
  const target = join(root, "contracts", options.domain, `${name}.yaml`);
  const file = relative(process.cwd(), target);
  const isReplaced = existsSync(target);
  if (isReplaced && options.replace !== true) {
    const message = "is there already; give another --name, or --replace to write over it";
    throw new InputError([{ file, path: "", message }]);
  }
  const { text } = adoptText(source.text, { domain: options.domain });
  writeFiles("contracts", dirname(target), [{ path: target, text }]);
  const read = readContract({ file, text }, { domain: options.domain, name });
  return {
    file,
    isReplaced,
    ...("issues" in read
      ? { issues: read.issues, advisories: [] }
      : { issues: [], advisories: read.value.advisories }),
  };
}

/** A name that is one here stays; of others, and of none, one is made. */
function nameOf(path: string, given: unknown): string {
  const title = kebabCase(fileTitle(path));
  if (typeof given !== "string") return title;
  return kebabCase(given) || title;
}

function optionIssues(option: string, value: string, schema: z.ZodType): InputIssue[] {
  return (schema.safeParse(value).error?.issues ?? []).map(({ message }) => ({
    file: option,
    path: "",
    message,
  }));
}

/** What `adopt` did, and what is asked of a person. */
export function renderAdopt({ file, isReplaced, issues, advisories }: AdoptReport): string {
  const asked =
    issues.length === 0
      ? ["Nothing is asked; look at what is marked proposed."]
      : [
          `Answer what is marked TODO(meridian), and look at what is marked proposed:`,
          ...issues.map((issue) => `  ${formatIssue(issue)}`),
        ];
  const kept = advisories.map((issue) => `  note: ${formatIssue(issue)}`);
  return [`${isReplaced ? "replaced" : "wrote"} ${file}`, ...asked, ...kept].join("\n") + "\n";
}
