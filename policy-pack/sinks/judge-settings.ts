import { fail, pass, show, undecided, type Result } from "../finding";
import { readOne, readPath } from "../graph/read";
import { UNKNOWN, type GraphResource } from "../graph/types";
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
  return found.map(({ path: at, value }) => {
    if (value === UNKNOWN) return undecided(at, `has ${at} that is not known before the deploy`, fix);
    if (isGood(setting, value)) return pass(at);
    if (unlessTag !== undefined && typeof readOne(resource.props["tags"], unlessTag) === "string")
      return pass(at);
    const shown = setting.only?.length === 0 ? "" : ` ${show(resource, at, value)}`;
    return fail(at, `has ${at}${shown}`, fix);
  });
}

const isGood = ({ only, never }: Setting, value: unknown) =>
  only === undefined ? never?.includes(value) !== true : only.includes(value);
