/** How long a peer may keep us waiting. */
import type { Clock } from "01-background-tasks";
import type { Transport } from "02-echo-server";
import { Deadline } from "./deadline.ts";
import { LimitError } from "./limit-error.ts";

/** What a connection waits for: a frame of the peer's, the peer to read ours, or nothing of it. */
export type Awaited = "frame" | "reader" | "nothing";

/** The limits in time of one connection. */
export class Patience {
  readonly #limits: { readonly idleMs: number; readonly stallMs: number };
  readonly #deadline: Deadline;
  readonly #idle: () => void;
  #awaited: Awaited = "nothing";
  #transport: Transport | undefined;
  /** Bytes that the peer had not read when the wait began. */
  #unread = 0;

  /** Calls `idle` when no frame came for `idleMs`. */
  constructor(
    limits: { readonly idleMs: number; readonly stallMs: number; readonly clock: Clock },
    idle: () => void,
  ) {
    this.#limits = limits;
    this.#idle = idle;
    this.#deadline = new Deadline(limits.clock, () => this.#isOver());
  }

  /** The wait begins, or begins anew. */
  waitFor(awaited: Awaited, transport: Transport): void {
    this.#awaited = awaited;
    this.#transport = transport;
    this.#unread = transport.buffered;
    const { idleMs, stallMs } = this.#limits;
    this.#deadline.set(awaited === "frame" ? idleMs : awaited === "reader" ? stallMs : Infinity);
  }

  /** Nothing is waited for any more, and no timer is left. */
  end(): void {
    this.#deadline.cancel();
  }

  #isOver(): void {
    if (this.#awaited === "frame") this.#idle();
    else if (this.#transport !== undefined) this.#checkReader(this.#transport);
  }

  /** A slow reader is borne with; one that reads nothing at all is not. */
  #checkReader(transport: Transport): void {
    if (transport.buffered < this.#unread) this.waitFor("reader", transport);
    else {
      const reason = `the peer read nothing for ${this.#limits.stallMs} ms`;
      transport.abort(new LimitError("stallMs", reason));
    }
  }
}
