import { fail, pass, show, type Result } from "../finding";
import { readOne, readPath } from "../graph/read";
import type { GraphResource } from "../graph/types";
import { ask } from "../known";
import { refusals, settings, type Setting } from "./settings";

/** What the settings of one rule say about a resource: one answer for each of its type. */
export function settingResults(resource: GraphResource, rule: string): Result[] {
  return [
    ...refusals
      .filter((each) => each.rule === rule && each.type === resource.type)
      .map(({ what, fix }) => fail(undefined, what, fix)),
    ...settings
      .filter((each) => each.rule === rule && each.type === resource.type)
      .flatMap((setting) => judgeSetting(resource, setting)),
  ];
}

/** The types that a rule's settings are about. */
export const settingTypesOf = (rule: string): string[] =>
  [...settings, ...refusals].filter((each) => each.rule === rule).map(({ type }) => type);

function judgeSetting(resource: GraphResource, setting: Setting): Result[] {
  const { path, fix, absent, unlessTag } = setting;
  const found = readPath(resource.props, path);
  if (found.length === 0) {
    return [
      absent === "good" ? pass(path) : fail(path, `has ${path} ${show(resource, path, undefined)}`, fix),
    ];
  }
  const excused = unlessTag !== undefined && typeof readOne(resource.props["tags"], unlessTag) === "string";
  return found.map((reading) =>
    ask(resource, reading).is((value) => isGood(setting, value) || excused, {
      fix,
      ...(setting.only?.length === 0 && { what: `has ${reading.path}` }),
    }),
  );
}

const isGood = ({ only, never }: Setting, value: unknown) =>
  only === undefined ? never?.includes(value) !== true : only.includes(value);
