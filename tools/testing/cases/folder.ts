import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { InputError } from "../../../components/errors/input-error";
import type { Case, Check } from "./case";
import { judgeContract } from "./contracts";
import { judgePlanted, type PlantedEntry } from "./planted";
import { judgeProbes, type Probe } from "./probes";
import { projectCases } from "./projects";
import { isStackFileCase, judgeStackFile } from "./stack-files";

/** Files of a cases folder that hold many cases each. */
const lists = ["lawful", "leaks"] as const;

/** Every case of a folder, sorted by name; empty when the folder is not there. */
export function casesIn(folder: string): Case[] {
  if (!existsSync(folder)) return [];
  const folders = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, run: () => judgeFolder(name, join(folder, name)) }));
  const entries = lists.flatMap((list) => listed(folder, list));
  return [...folders, ...entries].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function listed(folder: string, list: (typeof lists)[number]): Case[] {
  const file = `${list}.json`;
  if (!existsSync(join(folder, file))) return [];
  const entries = JSON.parse(readFileSync(join(folder, file), "utf8")) as PlantedEntry[];
  return entries.map((entry) => ({ name: `${list}/${entry.name}`, run: () => judgePlanted(file, entry) }));
}

/** What a folder holds says of which kind the case is; the kinds that need a table of ours go by their name. */
function judgeFolder(name: string, folder: string): readonly Check[] {
  const project = projectCases[name];
  if (project !== undefined) return project(folder);
  if (isStackFileCase(name)) return judgeStackFile(name);
  const [graph, contract] = ["graph.json", "contract.yaml"].map((file) => join(folder, file));
  if (existsSync(graph!)) {
    return judgeProbes(name, (JSON.parse(readFileSync(graph!, "utf8")) as { probes: Probe[] }).probes);
  }
  if (existsSync(contract!)) return judgeContract(name, readFileSync(contract!, "utf8"));
  return [
    { title: "", right: false, want: "a case that this program can judge", got: "a folder of no known kind" },
  ];
}

/**
 * The cases that the user named: one, or all of a list (`leaks`); all when none is named.
 * @throws {InputError} naming each unknown name and what there is
 */
export function selectCases(cases: readonly Case[], names: readonly string[]): readonly Case[] {
  const isOf = (name: string) => (each: Case) => each.name === name || each.name.startsWith(`${name}/`);
  const unknown = names.filter((name) => !cases.some(isOf(name)));
  if (unknown.length > 0) {
    const known = [...new Set(cases.map(({ name }) => name.split("/")[0]))].join(", ");
    throw new InputError(
      unknown.map((name) => ({
        file: "cases",
        path: "",
        message: `"${name}" is not a case; use one of ${known}, or an entry of a list, such as leaks/NAME`,
      })),
    );
  }
  return names.length === 0 ? cases : cases.filter((each) => names.some((name) => isOf(name)(each)));
}
