/**
 * The two ends of a task that are nobody's fault: it was cancelled, or its time was up.
 * They are the reasons with which signals abort, so `signal.reason` says why.
 */

/** The work was asked to stop before it had finished. Quiet: nobody reports it as a failure. */
export class CancelledError extends Error {
  override readonly name: string = "CancelledError";

  constructor(message = "Cancelled", options?: ErrorOptions) {
    super(message, options);
  }
}

/** The operating system asked the program to stop; `run` rejects with it. */
export class InterruptedError extends CancelledError {
  override readonly name = "InterruptedError";

  /** The signal that arrived: `"SIGINT"` for Ctrl-C. */
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`Interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** The work did not finish in the time it was given. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";

  /** The time it was given, in milliseconds. */
  readonly ms: number;

  constructor(ms: number) {
    super(`Timed out after ${ms} ms`);
    this.ms = ms;
  }
}

/** Whether work that was to stop by `signal` rejected with `error` because it was stopped. */
export function isCancellation(error: unknown, signal: AbortSignal): boolean {
  if (error instanceof CancelledError) return true;
  if (!signal.aborted) return false;
  return error === signal.reason || (error instanceof Error && error.name === "AbortError");
}
