/**
 * A limit on how long a piece of work may take.
 *
 * ```ts
 * const answer = await withTimeout(8000, (signal) => ask(server, signal));
 * ```
 */

import { onAbort } from "./abort.ts";
import { checkMs } from "./clock.ts";
import { TimeoutError } from "./errors.ts";
import { type WaitOptions, waitOptions } from "./sleep.ts";
import { createTask, type TaskBody } from "./task.ts";

/**
 * Runs `body` for at most `ms` milliseconds. Resolves or rejects as it does; rejects with a
 * TimeoutError when the time is up and with `signal.reason` when the signal aborts, having aborted
 * the body's own signal. A body that ignores that is not waited for: it goes on as a task of the
 * run, and its outcome is dropped. Rejects with a RangeError if `ms` is negative or not finite.
 */
export async function withTimeout<T>(
  ms: number,
  body: TaskBody<T>,
  options: WaitOptions = {},
): Promise<T> {
  checkMs("allow", ms);
  const { signal, clock } = waitOptions(options);
  signal?.throwIfAborted();
  const task = createTask(body, { name: `withTimeout(${ms})` });
  const outcome = Promise.withResolvers<T>();
  const giveUp = (reason: unknown): void => {
    task.cancel(reason);
    outcome.reject(reason);
  };
  using cleanUps = new DisposableStack();
  cleanUps.use(clock.callLater(ms, () => giveUp(new TimeoutError(ms))));
  cleanUps.use(onAbort(signal, giveUp));
  task.then(outcome.resolve, outcome.reject);
  return await outcome.promise;
}
