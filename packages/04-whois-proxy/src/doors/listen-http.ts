/** Starts and stops the HTTP door the way 02's servers start and stop. */

import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import type { Clock } from "01-background-tasks";
import { formatAddress, ListenError } from "02-echo-server";
import type { HostPort } from "../config/units.ts";
import { PIECE_BYTES } from "./http-answer.ts";
import type { HttpDoor } from "./http.ts";

/** How long whoever is being answered may still take, in ms. */
interface Grace {
  readonly graceMs: number;
  readonly clock: Clock;
}

/** A listening socket. Disposing of it cuts whoever is still being answered. */
export interface HttpListener extends AsyncDisposable {
  /** `http://127.0.0.1:4380` */
  readonly url: string;
  /**
   * Stops accepting, ends the door's connections that ask nothing, lets requests in flight end for
   * `graceMs`, then cuts the rest.
   */
  drain(grace: Grace): Promise<void>;
}

/** Listens. @throws {ListenError} */
export async function listenHttp(door: HttpDoor, at: HostPort): Promise<HttpListener> {
  // What HTTP needs of its sockets; buffers of a piece show early whether a client reads.
  const options = { allowHalfOpen: true, noDelay: true, highWaterMark: PIECE_BYTES };
  const server = createServer(options, (socket) => door.accept(socket));
  const closed = new Promise<void>((resolve) => {
    server.once("close", () => resolve());
  });
  server.listen(at.port, at.host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw new ListenError(at, error);
  }
  return {
    url: `http://${formatAddress({ host: at.host, port: portOf(server.address()) })}`,
    async drain({ graceMs, clock }) {
      server.close();
      door.finish();
      const timer = clock.callLater(graceMs, () => door.abort());
      await closed;
      timer.cancel();
    },
    async [Symbol.asyncDispose]() {
      server.close();
      door.abort();
      await closed;
    },
  };
}

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === "object" && address !== null ? address.port : 0;
