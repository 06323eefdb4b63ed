/**
 * The folder of `[tables] dir` for whoever writes there: the tables in force, which are those of the
 * folder over the built-in ones, and the state of the update.
 */

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { isBuiltInFolder, tablesWith } from "../built-in.ts";
import type { TableName } from "../table-files.ts";
import { fileReason, TableFolder } from "../table-folder.ts";
import type { Tables } from "../tables.ts";
import { readState, type UpdateState, writeState } from "./update-state.ts";
import { writeWhole } from "./write-file.ts";

/** The folder cannot be used. The program ends with status 1 and this one line. */
class TableStoreError extends Error {
  override readonly name = "TableStoreError";
  readonly exitStatus = 1;
}

/** One update's view of the folder; what it writes is on disk when the promise resolves. */
export class TableStore {
  /** What is wrong with the files that were there. */
  readonly problems: readonly string[];
  readonly #dir: string;
  readonly #texts: Map<TableName, string>;
  #tables: Tables;
  #state: UpdateState;

  /** Makes the folder where there is none. Rejects with a TableStoreError. */
  static async open(dir: string): Promise<TableStore> {
    if (isBuiltInFolder(dir))
      throw new TableStoreError(
        `Cannot update the tables in "${dir}": they are the built-in ones; name another folder`,
      );
    await mkdir(dir, { recursive: true }).catch(cannot("make the folder", dir));
    const folder = new TableFolder(dir);
    const { problems } = await folder.read();
    return new TableStore(dir, folder.texts, problems, await readState(dir));
  }

  private constructor(
    dir: string,
    texts: ReadonlyMap<TableName, string>,
    problems: readonly string[],
    state: UpdateState,
  ) {
    this.#dir = dir;
    this.#texts = new Map(texts);
    this.problems = problems;
    this.#state = state;
    this.#tables = tablesWith(texts);
  }

  get tables(): Tables {
    return this.#tables;
  }

  get state(): UpdateState {
    return this.#state;
  }

  /** The text of a table in the folder; undefined where the built-in one is used. */
  textOf(name: TableName): string | undefined {
    return this.#texts.get(name);
  }

  /** What the tables would be with other texts. */
  with(texts: Readonly<Partial<Record<TableName, string>>>): Tables {
    return tablesWith(new Map([...this.#texts, ...Object.entries(texts)]));
  }

  /** Puts a table in force, unless it is already. Rejects with a TableStoreError. */
  async put(name: TableName, text: string): Promise<void> {
    if (this.#texts.get(name) === text) return;
    const path = join(this.#dir, `${name}.json`);
    await writeWhole(path, text).catch(cannot("write the table", path));
    this.#texts.set(name, text);
    this.#tables = tablesWith(this.#texts);
  }

  /** Remembers some of the state anew. Rejects with a TableStoreError. */
  async remember(changes: Partial<UpdateState>): Promise<void> {
    this.#state = { ...this.#state, ...changes };
    await writeState(this.#dir, this.#state).catch(cannot("write to", this.#dir));
  }
}

const cannot = (action: string, path: string) => (cause: unknown) => {
  throw new TableStoreError(`Cannot ${action} "${path}": ${fileReason(cause)}`, { cause });
};
