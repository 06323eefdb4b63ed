/**
 * The guard against tests that would hang. It is the only place in the harness that uses real
 * time, and nothing is ever asserted about how long something took.
 */

/** How long an expectation may wait in real time before it is given up: 10 seconds. */
export const DEFAULT_WITHIN_MS = 10_000;

/**
 * Settles as `promise` does. When it has not settled after `ms` real milliseconds it rejects with
 * the text of `problem()`, which is asked only then, so it can show what has arrived so far.
 */
export async function within<T>(
  ms: number,
  promise: PromiseLike<T>,
  problem: () => string,
): Promise<T> {
  const { promise: first, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => reject(new Error(`${problem()} within ${ms} ms`)), ms);
  promise.then(resolve, reject);
  try {
    return await first;
  } finally {
    clearTimeout(timer);
  }
}
