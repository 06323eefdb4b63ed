/**
 * Closing without losing the last words.
 *
 * When a program closes a socket that holds unread bytes, the kernel answers with a reset, and a
 * reset makes the peer's kernel throw away what its program has not read yet: the end of our reply. So
 * after our FIN the socket stays a moment and swallows what the peer still sends, until it ends too
 * (RFC 1122, 4.2.2.13; web servers call it lingering close). asyncio does not do this.
 */
import type { Clock, TimerHandle } from "01-background-tasks";
import { Roster, type Seat } from "./roster.ts";

/** How long a peer may leave its side open after our FIN, in milliseconds. */
export const LINGER_MS = 2_000;

/** What lingers: aborting it destroys its socket. */
interface Lingerer {
  abort(): void;
}

/** One of them, and the time at which it must go. */
export interface Stay<T> {
  readonly lingerer: T;
  readonly deadline: number;
}

/**
 * Those that have sent all they had and whose sockets are not closed yet. All may stay equally long,
 * so the first to come is the first to go, and one timer serves for all: a busy server would
 * otherwise arm and cancel one for each connection. Their sockets must be reading all along.
 */
export class Lingering<T extends Lingerer> {
  readonly #clock: Clock;
  readonly #roster = new Roster<Stay<T>>();
  #timer: TimerHandle | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(lingerer: T): Seat<Stay<T>> {
    this.#timer ??= this.#clock.callLater(LINGER_MS, () => this.#sweep());
    return this.#roster.add({ lingerer, deadline: this.#clock.now() + LINGER_MS });
  }

  remove(seat: Seat<Stay<T>>): void {
    this.#roster.remove(seat);
    if (this.#roster.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Those who linger now. */
  members(): T[] {
    return Array.from(this.#roster, ({ lingerer }) => lingerer);
  }

  /** Ends all of them now. */
  abortAll(): void {
    for (let seat = this.#roster.first; seat !== undefined; seat = this.#roster.first) {
      this.remove(seat);
      seat.member.lingerer.abort();
    }
  }

  #sweep(): void {
    this.#timer = undefined;
    const now = this.#clock.now();
    for (let seat = this.#roster.first; seat !== undefined; seat = this.#roster.first) {
      const { lingerer, deadline } = seat.member;
      if (deadline > now) {
        this.#timer = this.#clock.callLater(deadline - now, () => this.#sweep());
        return;
      }
      this.#roster.remove(seat);
      lingerer.abort();
    }
  }
}
