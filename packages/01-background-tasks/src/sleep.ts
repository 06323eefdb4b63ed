/**
 * Waiting for time to pass.
 *
 * ```ts
 * await sleep(200);
 * ```
 */

import { onAbort } from "./abort.ts";
import { ambient } from "./ambient.ts";
import { checkMs, type Clock } from "./clock.ts";
import { sleepersOf } from "./sleepers.ts";

/** What anything that waits can be told. */
export interface WaitOptions {
  /**
   * Stops the waiting when it aborts; `null` for nothing does, not even the end of the run.
   * @default the signal of the task that waits
   */
  readonly signal?: AbortSignal | null;
  /** @default the clock of the `run` that the caller belongs to, or `systemClock` */
  readonly clock?: Clock;
}

/** The options with what was left out taken from the surroundings. */
export function waitOptions(options: WaitOptions): {
  readonly signal: AbortSignal | undefined;
  readonly clock: Clock;
} {
  const { signal, clock } = ambient();
  return {
    signal: options.signal === undefined ? signal : (options.signal ?? undefined),
    clock: options.clock ?? clock,
  };
}

/**
 * Resolves after `ms` milliseconds. A task that has just slept has them counted from when it was to
 * wake, if that is at most a second ago: a loop of sleeps does not drift. Rejects with
 * `signal.reason` as soon as the signal aborts, with a RangeError if `ms` is negative or not finite.
 */
export async function sleep(ms: number, options: WaitOptions = {}): Promise<void> {
  checkMs("sleep", ms);
  const { signal, clock } = waitOptions(options);
  signal?.throwIfAborted();
  const woken = Promise.withResolvers<void>();
  using cleanUps = new DisposableStack();
  cleanUps.use(sleepersOf(clock).add(ms, ambient(), woken.resolve));
  cleanUps.use(onAbort(signal, woken.reject));
  await woken.promise;
}
