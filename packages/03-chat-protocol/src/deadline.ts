/** One timer for the many limits in time of a connection. */
import type { Clock, TimerHandle } from "01-background-tasks";

/**
 * Calls back when a deadline is over. Moving the deadline further away, which happens with every
 * frame, costs no timer: the old one fires, sees that it came too early and is set again.
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #callback: () => void;
  #timer: TimerHandle | undefined;
  #firesAt = Infinity;
  #dueAt = Infinity;

  constructor(clock: Clock, callback: () => void) {
    this.#clock = clock;
    this.#callback = callback;
  }

  /** The callback is due in `ms` milliseconds, whatever was set before; Infinity is never. */
  set(ms: number): void {
    this.#dueAt = ms === Infinity ? Infinity : this.#clock.now() + ms;
    if (this.#dueAt >= this.#firesAt || this.#dueAt === Infinity) return;
    this.#arm(ms);
  }

  /** Nothing is due any more, and no timer is left. */
  cancel(): void {
    this.#dueAt = this.#firesAt = Infinity;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #arm(ms: number): void {
    this.#firesAt = this.#dueAt;
    if (this.#timer === undefined) this.#timer = this.#clock.callLater(ms, () => this.#fire());
    else this.#timer.reset(ms);
  }

  #fire(): void {
    this.#firesAt = Infinity;
    if (this.#dueAt === Infinity) return;
    const left = this.#dueAt - this.#clock.now();
    if (left > 0) this.#arm(left);
    else {
      this.#dueAt = Infinity;
      this.#callback();
    }
  }
}
