/**
 * A folder of messages, one file each, that programs share without locks
 * (cr.yp.to/proto/maildir.html): a message is written in `tmp/`, appears whole in `new/`, and a mail
 * reader moves it on to `cur/`.
 *
 * ```ts
 * const store = await Maildir.open("mail");
 * const draft = await store.open({ from: "a@example.com", to: ["b@example.net"] });
 * await draft.write(Buffer.from("Subject: hello\r\n\r\n"));
 * await draft.commit(); // from here on nothing can lose it
 * ```
 */
import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Envelope, MailDraft, MailStore } from "../smtp/mail-store.ts";
import { errorCode } from "./error-code.ts";
import { FolderSync, syncFolder } from "./folder-sync.ts";
import { removeLeftovers } from "./leftovers.ts";
import { type MailFiles, systemFiles } from "./mail-files.ts";
import { type MailNameOptions, MailNames } from "./mail-names.ts";
import { MaildirDraft } from "./maildir-draft.ts";
import { MaildirError } from "./maildir-error.ts";
import { storeError } from "./store-fault.ts";

/** How a {@link Maildir} names and writes its files. */
export interface MaildirOptions extends MailNameOptions {
  /** The calls that bring mail to disk. @default those of node:fs/promises */
  readonly files?: MailFiles;
}

/** A new file, never one that is there or that a symbolic link leads to. */
const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

/** To sync a folder is to read it. */
const ALL_RIGHTS = constants.R_OK | constants.W_OK | constants.X_OK;

/** Mail is its owner's: nobody else reads it. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** A Maildir. What it stores are the bytes that it is given; the envelope is for the session. */
export class Maildir implements MailStore {
  readonly #dir: string;
  readonly #names: MailNames;
  readonly #files: MailFiles;
  readonly #newFolder: FolderSync;

  private constructor(dir: string, files: MailFiles, options: MailNameOptions) {
    this.#dir = dir;
    this.#names = new MailNames(options);
    this.#files = files;
    this.#newFolder = new FolderSync(this.#files, join(dir, "new"));
  }

  /**
   * Makes the folder `dir`, and `tmp`, `new` and `cur` in it, as far as they are missing; removes
   * what crashes have left in `tmp` more than 36 hours ago. Rejects with a MaildirError when it
   * cannot, or when one of the three cannot be read and written to.
   */
  static async open(dir: string, options: MaildirOptions = {}): Promise<Maildir> {
    const { files = systemFiles, now = Date.now } = options;
    const path = resolve(dir);
    await makeFolder(files, path);
    await orMaildirError(path, access(insideOf(path)));
    for (const name of ["tmp", "new", "cur"]) {
      const folder = join(path, name);
      await makeFolder(files, folder);
      await orMaildirError(folder, access(insideOf(folder), ALL_RIGHTS));
    }
    // Whoever made them, and whenever: if they are lost in a crash, so is the mail in them.
    await orMaildirError(path, syncFolder(files, path));
    const tmp = join(path, "tmp");
    await orMaildirError(tmp, removeLeftovers(tmp, now()));
    return new Maildir(path, files, options);
  }

  /** Begins a message in `tmp`. Rejects with a StoreError. */
  async open(_envelope: Envelope): Promise<MailDraft> {
    const name = this.#names.next();
    const tmpPath = join(this.#dir, "tmp", name);
    const newPath = join(this.#dir, "new", name);
    try {
      const file = await this.#files.open(tmpPath, NEW_FILE, FILE_MODE);
      return new MaildirDraft({
        files: this.#files,
        dir: this.#dir,
        tmpPath,
        file,
        newPath,
        newFolder: this.#newFolder,
      });
    } catch (error) {
      throw storeError(this.#dir, error);
    }
  }
}

/** The folder itself, by a path that leads nowhere when it is none. */
function insideOf(folder: string): string {
  return `${folder}/.`;
}

/** Makes the folder unless there is something of that name; its name is then on disk. */
async function makeFolder(files: MailFiles, path: string): Promise<void> {
  try {
    await mkdir(path, FOLDER_MODE);
    await syncFolder(files, dirname(path));
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw new MaildirError(path, error);
  }
}

async function orMaildirError<T>(path: string, promise: Promise<T>): Promise<T> {
  try {
    return await promise;
  } catch (error) {
    throw new MaildirError(path, error);
  }
}
