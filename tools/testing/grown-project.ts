import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { parse, stringify } from "yaml";

import { ProjectCopy } from "./project-copy";

/** As much of a stack file as grows. */
interface StackFile {
  config: { "meridian:platform": Platform };
}
interface Platform {
  accounts: { name: string; role: string; id: string }[];
  domains: { name: string; account: string }[];
  consumers: { name: string; account: string; products: string[] }[];
  budgets: unknown[];
}
interface Contract {
  id: string;
  domain: string;
  customProperties: { property: string; value: unknown }[];
  schema: { customProperties: { property: string; value: unknown }[] }[];
}

/** How large the copy's stack becomes. */
export interface Growth {
  stack: string;
  /** The domain whose contracts every new domain has. */
  domain: string;
  domains: number;
  consumers: number;
  /** Domains that each new consumer reads; the stack's first consumer reads all of them. */
  reads: number;
}

/**
 * A copy of the project in which one stack has so many domains and consumers, by configuration and contracts only: each in an
 * account of its own, the new domains with the products and tables of one that is there.
 */
export function grownProject({ stack, domain: model, domains, consumers, reads }: Growth): ProjectCopy {
  const copy = new ProjectCopy();
  const file = join(copy.folder, `Pulumi.${stack}.yaml`);
  const settings = parse(readFileSync(file, "utf8")) as StackFile;
  const platform = settings.config["meridian:platform"];
  const [first] = platform.consumers;
  const like = platform.domains.find(({ name }) => name === model);
  if (first === undefined || like === undefined) throw new Error(`${stack} has no consumer or no ${model}.`);
  const shared = first.products.filter((product) => product.startsWith(`${model}.`));
  const names = Array.from({ length: domains - platform.domains.length }, (_, index) => `unit${index}`);
  const readers = Array.from({ length: consumers - platform.consumers.length }, (_, index) => `desk${index}`);
  const productsOf = (domain: string) => shared.map((product) => product.replace(model, domain));
  /** Spread, so that every domain has readers and none has all. */
  const domainsOf = (reader: number) =>
    Array.from({ length: reads }, (_, step) => names[(reader * reads + step) % names.length]!);

  const readersOf = new Map(names.map((name) => [name, [first.name]]));
  readers.forEach((reader, index) => {
    for (const domain of new Set(domainsOf(index))) readersOf.get(domain)!.push(reader);
  });
  names.forEach((name, index) => {
    platform.accounts.push({ name, role: "producer", id: String(700_000_000_000 + index) });
    platform.domains.push({ ...like, name, account: name });
    first.products.push(...productsOf(name));
    writeContracts(copy, { model, name, readers: readersOf.get(name)! });
  });
  readers.forEach((name, index) => {
    platform.accounts.push({ name, role: "consumer", id: String(800_000_000_000 + index) });
    const products = [...new Set(domainsOf(index))].flatMap(productsOf);
    platform.consumers.push({ ...first, name, account: name, products });
  });
  // YAML 1.1 quotes what the Pulumi CLI would else read as a point in time.
  writeFileSync(file, stringify(settings, { aliasDuplicateObjects: false, version: "1.1" }));
  return copy;
}

function writeContracts(
  copy: ProjectCopy,
  { model, name, readers }: { model: string; name: string; readers: readonly string[] },
): void {
  const from = join(copy.folder, "contracts", model);
  const to = join(copy.folder, "contracts", name);
  mkdirSync(to);
  for (const file of readdirSync(from)) {
    const contract = parse(readFileSync(join(from, file), "utf8")) as Contract;
    contract.domain = name;
    contract.id = contract.id.replace(model, name);
    const consumers = contract.customProperties.find(({ property }) => property === "consumers");
    const known = (consumers?.value ?? []) as string[];
    if (consumers !== undefined && known.length > 0) consumers.value = [...new Set([...known, ...readers])];
    // Tables name those of their own domain that they are made from.
    writeFileSync(join(to, file), stringify(contract).replaceAll(`${model}.`, `${name}.`));
  }
}
