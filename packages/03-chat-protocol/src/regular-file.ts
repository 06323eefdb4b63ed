/** Reading a file that somebody else may have made, and nothing but a file. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** No symbolic link is followed, and a named pipe without a writer is not waited for. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What `open` says of a file that is gone, or that is a symbolic link. */
const NO_FILE = new Set(["ENOENT", "ELOOP"]);

/**
 * The UTF-8 text of a regular file; undefined when there is none at `path`, or something else. What
 * is checked is what was opened, so nobody can put something else in its place in between.
 * Rejects when the file cannot be read.
 */
export async function readRegularFile(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path, FLAGS);
    const stats = await file.stat();
    return stats.isFile() ? await file.readFile("utf8") : undefined;
  } catch (error) {
    if (error instanceof Error && "code" in error && NO_FILE.has(String(error.code))) {
      return undefined;
    }
    throw error;
  }
}
