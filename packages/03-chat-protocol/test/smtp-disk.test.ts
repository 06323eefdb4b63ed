import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunningProgram } from "test-harness";
import { expect, test } from "vitest";
import { filesIn, temporaryFolder } from "./mail/folder.ts";
import { startMail } from "./mail/server.ts";
import {
  canMount,
  fileSizeLimit,
  filesOnTmpfs,
  makeReadOnly,
  startOnTmpfs,
  tmpfs,
} from "./mail/small-disk.ts";
import { messageOf, submit } from "./mail/submit.ts";
import { tracedMessages } from "./mail/trace.ts";

const SMALL = messageOf(1000);
const MEDIUM = messageOf(100_000);
const LARGE = messageOf(200_000);

// Where nobody may mount anything, the limit on the size of a file has to do.
const mounts = await canMount();

/** On tmpfs a folder, a file and each further name of a file take an inode. */
const tmpfsFaults = [
  { what: "has no room for a new file", options: "nr_inodes=4", code: "452" },
  { what: "has no room for a name in new/", options: "nr_inodes=5", code: "452" },
  { what: "has become read-only", options: "size=1m", spoil: makeReadOnly, code: "451" },
];

/** Whether the server still answers others. */
async function lives(program: RunningProgram): Promise<boolean> {
  await using whois = await program.client("whois");
  await whois.send("example.com");
  const answer = await whois.readToEnd();
  return answer.includes("Domain Name: EXAMPLE.COM");
}

/** What the clients sent of the messages that are there. */
async function contentsIn(dir: string): Promise<Set<string>> {
  return new Set((await tracedMessages(dir)).map(({ content }) => content));
}

test.for(mounts ? [fileSizeLimit, tmpfs] : [fileSizeLimit])(
  "the SMTP server answers 452 when $name is full, and takes mail again when there is room",
  async (disk) => {
    const dir = await temporaryFolder();
    await using program = await disk.start(dir);
    const files = disk.files(program, dir);
    expect(await submit(program, MEDIUM)).toBe("250");
    await using early = await program.client("smtp");
    await early.expect(/^220 /);
    expect(await submit(program, LARGE)).toBe("452");
    await program.errorLine(/^Cannot store mail in ".+": there is no room \(E[A-Z]+\)$/);
    expect(await submit(program, LARGE)).toBe("452");
    // What there was of it is gone: a small one finds room.
    expect(await filesIn(files)).toBe("tmp 0, new 1, cur 0");
    expect(await submit(program, SMALL)).toBe("250");
    expect(await contentsIn(files)).toEqual(new Set([MEDIUM, SMALL]));
    await early.send("NOOP");
    await early.expect(/^250 /);
    expect(await lives(program)).toBe(true);
    await disk.makeRoom(program, dir);
    expect(await submit(program, LARGE)).toBe("250");
    expect(await contentsIn(files)).toContain(LARGE);
  },
);

test.for(mounts ? tmpfsFaults : [])(
  "the SMTP server answers $code when the disk $what, and lives",
  async ({ options, spoil, code }) => {
    const dir = await temporaryFolder();
    await using program = await startOnTmpfs(dir, options);
    await spoil?.(program, dir);
    expect(await submit(program, SMALL)).toBe(code);
    expect(await filesIn(filesOnTmpfs(program, dir))).toBe("tmp 0, new 0, cur 0");
    expect(await lives(program)).toBe(true);
  },
);

test.for([
  { folder: "tmp", instead: "nothing" },
  { folder: "tmp", instead: "a file" },
  { folder: "new", instead: "nothing" },
  { folder: "new", instead: "a file" },
])(
  "the SMTP server answers 451 when $folder/ has become $instead, and takes mail when it is back",
  async ({ folder, instead }) => {
    const dir = await temporaryFolder();
    await using program = await startMail(dir);
    expect(await submit(program, SMALL)).toBe("250");
    const [path, away] = [join(dir, folder), join(dir, "away")];
    await rename(path, away);
    if (instead === "a file") await writeFile(path, "");
    expect(await submit(program, SMALL)).toBe("451");
    expect(await submit(program, MEDIUM)).toBe("451");
    expect(await lives(program)).toBe(true);
    await rm(path, { force: true });
    await rename(away, path);
    expect(await filesIn(dir)).toBe("tmp 0, new 1, cur 0");
    expect(await submit(program, MEDIUM)).toBe("250");
    expect(await filesIn(dir)).toBe("tmp 0, new 2, cur 0");
  },
);
