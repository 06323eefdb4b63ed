/** What crashes leave in `tmp/`. */
import { lstat, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";

/**
 * 36 hours in milliseconds. No delivery takes so long, so what is older belongs to nobody
 * (cr.yp.to/proto/maildir.html); what is younger may be another program's work.
 */
const LEFTOVER_AGE_MS = 36 * 60 * 60 * 1000;

/**
 * Removes the files in the folder `tmp` that nobody has written to for more than 36 hours before
 * `now` (milliseconds since 1970). Hidden files stay. Rejects when the folder cannot be read; a
 * file that cannot be removed stays for the next time.
 */
export async function removeLeftovers(tmp: string, now: number): Promise<void> {
  for (const name of await readdir(tmp)) {
    if (!name.startsWith(".")) await removeIfOld(join(tmp, name), now);
  }
}

async function removeIfOld(path: string, now: number): Promise<void> {
  try {
    const stats = await lstat(path);
    if (stats.isFile() && now - stats.mtimeMs > LEFTOVER_AGE_MS) await unlink(path);
  } catch {
    // Another program was faster, or it is not ours to remove.
  }
}
