import type { AliasMessage, RegisterResourceRequest } from "./sdk";
import { unwrap } from "./wire";

/** Resource options that the program set; those left at their default are left out. */
export function optionsOf(request: RegisterResourceRequest): Readonly<Record<string, unknown>> {
  const timeouts = request.getCustomtimeouts();
  const aliases = [...request.getAliasurnsList(), ...request.getAliasesList().map(describeAlias)];
  const all: Record<string, unknown> = {
    protect: request.getProtect() || undefined,
    retainOnDelete: request.getRetainondelete() || undefined,
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    ignoreChanges: filled(request.getIgnorechangesList()),
    replaceOnChanges: filled(request.getReplaceonchangesList()),
    additionalSecretOutputs: filled(request.getAdditionalsecretoutputsList()),
    hideDiffs: filled(request.getHidediffsList()),
    replaceWith: filled(request.getReplaceWithList()),
    replacementTrigger: unwrap(request.getReplacementTrigger()?.toJavaScript()),
    hooks: describeHooks(request.getHooks()),
    aliases: filled(aliases),
    import: request.getImportid() || undefined,
    deletedWith: request.getDeletedwith() || undefined,
    version: request.getVersion() || undefined,
    remote: request.getRemote() || undefined,
    customTimeouts: filledObject({
      create: timeouts?.getCreate() || undefined,
      update: timeouts?.getUpdate() || undefined,
      delete: timeouts?.getDelete() || undefined,
      read: timeouts?.getRead() || undefined,
    }),
  };
  return filledObject(all) ?? {};
}

/** Names of the hooks that a resource runs, by the moment when. */
function describeHooks(hooks: ReturnType<RegisterResourceRequest["getHooks"]>): unknown {
  if (!hooks) return undefined;
  return filledObject({
    beforeCreate: filled(hooks.getBeforeCreateList()),
    afterCreate: filled(hooks.getAfterCreateList()),
    beforeUpdate: filled(hooks.getBeforeUpdateList()),
    afterUpdate: filled(hooks.getAfterUpdateList()),
    beforeDelete: filled(hooks.getBeforeDeleteList()),
    afterDelete: filled(hooks.getAfterDeleteList()),
    onError: filled(hooks.getOnErrorList()),
  });
}

/** A URN as it is, a specification with the parts that the program gave. */
function describeAlias(alias: AliasMessage): unknown {
  const spec = alias.getSpec();
  if (!spec) return alias.getUrn();
  return filledObject({
    name: spec.getName() || undefined,
    type: spec.getType() || undefined,
    stack: spec.getStack() || undefined,
    project: spec.getProject() || undefined,
    parentUrn: spec.getParenturn() || undefined,
    noParent: spec.getNoparent() || undefined,
  });
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function filledObject(object: Record<string, unknown>): Record<string, unknown> | undefined {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
