/**
 * Loads the tables once, for programs that end soon: those of `[tables] dir` over the built-in ones.
 *
 * @example
 * const { tables, problems } = await loadTables(config.tables.dir);
 */

import { join } from "node:path";
import { tablesWith } from "./built-in.ts";
import type { TableName } from "./table-files.ts";
import { TableFolder } from "./table-folder.ts";
import type { Tables } from "./tables.ts";
import { readState } from "./update/update-state.ts";

/** The tables, and where they are from. */
export interface LoadedTables {
  readonly tables: Tables;
  /** The path of each table that is not built in. */
  readonly files: ReadonlyMap<TableName, string>;
  /** The day on which `tables update` last heard that a table is the newest. */
  readonly checked: Readonly<Partial<Record<TableName, string>>>;
  /** How many zones `tables update` has still to ask about. */
  readonly pending: number;
  /** One line for each file that cannot be used. */
  readonly problems: readonly string[];
}

/** `""` is no folder. @throws {Error} when the built-in tables cannot be read */
export async function loadTables(dir: string): Promise<LoadedTables> {
  const folder = new TableFolder(dir);
  const { problems } = await folder.read();
  const names = [...folder.texts.keys()];
  const state = dir === "" ? undefined : await readState(dir);
  return {
    tables: tablesWith(folder.texts),
    files: new Map(names.map((name) => [name, join(dir, `${name}.json`)])),
    checked: Object.fromEntries(names.map((name) => [name, state?.files[name]?.checked])),
    pending: state?.pending.length ?? 0,
    problems,
  };
}
