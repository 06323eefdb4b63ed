/** Folders for a test, and what is in a Maildir. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { Maildir, type MaildirOptions } from "../../src/maildir/maildir.ts";

/** An empty folder, removed when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "maildir-"));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

/** A Maildir in a folder of its own, removed when the test is over. */
export async function temporaryMaildir(
  options: MaildirOptions = {},
): Promise<{ readonly dir: string; readonly store: Maildir }> {
  const dir = await temporaryFolder();
  return { dir, store: await Maildir.open(dir, options) };
}

/** The messages in one folder of a Maildir, as they are on disk, in the order of their names. */
export async function messagesIn(dir: string, folder = "new"): Promise<Buffer[]> {
  const names = await readdir(join(dir, folder));
  return Promise.all(names.toSorted().map((name) => readFile(join(dir, folder, name))));
}

/** How many files each of the three folders has. */
export async function filesIn(dir: string): Promise<string> {
  const folders = ["tmp", "new", "cur"];
  const names = await Promise.all(folders.map((folder) => readdir(join(dir, folder))));
  return folders.map((folder, at) => `${folder} ${names[at]?.length ?? 0}`).join(", ");
}
