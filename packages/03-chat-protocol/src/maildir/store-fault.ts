/** From what the file system says to what the client is told. */
import { StoreError } from "../smtp/mail-store.ts";
import { errorCode } from "./error-code.ts";

/**
 * No room: on the disk, in somebody's quota, or under the limit on the size of a file (which the
 * whole process can have). All of them pass, or may hold for a smaller message.
 */
const NO_ROOM = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

/** The StoreError for `cause`, which came up while a message was put into the Maildir `dir`. */
export function storeError(dir: string, cause: unknown): StoreError {
  const isFull = NO_ROOM.has(errorCode(cause));
  const reason = isFull ? `there is no room (${errorCode(cause)})` : String(cause);
  const fault = isFull ? "full" : "failed";
  return new StoreError(fault, `Cannot store mail in "${dir}": ${reason}`, { cause });
}
