/** A message on its way into a Maildir: written in `tmp/`, and in `new/` only when it is whole. */
import type { MailDraft } from "../smtp/mail-store.ts";
import type { FolderSync } from "./folder-sync.ts";
import type { MailFile, MailFiles } from "./mail-files.ts";
import { storeError } from "./store-fault.ts";

/** Where a draft is and where it is to go. */
export interface DraftPlace {
  readonly files: MailFiles;
  /** The Maildir, for messages of errors. */
  readonly dir: string;
  /** The path in `tmp/`, and the open file there. */
  readonly tmpPath: string;
  readonly file: MailFile;
  /** The path in `new/`, and who syncs that folder. */
  readonly newPath: string;
  readonly newFolder: FolderSync;
}

/** One message. Its calls are made one after another, each awaited. */
export class MaildirDraft implements MailDraft {
  readonly #place: DraftPlace;
  #isBroken = false;

  constructor(place: DraftPlace) {
    this.#place = place;
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      await this.#place.file.writeFile(bytes);
    } catch (error) {
      this.#isBroken = true;
      throw storeError(this.#place.dir, error);
    }
  }

  /**
   * First the bytes reach the disk, then the name in `new/` is made, then the name reaches the disk.
   * In this order a crash at any moment leaves in `new/` the whole message or nothing.
   */
  async commit(): Promise<void> {
    const { dir, file, files, tmpPath, newPath, newFolder } = this.#place;
    let isInNew = false;
    try {
      if (this.#isBroken) throw new Error("a write before has failed");
      await file.sync();
      // Over a network a full disk may be reported no earlier than now.
      await file.close();
      await files.link(tmpPath, newPath);
      isInNew = true;
      await newFolder.sync();
    } catch (error) {
      if (isInNew) await settled(files.unlink(newPath));
      await this.discard();
      throw storeError(dir, error);
    }
    // If this name stays, it goes with the leftovers of crashes: the message is safe.
    await settled(files.unlink(tmpPath));
  }

  async discard(): Promise<void> {
    await settled(this.#place.file.close());
    await settled(this.#place.files.unlink(this.#place.tmpPath));
  }
}

/** Waits for it; whether it worked changes nothing. */
async function settled(promise: Promise<void>): Promise<void> {
  await Promise.allSettled([promise]);
}
