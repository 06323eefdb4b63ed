/**
 * The tables in force at this moment: the built-in ones, until IANA's newer files have come.
 *
 * @example
 * await using tables = currentTables(config.tables, { clock, log });
 * tables.get().zoneOf("example.com");
 */

import { type Clock, createTask } from "01-background-tasks";
import type { Config } from "../config/schema.ts";
import { loadBuiltInTables } from "./built-in.ts";
import { httpFetchFile } from "./fetch-file.ts";
import { TableRefresher } from "./refresh.ts";
import type { Tables } from "./tables.ts";

/** Refreshed in the background until it is disposed of. */
export interface CurrentTables extends AsyncDisposable {
  readonly get: () => Tables;
}

/** Where the log lines go: a pino logger. */
interface TableLog {
  info(message: string): void;
  warn(message: string): void;
}

/** Loads the built-in tables and begins to refresh them. @throws {Error} when they cannot be read */
export function currentTables(
  { rdap_bootstrap: base, refresh }: Pick<Config["tables"], "rdap_bootstrap" | "refresh">,
  { clock, log }: { readonly clock: Clock; readonly log: TableLog },
): CurrentTables {
  let tables = loadBuiltInTables();
  const refresher = new TableRefresher({
    tables,
    base,
    refresh,
    clock,
    fetchFile: httpFetchFile({ clock }),
    onTables: (newer) => {
      tables = newer;
    },
    onReport: ({ ok, message }) => (ok ? log.info(message) : log.warn(message)),
  });
  const task = createTask((signal) => refresher.run(signal), { name: "table refresh" });
  return {
    get: () => tables,
    [Symbol.asyncDispose]: () => task[Symbol.asyncDispose](),
  };
}
