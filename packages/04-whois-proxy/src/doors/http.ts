/**
 * The HTTP door: who is let in, and that all of them are let go in the end.
 *
 * @example
 * const door = new HttpDoor({ proxy, clients: config.clients, clock, isReady: () => true });
 * await using listener = await listenHttp(door, { host: "127.0.0.1", port: 4380 });
 */

import { createServer, type Server } from "node:http";
import type { Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Clock } from "01-background-tasks";
import type { ConnectionLimits } from "03-chat-protocol";
import type { Proxy } from "../answer/answer.ts";
import type { Config } from "../config/schema.ts";
import { connectionLimits } from "./client-limits.ts";
import { lastResponse } from "./http-answer.ts";
import { HttpConnection, type HttpConnectionOptions } from "./http-connection.ts";
import { httpRoutes } from "./http-routes.ts";

/** What a door is made of. */
export interface HttpDoorOptions {
  readonly proxy: Proxy;
  readonly clients: Config["clients"];
  readonly clock: Clock;
  /** Whether `/readyz` says yes. */
  readonly isReady: () => boolean;
}

/** Bytes of the head of a request, beside three for each byte of a query written as `%C3%BC`. */
const HEAD_BYTES = 8 * 1024;

/** How long a client that is turned away may take to read why, in ms. */
const LINGER_MS = 2000;

/** The connections of one front door, with the limits that they share. */
export class HttpDoor {
  readonly #proxy: Proxy;
  readonly #clock: Clock;
  readonly #limits: ConnectionLimits;
  readonly #http: Server;
  readonly #connection: HttpConnectionOptions;
  /** Who is let in has a connection; who is turned away has none. */
  readonly #sockets = new Map<Socket, HttpConnection | undefined>();
  #finishing = false;

  constructor({ proxy, clients, clock, isReady }: HttpDoorOptions) {
    this.#proxy = proxy;
    this.#clock = clock;
    this.#limits = connectionLimits(clients);
    const routes = httpRoutes({ proxy, isReady, maxQueryBytes: clients.max_query_bytes });
    const listener = getRequestListener(routes.fetch, { hostname: "localhost" });
    this.#connection = {
      clock,
      idleMs: clients.idle_timeout,
      handle: (request, response) => void listener(request, response),
    };
    // It never listens: it is handed those connections that are let in.
    this.#http = createServer(
      {
        requireHostHeader: false,
        maxHeaderSize: HEAD_BYTES + 3 * clients.max_query_bytes,
        keepAliveTimeout: clients.idle_timeout,
      },
      (request, response) => this.#sockets.get(request.socket)?.take(request, response),
    );
  }

  /** Number of open connections. */
  get size(): number {
    return this.#sockets.size;
  }

  /** Takes a new connection: lets it in, or answers 503 and ends it. */
  accept(socket: Socket): void {
    const client = socket.remoteAddress;
    // A client without an address has gone already.
    if (client === undefined || this.#finishing) {
      socket.destroy();
      return;
    }
    const reason = this.#limits.enter(client);
    socket.once("close", () => {
      this.#sockets.delete(socket);
      this.#limits.leave(client);
    });
    if (reason === undefined) {
      this.#sockets.set(socket, new HttpConnection(socket, this.#connection));
      this.#http.emit("connection", socket);
    } else {
      this.#sockets.set(socket, undefined);
      this.#refuse(socket, reason, client);
    }
  }

  /** Lets who has asked have the answer, and ends all other connections at once. */
  finish(): void {
    this.#finishing = true;
    for (const [socket, connection] of this.#sockets)
      if (connection === undefined) socket.destroy();
      else connection.finish();
  }

  /** Ends all connections at once. */
  abort(): void {
    this.#finishing = true;
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  #refuse(socket: Socket, reason: string, client: string): void {
    const timer = this.#clock.callLater(LINGER_MS, () => socket.destroy());
    socket.once("close", () => timer.cancel());
    socket.on("error", () => socket.destroy());
    // With its request unread the close would be a reset, and the client might never read why.
    socket.resume();
    socket.end(lastResponse(this.#proxy.decline("overloaded", reason, { peer: client })));
  }
}
