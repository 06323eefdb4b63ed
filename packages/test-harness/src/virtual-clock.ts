/**
 * A clock that moves only when the test says so. It has the shape of `Clock` in
 * `01-background-tasks`, so it goes wherever a clock is a parameter.
 *
 * ```ts
 * const clock = new VirtualClock();
 * const slept = sleep(1000, { clock });
 * await clock.advance(1000);
 * await slept;
 * ```
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { turn } from "./turn.ts";
import { DEFAULT_WITHIN_MS, within } from "./within.ts";

/** One timer of a {@link VirtualClock}. */
export interface VirtualTimer extends Disposable {
  /** The callback will not run; cancelling twice, or after it ran, does nothing. */
  cancel(): void;
  /** Starts over: due `ms` milliseconds from now, also when it had run or had been cancelled. */
  reset(ms: number): void;
}

interface Armed {
  readonly deadline: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Time moves only in {@link advance}. */
export class VirtualClock {
  #now: number;
  #scheduled = 0;
  #advancing = false;
  readonly #armed = new Map<object, Armed>();
  readonly #watchers = new Set<() => void>();

  /** `startAt` is the first value of {@link now}, in milliseconds. */
  constructor(startAt = 0) {
    this.#now = startAt;
  }

  /** Virtual milliseconds. */
  now(): number {
    return this.#now;
  }

  /** Number of timers that are armed; a test that left nothing behind ends with 0. */
  get pending(): number {
    return this.#armed.size;
  }

  /** Runs `callback` once, `ms` virtual milliseconds from now, in {@link advance}. */
  callLater(ms: number, callback: () => void): VirtualTimer {
    const key = {};
    const cancel = (): void => {
      this.#armed.delete(key);
    };
    this.#arm(key, ms, callback);
    return { cancel, reset: (again) => this.#arm(key, again, callback), [Symbol.dispose]: cancel };
  }

  /**
   * Moves time forward by `ms`. Timers fire in the order of their deadlines, those of one instant
   * in the order in which they were scheduled, each at its own instant. Before, between and after
   * them microtasks and loopback I/O have their turn, so that code which awaits between timers can
   * arm new ones that are due inside the window. Rejects with what a callback throws.
   */
  async advance(ms: number): Promise<void> {
    checkMs("advance by", ms);
    if (this.#advancing) throw new Error("Cannot advance: an earlier advance is not over");
    this.#advancing = true;
    try {
      const until = this.#now + ms;
      await turn();
      for (let due = this.#next(until); due !== undefined; due = this.#next(until)) {
        const [key, { deadline, callback }] = due;
        this.#armed.delete(key);
        this.#moveTo(deadline);
        callback();
        await turn();
      }
      this.#moveTo(until);
      await turn();
    } finally {
      this.#advancing = false;
    }
  }

  /**
   * Waits until the code under test has armed a timer: any, or one that is due in exactly `ms`
   * from now. It moves no time; it is what a test does instead of sleeping before it advances.
   */
  async waitForTimer(ms?: number): Promise<void> {
    const isThere = (): boolean =>
      [...this.#armed.values()].some(
        ({ deadline }) => ms === undefined || deadline === this.#now + ms,
      );
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = (): void => {
      if (isThere()) resolve();
    };
    this.#watchers.add(look);
    look();
    try {
      const wanted = ms === undefined ? "a timer" : `a timer due in ${ms} ms`;
      await within(DEFAULT_WITHIN_MS, promise, () => `Expected ${wanted}, ${this.#describe()}`);
    } finally {
      this.#watchers.delete(look);
    }
  }

  #arm(key: object, ms: number, callback: () => void): void {
    checkMs("call after", ms);
    this.#scheduled += 1;
    // A timer keeps the async context of whoever armed it, not that of the test that advances.
    const bound = AsyncLocalStorage.bind(callback);
    this.#armed.set(key, { deadline: this.#now + ms, order: this.#scheduled, callback: bound });
    this.#lookAgain();
  }

  #next(until: number): readonly [object, Armed] | undefined {
    let first: readonly [object, Armed] | undefined;
    for (const entry of this.#armed) {
      const [, timer] = entry;
      if (timer.deadline <= until && (first === undefined || isBefore(timer, first[1]))) {
        first = entry;
      }
    }
    return first;
  }

  #moveTo(instant: number): void {
    this.#now = instant;
    this.#lookAgain();
  }

  #lookAgain(): void {
    for (const look of this.#watchers) look();
  }

  #describe(): string {
    const due = [...this.#armed.values()].map(({ deadline }) => `${deadline - this.#now} ms`);
    return due.length === 0
      ? "but none was armed"
      : `but those armed were due in ${due.join(", ")}`;
  }
}

function checkMs(action: string, ms: number): void {
  if (Number.isFinite(ms) && ms >= 0) return;
  throw new RangeError(`Cannot ${action} "${ms}" ms: not a finite number of 0 or more`);
}

function isBefore(one: Armed, other: Armed): boolean {
  return one.deadline === other.deadline ? one.order < other.order : one.deadline < other.deadline;
}
