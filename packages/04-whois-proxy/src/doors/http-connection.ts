/**
 * One HTTP connection: its requests are answered one after the other, and it is cut when its client
 * lets the server wait. Node alone works on all pipelined requests at once and waits for ever for a
 * client to read.
 */

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock, TimerHandle } from "01-background-tasks";

/** What all connections of a door share. */
export interface HttpConnectionOptions {
  readonly clock: Clock;
  /** How long the client may take for the head of a request, or to take some of an answer, in ms. */
  readonly idleMs: number;
  /** Answers a request. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
}

/** Requests that may wait behind the one being answered. Browsers and curl never send any. */
const MAX_PIPELINED = 16;

/** A connection from its first byte to its close. */
export class HttpConnection {
  readonly #socket: Socket;
  readonly #options: HttpConnectionOptions;
  readonly #timer: TimerHandle;
  readonly #waiting: (readonly [IncomingMessage, ServerResponse])[] = [];
  /** The response being made or written. */
  #response: ServerResponse | undefined;
  /** Bytes written when the timer last looked. */
  #written = 0;
  #finishing = false;

  constructor(socket: Socket, options: HttpConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#timer = options.clock.callLater(options.idleMs, () => this.#look());
    socket.once("close", () => this.#timer.cancel());
  }

  /** Answers a request when those before it have been answered; too many at a time end it all. */
  take(request: IncomingMessage, response: ServerResponse): void {
    if (this.#waiting.length === MAX_PIPELINED) {
      this.#socket.destroy();
      return;
    }
    this.#waiting.push([request, response]);
    if (this.#response === undefined) this.#next();
  }

  /** Answers what has been asked, says so in the last answer, and closes; at once if nothing was. */
  finish(): void {
    this.#finishing = true;
    if (this.#response === undefined) this.#socket.destroy();
    else this.#announceClose(this.#response);
  }

  #next(): void {
    if (this.#socket.destroyed) return;
    const [request, response] = this.#waiting.shift() ?? [];
    this.#response = response;
    // The time for the next head begins; that it drips in does not make it longer.
    this.#timer.reset(this.#options.idleMs);
    if (request !== undefined && response !== undefined) {
      if (this.#finishing) this.#announceClose(response);
      response.once("close", () => this.#next());
      this.#options.handle(request, response);
    } else if (this.#finishing) {
      this.#socket.destroySoon();
    }
  }

  /** The last answer has `Connection: close` (RFC 9112, 9.6), unless its head is out already. */
  #announceClose(response: ServerResponse): void {
    if (this.#waiting.length === 0 && !response.headersSent)
      response.setHeader("connection", "close");
  }

  /** Cuts a client that sent no request, or that took nothing of its answer since the last look. */
  #look(): void {
    const { bytesWritten, writableLength } = this.#socket;
    const isStuck = writableLength > 0 && bytesWritten === this.#written;
    this.#written = bytesWritten;
    if (this.#response === undefined || isStuck) this.#socket.destroy();
    else this.#timer.reset(this.#options.idleMs);
  }
}
