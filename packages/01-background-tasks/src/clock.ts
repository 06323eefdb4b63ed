/**
 * Time as a parameter. Whatever waits takes a `Clock`, so that a test can move time by hand.
 *
 * ```ts
 * const timer = systemClock.callLater(200, () => console.log("0.2 s have passed"));
 * timer.cancel();
 * ```
 */

/** A call that a clock will make. Disposing cancels it. */
export interface TimerHandle extends Disposable {
  /** Drops the call. Does nothing once it has been made. */
  cancel(): void;
  /** Makes the call (again, if it has been made or cancelled) `ms` milliseconds from now. */
  reset(ms: number): void;
}

/** Where time comes from. */
export interface Clock {
  /** Milliseconds since some fixed moment; never goes back. */
  now(): number;
  /** Calls `callback` once, `ms` milliseconds from now. */
  callLater(ms: number, callback: () => void): TimerHandle;
}

/** Node takes any longer delay for 1 ms, so a longer one is waited for in parts. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;

/** Throws a RangeError unless `ms` is a finite number of milliseconds, 0 or more. */
export function checkMs(action: string, ms: number): void {
  if (Number.isFinite(ms) && ms >= 0) return;
  throw new RangeError(`Cannot ${action} "${ms}" ms: not a finite number of 0 or more`);
}

/**
 * The machine's monotonic clock. A pending call keeps the process alive. Calls run in the order
 * of their deadlines, equal delays in the order of scheduling; a callback keeps its async context.
 */
export const systemClock: Clock = {
  now: () => performance.now(),
  callLater: (ms, callback) => new SystemTimer(ms, callback),
};

class SystemTimer implements TimerHandle {
  readonly #callback: () => void;
  #timeout: NodeJS.Timeout | undefined;

  constructor(ms: number, callback: () => void) {
    this.#callback = callback;
    this.reset(ms);
  }

  cancel(): void {
    clearTimeout(this.#timeout);
    this.#timeout = undefined;
  }

  reset(ms: number): void {
    checkMs("call after", ms);
    this.cancel();
    this.#arm(ms);
  }

  [Symbol.dispose](): void {
    this.cancel();
  }

  #arm(ms: number): void {
    const part = Math.min(ms, LONGEST_TIMEOUT);
    this.#timeout = setTimeout(() => {
      if (part < ms) this.#arm(ms - part);
      else this.#callback();
    }, part);
  }
}
