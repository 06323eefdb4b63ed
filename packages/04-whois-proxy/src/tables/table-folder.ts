/**
 * The folder of `[tables] dir`: a file there, named and written like one of `tables/`, is used in
 * place of the built-in table. One that cannot be used is named once, and costs the others nothing.
 *
 * @example
 * const folder = new TableFolder("/var/lib/whois-proxy");
 * const { problems } = await folder.read();
 * tablesWith(folder.texts).zoneOf("example.com");
 */

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { checkTableFile } from "./check-file.ts";
import { type TableName, tableNames } from "./table-files.ts";

/** What a look into the folder brought. */
export interface FolderNews {
  /** The tables whose text is another one now, or is no longer there. */
  readonly changed: readonly TableName[];
  /** One line for each thing that is wrong and was not named before. */
  readonly problems: readonly string[];
}

/** A file as it was found: its text, what is wrong with it, or nothing where there is none. */
type Found = { readonly text: string } | { readonly problem: string } | undefined;

/** Remembers what it has read, so that looking again tells what is new. */
export class TableFolder {
  readonly #dir: string;
  readonly #named = new Map<string, string>();
  #texts: ReadonlyMap<TableName, string> = new Map();

  /** With `""` there is no folder, and reading it finds nothing. */
  constructor(dir: string) {
    this.#dir = dir;
  }

  /** The good files, by name. A file that was good and is broken now keeps its good text. */
  get texts(): ReadonlyMap<TableName, string> {
    return this.#texts;
  }

  /** Reads all of it. Never rejects: what cannot be read is a problem to be told. */
  async read(): Promise<FolderNews> {
    if (this.#dir === "") return { changed: [], problems: [] };
    const listed = await listFiles(this.#dir);
    if (typeof listed === "string")
      // What is in force stays: the folder may be about to be moved into place.
      return {
        changed: [],
        problems: this.#news("", `Cannot read the tables in "${this.#dir}": ${listed}`),
      };
    this.#named.delete("");
    const found = await Promise.all(
      tableNames.map(async (name): Promise<[TableName, Found]> => {
        const file = `${name}.json`;
        return [name, listed.has(file) ? await readTable(name, join(this.#dir, file)) : undefined];
      }),
    );
    return this.#take(found);
  }

  #take(found: readonly (readonly [TableName, Found])[]): FolderNews {
    const before = this.#texts;
    const texts = new Map<TableName, string>();
    const problems: string[] = [];
    for (const [name, file] of found) {
      const broken = file !== undefined && "problem" in file;
      const text = broken ? before.get(name) : file?.text;
      if (text !== undefined) texts.set(name, text);
      if (!broken) {
        this.#named.delete(name);
        continue;
      }
      const used = text === undefined ? "the built-in table" : "what it said before";
      const path = join(this.#dir, `${name}.json`);
      problems.push(
        ...this.#news(name, `Cannot use the table "${path}": ${file.problem}; ${used} is used`),
      );
    }
    this.#texts = texts;
    const changed = tableNames.filter((name) => texts.get(name) !== before.get(name));
    return { changed, problems };
  }

  #news(about: string, line: string): string[] {
    if (this.#named.get(about) === line) return [];
    this.#named.set(about, line);
    return [line];
  }
}

/** The names in the folder, or why there are none. */
async function listFiles(dir: string): Promise<ReadonlySet<string> | string> {
  try {
    return new Set(await readdir(dir));
  } catch (error) {
    return fileReason(error);
  }
}

async function readTable(name: TableName, path: string): Promise<Found> {
  try {
    const text = await readFile(path, "utf8");
    const problem = checkTableFile(name, text);
    return problem === undefined ? { text } : { problem };
  } catch (error) {
    return { problem: fileReason(error) };
  }
}

/** Why a file or folder cannot be used, in a few words. */
export function fileReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "there is none";
  if (code === "ENOTDIR") return "it is no folder";
  if (code === "EISDIR") return "it is a folder";
  if (code === "EACCES" || code === "EPERM") return "it is not allowed";
  return error instanceof Error ? error.message : String(error);
}
