/** What the kernel knows of a process (Linux). */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { promisify } from "node:util";

/** How many file descriptors the process has open. */
export async function descriptorsOf(pid: number): Promise<number> {
  const open = await readdir(`/proc/${pid}/fd`);
  return open.length;
}

/**
 * Gives this process, and those that it starts, room for so many descriptors. Only root may have
 * more than `ulimit -Hn`; without that this rejects, for a smaller test would not be the test.
 */
export async function makeRoomFor(descriptors: number): Promise<void> {
  const limits = await readFile("/proc/self/limits", "utf8");
  const soft = Number(/^Max open files +(\d+)/m.exec(limits)?.[1]);
  if (soft >= descriptors) return; // Node has raised the soft limit to the hard one already
  const args = ["--pid", String(process.pid), `--nofile=${descriptors}:${descriptors}`];
  await promisify(execFile)("prlimit", args);
}
