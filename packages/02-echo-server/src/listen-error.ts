/** Why a server does not listen, in one line that can be shown as it is. */
import { type Address, formatAddress } from "./address.ts";
import { codeOf, wordsFor } from "./error-words.ts";

/** `Cannot listen on 127.0.0.1:8007: the port is in use` */
export class ListenError extends Error {
  override readonly name = "ListenError";
  /** The system's code: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`, `ENOTFOUND`, … */
  readonly code: string;
  /** A program that cannot listen has nothing to do: `runMain` prints the message and exits with this. */
  readonly exitStatus = 1;

  /** @param cause what the system said */
  constructor(where: Pick<Address, "host" | "port">, cause: unknown) {
    super(`Cannot listen on ${formatAddress(where)}: ${wordsFor(cause)}`, { cause });
    this.code = codeOf(cause);
  }
}
