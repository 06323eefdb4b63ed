/** Why a connection could not be made, in one line that can be shown as it is. */
import { type Address, formatAddress } from "./address.ts";
import { codeOf, wordsFor } from "./error-words.ts";

/** `Cannot connect to 127.0.0.1:8007: the connection was refused` */
export class ConnectError extends Error {
  override readonly name = "ConnectError";
  /** The system's code: `ECONNREFUSED`, `ENOTFOUND`, `ETIMEDOUT`, `EHOSTUNREACH`, … */
  readonly code: string;

  /** @param cause what the system said */
  constructor(where: Pick<Address, "host" | "port">, cause: unknown) {
    super(`Cannot connect to ${formatAddress(where)}: ${wordsFor(cause)}`, { cause });
    this.code = codeOf(cause);
  }
}
