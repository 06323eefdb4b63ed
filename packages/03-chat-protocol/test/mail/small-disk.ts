/** Disks that are really full, for the server alone. */
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunningProgram } from "test-harness";
import { runClient, succeed } from "./run-client.ts";
import { startMailUnder } from "./server.ts";

/** A Maildir on a disk that has room for 100 kB of mail, but not for 200 kB more. */
export interface SmallDisk {
  readonly name: string;
  /** Starts the server with the Maildir `dir` on the small disk. */
  start(dir: string): Promise<RunningProgram>;
  /** Where the files that the server sees as `dir` are for everybody else. */
  files(program: RunningProgram, dir: string): string;
  /** Makes room for 200 kB more. */
  makeRoom(program: RunningProgram, dir: string): Promise<void>;
}

/** The disk does not mind, but no file may have more than 150 kB: the system says EFBIG. */
export const fileSizeLimit: SmallDisk = {
  name: "the limit on the size of a file",
  async start(dir) {
    await succeed("prlimit", ["--version"]);
    return startMailUnder("prlimit --fsize=150000:", [], dir);
  },
  files: (_program, dir) => dir,
  async makeRoom(program) {
    await succeed("prlimit", ["--pid", String(program.pid), "--fsize=unlimited:"]);
  },
};

/** A file system of 256 KiB in memory, which nobody but the server has mounted: ENOSPC. */
export const tmpfs: SmallDisk = {
  name: "a disk of 256 KiB",
  start: (dir) => startOnTmpfs(dir, "size=256k"),
  files: filesOnTmpfs,
  async makeRoom(program, dir) {
    const folder = join(filesOnTmpfs(program, dir), "new");
    for (const name of await readdir(folder)) await rm(join(folder, name));
  },
};

/** Starts the server with a tmpfs mounted at `dir`. The mount goes with the process. */
export function startOnTmpfs(dir: string, options: string): Promise<RunningProgram> {
  const script = `mount -t tmpfs -o mode=700,${options} tmpfs "$0" && exec "$@"`;
  return startMailUnder("unshare -rm sh -c", [script, dir], dir);
}

/** That tmpfs, as it is seen from outside. */
export function filesOnTmpfs(program: RunningProgram, dir: string): string {
  return `/proc/${program.pid}/root${dir}`;
}

/** Makes that tmpfs read-only. */
export async function makeReadOnly(program: RunningProgram, dir: string): Promise<void> {
  const enter = ["-t", String(program.pid), "-U", "-m", "--preserve-credentials"];
  await succeed("nsenter", [...enter, "mount", "-o", "remount,bind,ro", dir]);
}

/** Whether this machine lets us mount a tmpfs that only one process sees. Some containers do not. */
export async function canMount(): Promise<boolean> {
  const { status } = await runClient("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", tmpdir()]);
  return status === 0;
}
