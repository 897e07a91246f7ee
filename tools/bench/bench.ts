/** `npm run bench [-- NAME]`: prints one table of measurements; what is in it is said where it is made. */
import { exitCodes } from "../commands/exit-codes";
import { benchEngine } from "./engine";
import { benchPlan } from "./plan";
import { benchPolicies } from "./policies";

const benches: Readonly<Record<string, () => void | Promise<void>>> = {
  plan: benchPlan,
  engine: benchEngine,
  policies: benchPolicies,
};

async function main([name = "plan", ...more]: string[]): Promise<void> {
  const bench = benches[name];
  if (bench === undefined || more.length > 0) {
    const given = [name, ...more].join(" ");
    console.error(`bench: there is no "${given}"; use one of ${Object.keys(benches).join(", ")}.`);
    process.exitCode = exitCodes.usage;
    return;
  }
  try {
    await bench();
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = exitCodes.program;
  }
}

void main(process.argv.slice(2));
