import { turn } from "test-harness";
import type { Clock, TimerHandle } from "../../src/mod.ts";

/**
 * A clock on a busy machine: time passes in leaps. As in Node, those calls are then made that had
 * become due, in the order of their deadlines, and what they schedule comes behind them.
 */
export class StallingClock implements Clock {
  #now = 0;
  readonly #due = new Map<() => void, number>();

  now(): number {
    return this.#now;
  }

  callLater(ms: number, callback: () => void): TimerHandle {
    const call = (): void => callback();
    const cancel = (): void => void this.#due.delete(call);
    const reset = (again: number): void => {
      cancel();
      this.#due.set(call, this.#now + again);
    };
    reset(ms);
    return { cancel, reset, [Symbol.dispose]: cancel };
  }

  /** Stands still for `ms` milliseconds, then goes on for as long as there is something to do. */
  async stall(ms: number): Promise<void> {
    this.#now += ms;
    for (let calls = this.#overdue(); calls.length > 0; calls = this.#overdue()) {
      for (const call of calls) {
        if (!this.#due.delete(call)) continue;
        call();
        await turn();
      }
      this.#now += 1;
    }
  }

  #overdue(): ReadonlyArray<() => void> {
    const timers = [...this.#due].filter(([, deadline]) => deadline <= this.#now);
    return timers.toSorted(([, one], [, other]) => one - other).map(([call]) => call);
  }
}
