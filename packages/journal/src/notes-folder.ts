/** The folder `notes`: which notes there are, and which there must be. */
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { UsageError } from "01-background-tasks";
import type { JournalPackage } from "./catalog.ts";

/** Notes that are about no package. */
const OTHERS = ["asyncio-to-node.md"];

/** The notes of a repository. */
export interface NotesFolder {
  /** Absolute paths, in order. */
  readonly files: readonly string[];
  /** Notes that are missing, and files that are no notes, one line each. */
  readonly problems: readonly string[];
}

/** There is one note for each numbered package, and the dictionary. */
export async function readNotesFolder(
  root: string,
  catalog: readonly JournalPackage[],
): Promise<NotesFolder> {
  const folder = join(root, "notes");
  const there = (await readdir(folder)).toSorted();
  const wanted = [...catalog.map(({ name }) => `${name}.md`), ...OTHERS];
  return {
    files: wanted.filter((name) => there.includes(name)).map((name) => join(folder, name)),
    problems: [
      ...wanted.filter((name) => !there.includes(name)).map((name) => `notes/${name} is missing`),
      ...there
        .filter((name) => !wanted.includes(name))
        .map((name) => `notes/${name} is a note for no package`),
    ],
  };
}

/**
 * The files that are named `02`, `02-echo-server` or `notes/02-echo-server.md`; all of them when
 * none is named. Throws UsageError for a name that no note has.
 */
export function chooseNotes(files: readonly string[], names: readonly string[]): readonly string[] {
  if (names.length === 0) return files;
  return names.map((name) => {
    const stem = basename(name, ".md").padStart(2, "0");
    const file = files.find((it) => `${basename(it, ".md")}-`.startsWith(`${stem}-`));
    if (file !== undefined) return file;
    throw new UsageError(`Cannot find note "${name}": there is none of this name`);
  });
}
