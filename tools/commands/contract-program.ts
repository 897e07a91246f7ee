import { Option, type Command } from "commander";

import type { AdoptOptions } from "../contracts/adopt";
import type { ExitCode } from "./exit-codes";

/** What runs a command of this group; loaded on use, because `--help` needs none of it. */
const commands = () => import("./contract-files.js");

/** Adds `meridian contract …`. @param done takes the exit code */
export function addContract(program: Command, done: (code: ExitCode) => void): void {
  const contract = program.command("contract").description("work on data contracts").exitOverride();
  contract
    .command("adopt")
    .description("bring a contract of the Open Data Contract Standard into contracts/, and say what it lacks")
    .argument("<file>", "a contract of version 3 of the standard")
    .requiredOption("-d, --domain <name>", "domain that it becomes a product of")
    .option("-n, --name <name>", "name of the product (default: the contract's own, or its file's)")
    .option("--replace", "write over the contract of that name", false)
    .exitOverride()
    .action(async (file: string, options: AdoptOptions) =>
      done(await (await commands()).contractAdopt(file, options)),
    );
  contract
    .command("lint")
    .description("read contracts as a plan does, and print every mistake and what is only kept")
    .argument("[files...]", "contracts (default: all of the project)")
    .exitOverride()
    .action(async (files: string[]) => done(await (await commands()).contractLint(files)));
  contract
    .command("diff")
    .description("show what contracts change since their last release, and which readers break")
    .argument("[products...]", "<domain>.<name> (default: all)")
    .addOption(new Option("--format <format>", "output").choices(["text", "json"]).default("text"))
    .exitOverride()
    .action(async (products: string[], options: { format: "text" | "json" }) =>
      done(await (await commands()).contractDiff(products, options)),
    );
  contract
    .command("release")
    .description(
      "record the contracts' versions in contracts/contracts.lock, and which tables wait for columns",
    )
    .argument("[products...]", "<domain>.<name> (default: all that are no drafts)")
    .exitOverride()
    .action(async (products: string[]) => done(await (await commands()).contractRelease(products)));
  contract
    .command("altered")
    .description("take products out of a stack's tablesAt: their tables have the columns now")
    .argument("[products...]", "<domain>.<name> (default: all of the stack)")
    .requiredOption("-s, --stack <name>", "stack that was deployed")
    .exitOverride()
    .action(async (products: string[], { stack }: { stack: string }) =>
      done(await (await commands()).contractAltered(stack, products)),
    );
}
