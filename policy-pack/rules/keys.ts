import { accountOf, sourcesOf, type GraphIndex } from "../graph/graph-index";
import type { GraphResource } from "../graph/types";

const keyTypes: ReadonlySet<string> = new Set([
  "aws:kms/key:Key",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
]);
const aliasType = "aws:kms/alias:Alias";
const aliases = new WeakMap<GraphIndex, ReadonlyMap<string, GraphResource>>();

/** An input that names a key: who has it, its concrete path, and what stands there. */
export interface KeyReading {
  holder: GraphResource;
  path: string;
  value: unknown;
}

/** The key resource that an input means: by a literal alias, else by where the value comes from. */
export function keyBehind({ holder, path, value }: KeyReading, index: GraphIndex): GraphResource | undefined {
  const name = typeof value === "string" ? aliasName(value, holder) : undefined;
  const alias = name === undefined ? undefined : aliasesOf(index).get(name);
  return keyAmong(sourcesOf(alias ?? holder, alias === undefined ? path : "targetKeyId", index), index);
}

/** Account and alias of a literal alias or its ARN. */
function aliasName(value: string, holder: GraphResource): string | undefined {
  const [, account = accountOf(holder), name] =
    /^(?:arn:aws[\w-]*:kms:[\w-]+:(\d{12}):)?(alias\/.+)$/.exec(value) ?? [];
  return name === undefined ? undefined : `${account} ${name}`;
}

function keyAmong(sources: readonly GraphResource[], index: GraphIndex): GraphResource | undefined {
  const found = sources.find(({ type }) => keyTypes.has(type));
  if (found !== undefined) return found;
  const alias = sources.find(({ type }) => type === aliasType);
  return alias && sourcesOf(alias, "targetKeyId", index).find(({ type }) => keyTypes.has(type));
}

/** Account and alias → the alias, once for each graph. */
function aliasesOf(index: GraphIndex): ReadonlyMap<string, GraphResource> {
  let known = aliases.get(index);
  if (known === undefined) {
    known = new Map(
      (index.byType.get(aliasType) ?? []).flatMap((alias) => {
        const { name } = alias.props;
        return typeof name === "string" ? [[`${accountOf(alias)} ${name}`, alias] as const] : [];
      }),
    );
    aliases.set(index, known);
  }
  return known;
}
