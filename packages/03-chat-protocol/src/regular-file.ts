/** Reading a file that somebody else may have made, and nothing but a file. */
import { constants } from "node:fs";
import { open } from "node:fs/promises";

/** No symbolic link is followed, and a named pipe without a writer is not waited for. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What `open` says of a file that is gone, or that is a symbolic link or a socket. */
const NO_FILE = new Set(["ENOENT", "ELOOP", "ENXIO"]);

/** A record has a few kB. Of one that is far larger every client that asks for it would hold a copy. */
export const MAX_FILE_BYTES = 16 * 1024 * 1024;

/**
 * The UTF-8 text of a regular file; undefined when there is none at `path`, or something else. What
 * is checked is what was opened, so nobody can put something else in its place in between.
 * Rejects when the file cannot be read, and when it has more than `MAX_FILE_BYTES`.
 */
export async function readRegularFile(path: string): Promise<string | undefined> {
  try {
    await using file = await open(path, FLAGS);
    const stats = await file.stat();
    if (!stats.isFile()) return undefined;
    if (stats.size <= MAX_FILE_BYTES) return await file.readFile("utf8");
    throw new RangeError(`Cannot read "${path}": it has more than ${MAX_FILE_BYTES} bytes`);
  } catch (error) {
    if (error instanceof Error && "code" in error && NO_FILE.has(String(error.code))) {
      return undefined;
    }
    throw error;
  }
}
