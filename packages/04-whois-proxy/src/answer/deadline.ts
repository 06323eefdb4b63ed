/** The time that a whole answer may take. */

import type { Clock } from "01-background-tasks";

/** A signal that aborts after `ms`, unless it is disposed of before. */
export function deadlineSignal(
  clock: Clock,
  ms: number,
): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const timer = clock.callLater(ms, () => {
    controller.abort(
      new DOMException("The deadline of the whole answer has passed", "TimeoutError"),
    );
  });
  return { signal: controller.signal, [Symbol.dispose]: () => timer.cancel() };
}
