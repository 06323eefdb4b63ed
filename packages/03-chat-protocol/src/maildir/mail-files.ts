/** What it takes of the file system to bring mail to disk, and nothing more: so a test can look on. */
import { link, open, unlink } from "node:fs/promises";

/** An open file or folder. `node:fs/promises`' FileHandle is one. */
export interface MailFile {
  /** Writes all of the bytes behind those written before. */
  writeFile(bytes: Uint8Array): Promise<void>;
  /** fsync: resolves when what was written would outlast a crash of the machine. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** The calls of `node:fs/promises` that a Maildir makes so that nothing is lost in a crash. */
export interface MailFiles {
  open(path: string, flags: number, mode?: number): Promise<MailFile>;
  /** A second name for a file. Rejects when the name is taken: unlike `rename`, it never replaces. */
  link(path: string, newPath: string): Promise<void>;
  unlink(path: string): Promise<void>;
}

/** The real ones. */
export const systemFiles: MailFiles = { open, link, unlink };
