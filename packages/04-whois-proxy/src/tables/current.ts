/**
 * The tables in force at this moment: those of `[tables] dir` over the built-in ones, and IANA's
 * newer files as soon as they have come. Whoever spoke last of a table is believed.
 *
 * @example
 * await using tables = await currentTables(config.tables, { clock, log });
 * tables.get().zoneOf("example.com");
 */

import { type Clock, createTask } from "01-background-tasks";
import type { Config } from "../config/schema.ts";
import { buildTables } from "./build-tables.ts";
import { tablesWith } from "./built-in.ts";
import { httpFetchFile } from "./fetch-file.ts";
import { TableRefresher } from "./refresh.ts";
import { bootstrapNames } from "./table-data.ts";
import type { TableName } from "./table-files.ts";
import { TableFolder } from "./table-folder.ts";
import type { Tables } from "./tables.ts";
import { watchFolder } from "./watch-folder.ts";

/** Refreshed in the background until it is disposed of. */
export interface CurrentTables extends AsyncDisposable {
  readonly get: () => Tables;
}

/** Where the log lines go: a pino logger. */
interface TableLog {
  info(message: string): void;
  warn(message: string): void;
}

/**
 * Loads the tables, and begins to refresh them and to watch their folder.
 *
 * @throws {Error} when the built-in tables cannot be read
 */
export async function currentTables(
  { dir, rdap_bootstrap: base, refresh }: Omit<Config["tables"], "iana_whois">,
  { clock, log }: { readonly clock: Clock; readonly log: TableLog },
): Promise<CurrentTables> {
  const folder = new TableFolder(dir);
  const { problems } = await folder.read();
  for (const problem of problems) log.warn(problem);

  let tables = tablesWith(folder.texts);
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

  async function look(): Promise<void> {
    const news = await folder.read();
    for (const problem of news.problems) log.warn(problem);
    if (news.changed.length === 0) return;
    tables = withChanged(tables, tablesWith(folder.texts), news.changed);
    refresher.replace(tables);
    log.info(`Took changed tables from "${dir}": ${news.changed.join(", ")}`);
  }

  const tasks = [
    createTask((signal) => refresher.run(signal), { name: "table refresh" }),
    ...(dir === ""
      ? []
      : [
          createTask((signal) => watchFolder(dir, look, { clock, signal }), {
            name: "table watch",
          }),
        ]),
  ];
  return {
    get: () => tables,
    async [Symbol.asyncDispose]() {
      await Promise.all(tasks.map((task) => task[Symbol.asyncDispose]()));
    },
  };
}

/** The tables of the folder; but what was refreshed since stays, unless its file has changed. */
function withChanged(inForce: Tables, folder: Tables, changed: readonly TableName[]): Tables {
  const kept = bootstrapNames.filter((name) => !changed.includes(`rdap-${name}`));
  const bootstrap = {
    ...folder.data.bootstrap,
    ...Object.fromEntries(kept.map((name) => [name, inForce.data.bootstrap[name]])),
  };
  return buildTables({ ...folder.data, bootstrap });
}
