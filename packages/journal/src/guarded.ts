/** The guard against what would hang. Nothing is ever concluded from how long something took. */
import { type Clock, systemClock } from "01-background-tasks";

const GUARD_MS = 30_000;

/** Settles as `promise` does; rejects with the text of `problem()` when that takes half a minute. */
export async function guarded<T>(
  promise: PromiseLike<T>,
  problem: () => string,
  clock: Clock = systemClock,
): Promise<T> {
  const { promise: first, resolve, reject } = Promise.withResolvers<T>();
  using cleanUps = new DisposableStack();
  cleanUps.use(clock.callLater(GUARD_MS, () => reject(new Error(problem()))));
  promise.then(resolve, reject);
  return await first;
}
