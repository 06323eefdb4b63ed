/**
 * Closing without losing the last words.
 *
 * When a program closes a socket that holds unread bytes, the kernel answers with a reset, and a
 * reset makes the peer's kernel throw away what its program has not read yet: the end of our reply. So
 * after our FIN the socket stays a moment and swallows what the peer still sends, until it ends too
 * (RFC 1122, 4.2.2.13; web servers call it lingering close). asyncio does not do this.
 */
import type { Clock, TimerHandle } from "01-background-tasks";

/** How long a peer may leave its side open after our FIN, in milliseconds. */
export const LINGER_MS = 2_000;

/** What lingers: aborting it destroys its socket. */
interface Lingerer {
  abort(): void;
}

/**
 * Those that have sent all they had and whose sockets are not closed yet. All may stay equally long,
 * so the first to come is the first to go, and one timer serves for all: a busy server would
 * otherwise arm and cancel one for each connection. Their sockets must be reading all along.
 */
export class Lingering<T extends Lingerer> {
  readonly #clock: Clock;
  /** Each with the time at which it must go, the soonest first. */
  readonly #deadlines = new Map<T, number>();
  #timer: TimerHandle | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(lingerer: T): void {
    this.#deadlines.set(lingerer, this.#clock.now() + LINGER_MS);
    this.#timer ??= this.#clock.callLater(LINGER_MS, () => this.#sweep());
  }

  delete(lingerer: T): void {
    this.#deadlines.delete(lingerer);
    if (this.#deadlines.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Ends all of them now. */
  abortAll(): void {
    for (const lingerer of this.#deadlines.keys()) {
      this.delete(lingerer);
      lingerer.abort();
    }
  }

  #sweep(): void {
    this.#timer = undefined;
    const now = this.#clock.now();
    for (const [lingerer, deadline] of this.#deadlines) {
      if (deadline > now) {
        this.#timer = this.#clock.callLater(deadline - now, () => this.#sweep());
        return;
      }
      this.#deadlines.delete(lingerer);
      lingerer.abort();
    }
  }
}
