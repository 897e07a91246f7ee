import { pendingColumns, standingAt } from "../../components/catalog/releases/standing";
import type { Contract } from "../../components/catalog/contract";
import { quote, type UnplacedIssue } from "../../components/errors/check-yaml";
import { InputError } from "../../components/errors/input-error";
import { choose, duplicates } from "./checks/check";
import { isOffered } from "./gaps";
import type { Platform } from "./platform";
import { placeInStackFile, platformPath } from "./stack-file";
import type { StackFile } from "./stack-text";

/** The contracts of a stack's domains, as their tables stand in it. */
export function contractsAt(
  { domains, tablesAt = [] }: Pick<Platform, "domains" | "tablesAt">,
  contracts: readonly Contract[],
): Contract[] {
  const names = new Set(domains.map(({ name }) => name));
  const versions = new Map(tablesAt.map(({ product, version }) => [product, version]));
  return contracts
    .filter(({ domain }) => names.has(domain))
    .map((contract) => standingAt(contract, versions.get(contract.product)));
}

/**
 * Checks what a stack says of its tables.
 * @throws {InputError} with every mistake, placed in the stack file
 */
export function checkStanding(platform: Platform, contracts: readonly Contract[], source: StackFile): void {
  const issues = standingIssues(platform, contracts);
  if (issues.length === 0) return;
  throw new InputError(
    placeInStackFile(
      source,
      issues.map((issue) => ({ ...issue, path: [...platformPath, ...issue.path] })),
    ),
  );
}

/** What a stack says of its tables against what was released: only what waits for columns, and what can be given them, is named. */
function standingIssues(platform: Platform, contracts: readonly Contract[]): UnplacedIssue[] {
  const { tablesAt = [], domains } = platform;
  const own = contracts.filter(({ domain }) => domains.some(({ name }) => name === domain));
  return [
    ...duplicates(
      tablesAt.map(({ product }) => product),
      (index) => ["tablesAt", index, "product"],
    ),
    ...tablesAt.flatMap(({ product, version }, index): UnplacedIssue[] => {
      const contract = own.find((each) => each.product === product);
      const issue = (key: "product" | "version", message: string) => [
        { path: ["tablesAt", index, key], message },
      ];
      if (contract === undefined) {
        const known = own.map((each) => each.product);
        const advice = choose(product, known, "remove the entry");
        return issue("product", `${quote(product)} is published by no contract of this stack; ${advice}`);
      }
      const versions = (contract.releases ?? []).map((release) => release.version);
      if (!versions.includes(version)) {
        const advice = choose(version, versions, "remove the entry");
        return issue("version", `${quote(version)} was not released of ${product}; ${advice}`);
      }
      const pending = standingAt(contract, version).tables.flatMap(pendingColumns);
      if (pending.length === 0) {
        return issue(
          "version",
          `${quote(version)} lacks no column of ${product} ${contract.version}; remove the entry`,
        );
      }
      if (!isOffered("AWS::Glue::TableOptimizer", platform)) {
        const message = `${quote(version)} lacks columns, but ${platform.homeRegion} has no role that maintains tables; add them by a job of the domain and remove the entry`;
        return issue("version", message);
      }
      return pending
        .filter(({ icebergType }) => /\b(?:timestamptz|time|uuid|fixed)\b/.test(icebergType))
        .flatMap(({ name, icebergType }) =>
          issue(
            "version",
            `${quote(version)} lacks ${name} of type ${icebergType}, which Athena's ALTER TABLE cannot add; add it by a job of the domain and remove the entry`,
          ),
        );
    }),
  ];
}
