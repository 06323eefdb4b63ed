/** Writes a file so that nobody ever sees half of it. */

import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Writes to a file beside it and puts that in its place: a reader, or a machine that stops, finds
 * the old text or the new one. Rejects as `node:fs` does; then the old one is still there.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  try {
    await using file = await open(draft, "w");
    await file.writeFile(text);
    await file.sync();
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  // The name is on disk only when the folder is.
  await using folder = await open(dirname(path));
  await folder.sync();
}
