/** What we have said and the peer has not read yet. */
import type { Transport } from "02-echo-server";
import { LimitError } from "./limit-error.ts";

const READY: Promise<void> = Promise.resolve();

/** Writes to a transport, and knows whether the peer keeps up. */
export class Outbox {
  readonly #maxUnread: number;
  #waiting: PromiseWithResolvers<void> | undefined;
  #gone: Error | undefined;

  /** `maxUnread` is in bytes. */
  constructor(maxUnread: number) {
    this.#maxUnread = maxUnread;
  }

  /** Whether the peer has to read before more should be written. */
  get paused(): boolean {
    return this.#waiting !== undefined;
  }

  /** Writes, unless too much is waiting then: that aborts the connection. */
  write(transport: Transport, data: string | Uint8Array): void {
    transport.write(data);
    if (transport.buffered <= this.#maxUnread) return;
    const reason = `the peer left more than ${this.#maxUnread} bytes unread`;
    transport.abort(new LimitError("maxUnread", reason));
  }

  /** Resolves when the peer has read enough: at once unless paused. Rejects after {@link fail}. */
  drained(): Promise<void> {
    if (this.#gone !== undefined) return ignorable(Promise.reject(this.#gone));
    return this.#waiting?.promise ?? READY;
  }

  /** The peer has to read first. */
  pause(): void {
    this.#waiting = Promise.withResolvers();
    void ignorable(this.#waiting.promise);
  }

  /** The peer has read. */
  resume(): void {
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }

  /** The peer is gone: who waits, or is going to, gets the reason. */
  fail(reason: Error): void {
    this.#gone = reason;
    this.#waiting?.reject(reason);
  }
}

/** Nobody has to wait, and a rejection that nobody awaits would end the whole process. */
function ignorable(promise: Promise<void>): Promise<void> {
  promise.catch(() => {});
  return promise;
}
