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
 * Gives this process, and those that it starts, room for so many descriptors. Only a privileged one
 * may have more than `ulimit -Hn`; else this rejects, for a smaller test would not be the test.
 */
export async function makeRoomFor(descriptors: number): Promise<void> {
  const limits = await readFile("/proc/self/limits", "utf8");
  const limit = Number(/^Max open files +(\d+)/m.exec(limits)?.[1]);
  if (limit >= descriptors) return; // Node has raised the soft limit to the hard one already
  const args = ["--pid", String(process.pid), `--nofile=${descriptors}:${descriptors}`];
  await promisify(execFile)("prlimit", args).catch((cause: unknown) => {
    const problem = `Cannot open ${descriptors} files: "ulimit -Hn" is ${limit}`;
    throw new Error(problem, { cause });
  });
}
