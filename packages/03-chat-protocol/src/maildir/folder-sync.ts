/**
 * Many who wait for the same folder to be on disk, and one fsync for all of them. To sync a file
 * does not sync its name: that is in the folder.
 */
import { constants } from "node:fs";
import type { MailFiles } from "./mail-files.ts";

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY;

/** Opens the folder, syncs it and closes it. Rejects with what the file system says. */
export async function syncFolder(files: MailFiles, path: string): Promise<void> {
  const folder = await files.open(path, FOLDER);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Syncs one folder, one fsync at a time. */
export class FolderSync {
  readonly #files: MailFiles;
  readonly #path: string;
  /** The one that has begun. It may have begun too early for whoever asks now. */
  #running: Promise<void> | undefined;
  /** The one after it, which serves all who ask in the meantime. */
  #next: Promise<void> | undefined;

  constructor(files: MailFiles, path: string) {
    this.#files = files;
    this.#path = path;
  }

  /**
   * Resolves when an fsync that began after this call is over: names made before the call are on
   * disk. Rejects when that fsync fails, for all who waited for it.
   */
  sync(): Promise<void> {
    this.#next ??= this.#syncAfter(this.#running);
    return this.#next;
  }

  async #syncAfter(running: Promise<void> | undefined): Promise<void> {
    // How the one before ended is for those who waited for it.
    await Promise.allSettled([running]);
    this.#running = this.#next;
    this.#next = undefined;
    await syncFolder(this.#files, this.#path);
  }
}
