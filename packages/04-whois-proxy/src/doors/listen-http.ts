/** Starts and stops an HTTP server the way 02's servers start and stop. */

import type { AddressInfo } from "node:net";
import { once } from "node:events";
import type { Server } from "node:http";
import { type Clock, systemClock } from "01-background-tasks";
import { formatAddress, ListenError } from "02-echo-server";
import type { HostPort } from "../config/units.ts";

/** How long whoever is being answered may still take, in ms. */
interface Grace {
  readonly graceMs: number;
  readonly clock: Clock;
}

/** A listening HTTP server. Disposing of it cuts whoever is still being answered. */
export interface HttpListener extends AsyncDisposable {
  /** `http://127.0.0.1:4380` */
  readonly url: string;
  /** Stops accepting, lets requests in flight end for `graceMs`, then cuts the rest. */
  drain(grace: Grace): Promise<void>;
}

/** Listens. @throws {ListenError} */
export async function listenHttp(server: Server, at: HostPort): Promise<HttpListener> {
  server.listen(at.port, at.host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ListenError(at, error);
  }
  async function drain({ graceMs, clock }: Grace): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    const timer = clock.callLater(graceMs, () => server.closeAllConnections());
    await closed;
    timer.cancel();
  }

  return {
    url: `http://${formatAddress({ host: at.host, port: portOf(server.address()) })}`,
    drain,
    [Symbol.asyncDispose]: () => drain({ graceMs: 0, clock: systemClock }),
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;
