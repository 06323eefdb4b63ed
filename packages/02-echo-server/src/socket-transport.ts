/**
 * A transport over a TCP socket: turns the events of `node:net` into a protocol's callbacks, in
 * their order and each at most as often as `Protocol` promises.
 *
 * The socket must have `allowHalfOpen`: whether a connection outlives the peer's FIN is for
 * `eofReceived` to say.
 */
import type { AsyncResource } from "node:async_hooks";
import type { Socket } from "node:net";
import { isUint8Array } from "node:util/types";
import type { Address } from "./address.ts";
import { checkProtocol } from "./check-protocol.ts";
import { GuardedProtocol } from "./guarded-protocol.ts";
import type { OnError } from "./on-error.ts";
import type { Protocol } from "./protocol.ts";
import type { Stay } from "./linger.ts";
import type { Seat } from "./roster.ts";
import { SocketWriter } from "./socket-writer.ts";
import type { Transport, WaterMarks } from "./transport.ts";

/** What a transport needs from whoever accepted or dialled its socket. */
export interface TransportOwner {
  readonly onError: OnError;
  /** The async context of all callbacks; none where Node's own is right. */
  readonly surroundings?: AsyncResource | undefined;
  /** Whether a socket may stay when all is sent, FIN included, until the peer has ended too. */
  readonly lingers: boolean;
  /** Right after `connectionLost`. The socket may linger. */
  lost?(transport: SocketTransport): void;
  /** The socket is closed: nothing is left of the connection. */
  gone?(transport: SocketTransport): void;
}

export class SocketTransport implements Transport {
  readonly peer: Address;
  readonly local: Address;
  /** Where its owner keeps it: first among the connections, then among those who linger. */
  seat: Seat<SocketTransport> | undefined;
  stay: Seat<Stay<SocketTransport>> | undefined;
  /** The peer goes on sending although we are closing. */
  talking = false;
  readonly #socket: Socket;
  readonly #owner: TransportOwner;
  readonly #protocol: GuardedProtocol;
  readonly #writer: SocketWriter;
  #closing = false;
  #aborted = false;
  #lost = false;
  /** What `connectionLost` will be told. */
  #error: Error | null = null;
  #dropped = 0;

  constructor(
    socket: Socket,
    ends: { readonly peer: Address; readonly local: Address },
    protocol: Protocol,
    owner: TransportOwner,
  ) {
    this.peer = ends.peer;
    this.local = ends.local;
    this.#socket = socket;
    this.#owner = owner;
    this.#protocol = new GuardedProtocol(protocol, owner.surroundings, (error, hook) =>
      this.#onFailure(error, hook),
    );
    this.#writer = new SocketWriter(socket, this.#protocol);
  }

  /** Calls `connectionMade`, then lets events in. */
  start(): void {
    this.#socket
      .on("data", (data: Uint8Array) => this.#onData(data))
      .on("end", () => this.#onEnd())
      .on("finish", () => this.#onFinish())
      .on("error", (error) => this.#onError(error))
      .on("close", () => this.#onClose());
    this.#protocol.connectionMade(this);
  }

  get closing(): boolean {
    return this.#closing;
  }

  get buffered(): number {
    return this.#lost || this.#aborted ? 0 : this.#writer.buffered;
  }

  /** Bytes given to `write()` that went nowhere, because they came after the end. */
  get dropped(): number {
    return this.#dropped;
  }

  write(data: string | Uint8Array): void {
    const bytes = typeof data === "string" ? Buffer.from(data) : data;
    if (!isUint8Array(bytes)) {
      throw new TypeError(`Cannot write "${String(data)}": it is neither a string nor bytes`);
    }
    if (this.#closing || this.#writer.ended) this.#dropped += bytes.byteLength;
    else this.#writer.write(bytes);
  }

  writeEof(): void {
    if (!this.#closing) this.#writer.end();
  }

  close(): void {
    if (this.#closing) return;
    this.#closing = true;
    // A peer that is still sending may not read our last bytes before it is rid of its own.
    this.#socket.resume();
    this.#writer.end();
    // Everything went out earlier, after writeEof(): no event will say so again.
    if (this.#socket.writableFinished) process.nextTick(() => this.#onFinish());
  }

  abort(error?: Error): void {
    const socket = this.#socket;
    if (this.#lost || this.#aborted) {
      socket.destroy();
      return;
    }
    this.#closing = true;
    this.#aborted = true;
    this.#error = error ?? null;
    // The kernel refuses a reset while a FIN is on its way out; it is gone within this turn.
    const ending = socket.writableEnded && !socket.writableFinished && socket.writableLength === 0;
    if (ending) socket.once("finish", () => socket.resetAndDestroy());
    else socket.resetAndDestroy();
  }

  pauseReading(): void {
    if (!this.#closing) this.#socket.pause();
  }

  resumeReading(): void {
    if (!this.#closing) this.#socket.resume();
  }

  setWaterMarks(marks: Partial<WaterMarks>): void {
    this.#writer.setWaterMarks(marks);
  }

  setProtocol(protocol: Protocol): void {
    checkProtocol(protocol);
    this.#protocol.protocol = protocol;
  }

  #onData(data: Uint8Array): void {
    if (this.#closing) this.talking = true;
    else this.#protocol.dataReceived(data);
  }

  #onEnd(): void {
    if (!this.#closing && !this.#protocol.eofReceived()) this.close();
  }

  /** All is sent, our FIN too. */
  #onFinish(): void {
    if (!this.#closing || this.#aborted) return;
    this.#lose();
    if (!this.#owner.lingers) this.#socket.destroy();
  }

  #onError(error: Error): void {
    this.#closing = true;
    if (!this.#aborted) this.#error = error;
  }

  #onClose(): void {
    this.#closing = true;
    this.#lose();
    this.#owner.gone?.(this);
    // V8 may keep a dead socket for long, and its listeners would keep the whole connection with it.
    this.#socket.removeAllListeners();
  }

  #onFailure(error: unknown, hook: keyof Protocol): void {
    const isError = error instanceof Error;
    this.abort(isError ? error : new Error(`Cannot go on: ${String(error)}`, { cause: error }));
    this.#owner.onError(error, { hook, peer: this.peer });
  }

  #lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#writer.retire();
    this.#protocol.connectionLost(this.#error);
    this.#owner.lost?.(this);
  }
}
