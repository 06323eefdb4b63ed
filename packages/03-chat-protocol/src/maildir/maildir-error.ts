/** The error of a mail server that has nowhere to put its mail. */
import { errorCode } from "./error-code.ts";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no folder to make it in",
  ENOTDIR: "it is not a folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
};

/** A Maildir cannot be opened: `runMain` prints the message and exits with status 1. */
export class MaildirError extends Error {
  override readonly name = "MaildirError";
  readonly exitStatus = 1;

  /** `path` is the folder in question; `cause` is what the file system said. */
  constructor(path: string, cause: unknown) {
    const reason = REASONS[errorCode(cause)] ?? String(cause);
    super(`Cannot deliver mail into "${path}": ${reason}`, { cause });
  }
}
