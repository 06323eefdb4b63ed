/** The port of a listening server of `node:net`. */

import type { Server } from "node:net";

/** @throws {Error} when the server does not listen on a port */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string")
    throw new Error(`Cannot tell the port of a server that listens on "${address}"`);
  return address.port;
}
