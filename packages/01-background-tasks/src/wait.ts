/**
 * Waiting for several tasks, whatever becomes of them.
 *
 * ```ts
 * const { done, pending } = await wait([first, second], { timeout: 1000 });
 * ```
 */

import { onAbort } from "./abort.ts";
import { checkMs } from "./clock.ts";
import { type WaitOptions, waitOptions } from "./sleep.ts";
import type { Task } from "./task.ts";

/** How long to wait for tasks. */
export interface WaitForTasksOptions extends WaitOptions {
  /**
   * Stop waiting after so many milliseconds.
   * @default for ever
   */
  readonly timeout?: number;
  /**
   * What is enough: that all have settled, that one has, or that one has failed (else all).
   * @default "all-completed"
   */
  readonly returnWhen?: "all-completed" | "first-completed" | "first-exception";
}

/** How far the tasks have come. */
export interface WaitResult<T> {
  /** The tasks that have settled; `await` each to see what became of it. */
  readonly done: Set<T>;
  /** The tasks that have not. They go on: waiting never cancels. */
  readonly pending: Set<T>;
}

/**
 * Waits for tasks without throwing for any of them, as `asyncio.wait`. Waiting for none is over at
 * once. Rejects with `signal.reason` when the signal aborts, with a RangeError for a bad timeout;
 * the tasks go on in either case.
 */
export async function wait<T extends Task<unknown>>(
  tasks: Iterable<T>,
  options: WaitForTasksOptions = {},
): Promise<WaitResult<T>> {
  const { timeout, returnWhen = "all-completed" } = options;
  if (timeout !== undefined) checkMs("wait", timeout);
  const { signal, clock } = waitOptions(options);
  signal?.throwIfAborted();

  const all = new Set(tasks);
  const pending = new Set(all);
  const done = new Set<T>();
  const enough = Promise.withResolvers<void>();
  const isEnough = (latest: T): boolean =>
    returnWhen === "first-completed" ||
    (returnWhen === "first-exception" && latest.state === "failed");

  using cleanUps = new DisposableStack();
  for (const task of all) {
    const move = (): void => {
      pending.delete(task);
      done.add(task);
      if (isEnough(task) || pending.size === 0) enough.resolve();
    };
    cleanUps.use(task.onDone(move));
  }
  if (all.size === 0) enough.resolve();
  if (timeout !== undefined) cleanUps.use(clock.callLater(timeout, () => enough.resolve()));
  cleanUps.use(onAbort(signal, enough.reject));
  await enough.promise;
  return { done, pending };
}
