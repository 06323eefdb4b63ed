/**
 * The registry tables on the command line: `pnpm --filter 04-whois-proxy tables show`.
 *
 * Exit status 0, or 1 when `check` finds errors or `update` could not do all it was to do; 2 for
 * wrong use.
 */

import { parseOptions, pathOption, runMain, type Scope, UsageError } from "01-background-tasks";
import { runUpdate } from "./commands/tables-update.ts";
import { showTables } from "./commands/tables-show.ts";
import { defaultConfig, loadConfig } from "./config/load.ts";
import type { Config } from "./config/schema.ts";
import { loadBuiltInTables } from "./tables/built-in.ts";
import { checkTables } from "./tables/check/check-tables.ts";
import { findingLine } from "./tables/check/finding.ts";
import { loadTables } from "./tables/load-tables.ts";

const USAGE = "tables show|check|update [--config FILE] [--all]";

async function main(scope: Scope): Promise<void> {
  const { values, positionals } = parseOptions({
    options: { config: { type: "string" }, all: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [command = "", ...more] = positionals;
  if (more.length > 0)
    throw new UsageError(`Cannot use "${more.join(" ")}": one command at a time`);
  if (values.all && command !== "update")
    throw new UsageError("Cannot use --all: it belongs to update");
  const config =
    values.config === undefined ? defaultConfig() : await loadConfig(pathOption(values.config));
  const isGood = await runCommand(command, config, values.all, scope);
  if (!isGood) process.exitCode = 1;
}

/** Resolves to whether all is well. */
async function runCommand(
  command: string,
  config: Config,
  all: boolean,
  scope: Scope,
): Promise<boolean> {
  const today = new Date().toISOString().slice(0, 10);
  switch (command) {
    case "show":
      return await show(config, today, scope);
    case "check":
      return await check(config, today, scope);
    case "update":
      return await runUpdate(config, { all, today }, scope);
    case "":
      throw new UsageError("Cannot tell what to do with the tables: no command is named");
    default:
      throw new UsageError(`Cannot run ${JSON.stringify(command)}: tables has no such command`);
  }
}

async function show({ tables }: Config, today: string, { print }: Scope): Promise<boolean> {
  const loaded = await loadTables(tables.dir);
  for (const line of [...loaded.problems, ...showTables(loaded, today)]) print(line);
  return loaded.problems.length === 0;
}

async function check({ tables }: Config, today: string, { print }: Scope): Promise<boolean> {
  const loaded = await loadTables(tables.dir);
  const findings = checkTables(loaded, loadBuiltInTables(), today);
  for (const problem of loaded.problems) print(`error: ${problem}`);
  for (const finding of findings) print(findingLine(finding));
  const errors =
    loaded.problems.length + findings.filter(({ severity }) => severity === "error").length;
  const warnings = loaded.problems.length + findings.length - errors;
  print(`${counted(errors, "error")}, ${counted(warnings, "warning")}`);
  return errors === 0;
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? "" : "s"}`;

await runMain(import.meta, main, { usage: USAGE });
