/**
 * What the kernel knows of a process, and of a connection of ours (Linux). Of this one:
 *
 * ```ts
 * await descriptorsOf(process.pid);
 * ```
 */
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

/** Whether the process waits for something to happen, rather than keeping a processor busy. */
export async function isAsleep(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  return /\) S /.test(stat);
}

/** The most memory that the process has had so far, in bytes. */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

/** USER_HZ, the unit of time in `/proc`. */
const TICKS_PER_SECOND = 100;

/** Seconds until the kernel asks the peer whether it is still there; undefined if it never will. */
export async function keepAliveOf(
  localPort: number,
  peerPort: number,
): Promise<number | undefined> {
  const table = await readFile("/proc/net/tcp", "utf8");
  const ends = new RegExp(`:${hex(localPort)} \\w+:${hex(peerPort)} \\w+ \\S+ 02:(\\w+)`);
  const ticks = ends.exec(table)?.[1]; // 02: a keep-alive timer is set; proc(5)
  return ticks === undefined ? undefined : Number.parseInt(ticks, 16) / TICKS_PER_SECOND;
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, "0");
}
