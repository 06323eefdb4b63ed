/**
 * One answer on standard output, by the same way as the proxy's:
 * `pnpm --filter 04-whois-proxy query example.com`.
 *
 * Exit status 0 for an object that was found, 1 for any other outcome, 2 for wrong use.
 */

import { pathOption, runMain, type Scope, UsageError } from "01-background-tasks";
import { defaultConfig, loadConfig } from "./config/load.ts";
import { createLog } from "./log.ts";
import { createService } from "./service.ts";
import { loadTables } from "./tables/load-tables.ts";

const USAGE = "query [--config FILE] [QUERY OPTION]... SUBJECT";

async function main({ clock, signal }: Scope): Promise<void> {
  const { file, line } = argumentsOf(process.argv.slice(2));
  const config = file === undefined ? defaultConfig() : await loadConfig(pathOption(file));
  const { tables, problems } = await loadTables(config.tables.dir);
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  // The answer says how it went; the log would say it twice on the same terminal.
  const log = createLog("silent");
  await using service = createService({ config, clock, log, tables: () => tables });
  const asking = service.proxy.answer(line, { peer: "127.0.0.1" });
  const answer = await Promise.race([asking, interrupted(signal)]);
  if (answer === undefined) return;
  const { outcome, text } = answer;
  process.stdout.write(text.replaceAll("\r\n", "\n"));
  if (outcome !== "found") process.exitCode = 1;
}

/** Resolves to nothing when somebody presses Ctrl-C. */
function interrupted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(undefined), { once: true });
  });
}

/** Only `--config FILE` at the front is ours: all other options belong to the query line. */
function argumentsOf(args: readonly string[]): { file: string | undefined; line: string } {
  const own = args[0] === "--config";
  const [file, words] = own ? [args[1], args.slice(2)] : [undefined, args];
  if (own && file === undefined)
    throw new UsageError("Cannot read the configuration: no file is named");
  if (words.every((word) => word.startsWith("-")))
    throw new UsageError("Cannot query: no subject is named");
  return { file, line: words.join(" ") };
}

await runMain(import.meta, main, { usage: USAGE });
