/** Saying that a server is ready, in the words that people and scripts wait for. */
import { currentScope } from "01-background-tasks";
import { formatAddress } from "./address.ts";
import type { Server } from "./server.ts";

/**
 * Prints `listening on SCHEME://HOST:PORT` for each socket of the server: to where the surrounding
 * `run()` prints, or to standard output.
 */
export function announce(server: Pick<Server, "addresses">, scheme = "tcp"): void {
  const print = currentScope()?.print ?? console.log;
  for (const address of server.addresses) {
    print(`listening on ${scheme}://${formatAddress(address)}`);
  }
}
