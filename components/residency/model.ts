import { classifications, parseClassification } from "../facts/classification";
import { isDay } from "./dates";
import { externalHostForm, isExternalHost } from "./external-host";
import { jurisdictionIds, regionsOf, type JurisdictionId } from "./jurisdictions";
import { stages, type Stage } from "./stages";
import { findRegion, regionCodes } from "./regions";
import type { RegionConfirmation } from "./services";
import { legalBases, mechanisms, type TransferApproval } from "./transfer";

export const accountRoles = ["governance", "producer", "consumer", "ml", "security"] as const;

export type AccountRole = (typeof accountRoles)[number];

export interface ModelAccount {
  readonly name: string;
  /** `management` in the organization's stack only. */
  readonly role: AccountRole | "management";
  /** The stack's: an account belongs to one jurisdiction. */
  readonly jurisdiction: JurisdictionId;
}

export interface ModelOu {
  /** `<organization id>/<root id>/<ou id>[/<ou id>…]` without a trailing slash, as in `aws:PrincipalOrgPaths`. */
  readonly path: string;
  readonly jurisdiction: JurisdictionId;
}

/** What is needed to say where an account, ARN, OU, bucket or host of one stack lies, and what may leave. */
export interface ResidencyModel {
  readonly stack: string;
  readonly stage: Stage;
  readonly prefix: string;
  readonly jurisdiction: JurisdictionId;
  readonly homeRegion: string;
  readonly replicaRegion?: string;
  readonly organizationId: string;
  readonly managementAccount: string;
  /** By 12-digit account id. */
  readonly accounts: ReadonlyMap<string, ModelAccount>;
  readonly ous: readonly ModelOu[];
  readonly approvals: readonly TransferApproval[];
  /** Systems outside AWS that data may name, by host name or CIDR: ISO 3166-1 alpha-2 code of the country in which each stands. */
  readonly hosts: ReadonlyMap<string, string>;
  /** What was found out about services that the table of regions leaves open. */
  readonly confirmations: readonly RegionConfirmation[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

type Raw = Readonly<Record<string, unknown>>;

/** Walks a raw object and gathers every problem with its path, so that one error can list them all. */
class Reader {
  readonly problems: string[] = [];

  /** @param key of the configuration that is read */
  constructor(private readonly key: string) {}

  report(path: string, value: unknown, expected: string): void {
    const shown = value === undefined ? "is missing" : `${JSON.stringify(value)} is not valid`;
    this.problems.push(`${path}: ${shown}; give ${expected}.`);
  }

  throwIfAny(): void {
    if (this.problems.length === 0) return;
    throw new Error([`${this.key} cannot be read for residency:`, ...this.problems].join("\n  "));
  }

  object(value: unknown, path: string): Raw {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Raw;
    this.report(path, value, "an object");
    return {};
  }

  list(value: unknown, path: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    this.report(path, value, "a list");
    return [];
  }

  /** The text when it passes; reports and returns `""` otherwise (the caller never sees it: the model throws). */
  text(value: unknown, path: string, expected: string, passes: (text: string) => boolean): string {
    if (typeof value === "string" && passes(value)) return value;
    this.report(path, value, expected);
    return "";
  }

  pattern(value: unknown, path: string, expected: string, pattern: RegExp): string {
    return this.text(value, path, expected, (text) => pattern.test(text));
  }

  /** One of a closed list; reports and returns the first otherwise. */
  choice<T extends string>(value: unknown, path: string, known: readonly [T, ...T[]]): T {
    const found = known.find((each) => each === value);
    if (found === undefined) this.report(path, value, `one of ${known.join(", ")}`);
    return found ?? known[0];
  }
}

const anyText = /\S/;
const accountId = /^\d{12}$/;
const ouPath = /^o-[a-z0-9]{10,32}\/r-[a-z0-9]{4,32}(\/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})+\/?$/;

function readAccounts(reader: Reader, raw: Raw, jurisdiction: JurisdictionId): Map<string, ModelAccount> {
  const accounts = new Map<string, ModelAccount>();
  reader.list(raw["accounts"], "accounts").forEach((value, index) => {
    const path = `accounts[${index}]`;
    const account = reader.object(value, path);
    const id = reader.pattern(account["id"], `${path}.id`, "a 12-digit AWS account id", accountId);
    if (id !== "" && accounts.has(id)) reader.report(`${path}.id`, id, "an id that no other account has");
    accounts.set(id, {
      name: reader.pattern(account["name"], `${path}.name`, "a name", anyText),
      role: reader.choice(account["role"], `${path}.role`, accountRoles),
      jurisdiction,
    });
  });
  return accounts;
}

function readOus(reader: Reader, organization: Raw, above: string): ModelOu[] {
  return reader.list(organization["ous"], `${above}ous`).map((value, index) => {
    const path = `${above}ous[${index}]`;
    const ou = reader.object(value, path);
    const expected = "o-…/r-…/ou-…, the path from the organization down";
    return {
      path: reader.pattern(ou["path"], `${path}.path`, expected, ouPath).replace(/\/$/, ""),
      jurisdiction: reader.choice(ou["jurisdiction"], `${path}.jurisdiction`, jurisdictionIds),
    };
  });
}

function readHosts(reader: Reader, value: unknown): Map<string, string> {
  if (value === undefined) return new Map();
  const hosts = reader.list(value, "externalHosts").map((each, index): [string, string] => {
    const path = `externalHosts[${index}]`;
    const raw = reader.object(each, path);
    return [
      reader.text(raw["host"], `${path}.host`, externalHostForm, isExternalHost),
      reader.pattern(raw["country"], `${path}.country`, "an ISO 3166-1 alpha-2 code", /^[A-Z]{2}$/),
    ];
  });
  return new Map(hosts);
}

function readApprovals(reader: Reader, value: unknown): TransferApproval[] {
  if (value === undefined) return [];
  return reader.list(value, "transfers").map((each, index) => {
    const path = `transfers[${index}]`;
    const raw = reader.object(each, path);
    const text = typeof raw["classification"] === "string" ? raw["classification"] : "";
    return {
      id: reader.pattern(raw["id"], `${path}.id`, "an id", anyText),
      from: reader.choice(raw["from"], `${path}.from`, jurisdictionIds),
      to: reader.choice(raw["to"], `${path}.to`, jurisdictionIds),
      classification:
        parseClassification(text) ??
        reader.choice(raw["classification"], `${path}.classification`, classifications),
      mechanism: reader.choice(raw["mechanism"], `${path}.mechanism`, mechanisms),
      legalBasis: reader.choice(raw["legalBasis"], `${path}.legalBasis`, legalBases),
      owner: reader.pattern(raw["owner"], `${path}.owner`, "who answers for it", anyText),
      expires: reader.text(raw["expires"], `${path}.expires`, "a day as YYYY-MM-DD", isDay),
    };
  });
}

function readConfirmations(reader: Reader, value: unknown): RegionConfirmation[] {
  if (value === undefined) return [];
  return reader.list(value, "regionConfirmations").map((each, index) => {
    const path = `regionConfirmations[${index}]`;
    const raw = reader.object(each, path);
    const { available } = raw;
    if (typeof available !== "boolean") reader.report(`${path}.available`, available, "true or false");
    return {
      service: reader.pattern(raw["service"], `${path}.service`, "a CloudFormation type", anyText),
      region: reader.text(
        raw["region"],
        `${path}.region`,
        "an AWS region",
        (code) => findRegion(code) !== undefined,
      ),
      available: available === true,
      confirmed: reader.text(raw["confirmed"], `${path}.confirmed`, "a day as YYYY-MM-DD", isDay),
      by: reader.pattern(raw["by"], `${path}.by`, "who looked it up", anyText),
    };
  });
}

/** The management account as an account of the organization's stack. */
export const managementAccount = { name: "management", role: "management" } as const;

/** What of a raw config is read in another way, by the kind of stack. */
interface Parts {
  /** The organization's keys, and where they stand; empty at the top. */
  readonly organization: Raw;
  readonly path: string;
  readonly accounts: (jurisdiction: JurisdictionId) => Map<string, ModelAccount>;
}

function readModel(
  reader: Reader,
  raw: Raw,
  { organization, path, accounts }: Parts,
  today: string,
): ResidencyModel {
  const jurisdiction = reader.choice(raw["jurisdiction"], "jurisdiction", jurisdictionIds);
  const stage = reader.choice(raw["stage"], "stage", stages);
  // Under a misspelt jurisdiction any region passes here, so that its error stands alone.
  const allowed = jurisdiction === raw["jurisdiction"] ? regionsOf(jurisdiction) : regionCodes;
  const region = (key: string, choices: readonly string[]): string => {
    const expected = choices.length > 0 ? `one of ${choices.join(", ")}` : "none: there is no other region";
    return reader.text(raw[key], key, expected, (code) => choices.includes(code));
  };
  const homeRegion = region("homeRegion", allowed);
  return {
    stack: typeof raw["stack"] === "string" ? raw["stack"] : `${stage}-${jurisdiction}`,
    stage,
    prefix: reader.pattern(raw["prefix"], "prefix", "3 to 12 of a-z and 0-9", /^[a-z0-9]{3,12}$/),
    jurisdiction,
    homeRegion,
    ...(raw["replicaRegion"] !== undefined && {
      replicaRegion: region(
        "replicaRegion",
        allowed.filter((code) => code !== homeRegion),
      ),
    }),
    organizationId: reader.pattern(
      organization["id"],
      `${path}id`,
      "an id like o-a1b2c3d4e5",
      /^o-[a-z0-9]{10,32}$/,
    ),
    managementAccount: reader.pattern(
      organization["managementAccount"],
      `${path}managementAccount`,
      "a 12-digit AWS account id",
      accountId,
    ),
    accounts: accounts(jurisdiction),
    ous: readOus(reader, organization, path),
    approvals: readApprovals(reader, raw["transfers"]),
    hosts: readHosts(reader, raw["externalHosts"]),
    confirmations: readConfirmations(reader, raw["regionConfirmations"]),
    today: reader.text(today, "today", "a day as YYYY-MM-DD", isDay),
  };
}

/**
 * Reads the raw `meridian:platform` object with guards of its own, for readers (the policy pack) that cannot have
 * the config schema. Looks only at what residency needs and ignores the rest.
 * @param platform The object; its `stack` may be added by the caller and is `<stage>-<jurisdiction>` otherwise.
 * @param today Day of the decision, YYYY-MM-DD; approvals are judged on it.
 * @throws One Error that lists every problem, each on its own line.
 */
export function residencyModel(platform: unknown, today: string): ResidencyModel {
  const reader = new Reader("meridian:platform");
  const raw = reader.object(platform, "platform");
  reader.throwIfAny();
  const organization = reader.object(raw["organization"], "organization");
  const parts: Parts = {
    organization,
    path: "organization.",
    accounts: (jurisdiction) => readAccounts(reader, raw, jurisdiction),
  };
  const model = readModel(reader, raw, parts, today);
  const managed = organization["managementAccount"];
  if (typeof managed === "string" && model.accounts.has(managed)) {
    const expected = "an account that is not in accounts; it holds no data";
    reader.report("organization.managementAccount", managed, expected);
  }
  reader.throwIfAny();
  return model;
}

/**
 * Reads the raw `meridian:organization` object in the same way: the one account that such a stack writes to is the management account.
 * @throws One Error that lists every problem, each on its own line.
 */
export function organizationModel(value: unknown, today: string): ResidencyModel {
  const reader = new Reader("meridian:organization");
  const raw = reader.object(value, "organization");
  reader.throwIfAny();
  const parts: Parts = {
    organization: raw,
    path: "",
    accounts: (jurisdiction) =>
      new Map([[String(raw["managementAccount"]), { ...managementAccount, jurisdiction }]]),
  };
  const model = readModel(reader, raw, parts, today);
  reader.throwIfAny();
  return model;
}
