/**
 * A program with a beginning and an end.
 *
 * ```ts
 * await run(async (scope) => {
 *   createTask(() => tick(scope));
 *   await sleep(1000);
 * }); // the ticking task has been cancelled
 * ```
 */

import { onAbort } from "./abort.ts";
import { ambient, type Scope, within } from "./ambient.ts";
import type { Clock } from "./clock.ts";
import { InterruptedError } from "./errors.ts";
import { RunScope } from "./scope.ts";
import { createTask } from "./task.ts";

/** What a run can be told; a test gives it a clock and takes its lines. */
export interface RunOptions {
  /** @default that of the surrounding run, or `systemClock` */
  readonly clock?: Clock;
  /**
   * Signals of the operating system that interrupt the run. A second one does what it does by
   * default: it ends the process.
   * @default none
   */
  readonly signals?: readonly NodeJS.Signals[];
  /** Interrupts the run when it aborts. */
  readonly signal?: AbortSignal;
  /**
   * Takes the lines of `scope.print`.
   * @default those of the surrounding run, or standard output
   */
  readonly print?: (line: string) => void;
  /**
   * Takes reports of what went wrong unseen, such as a failed task that nobody awaited.
   * @default that of the surrounding run, or standard error
   */
  readonly report?: (text: string) => void;
  /**
   * The command line of the program, without its name.
   * @default that of the surrounding run, or of the process
   */
  readonly args?: readonly string[];
  /**
   * Milliseconds that tasks may take to end when they are told to, before those left are named.
   * @default 5000
   */
  readonly patience?: number;
}

const PATIENCE_MS = 5000;

/**
 * `asyncio.run`: runs `main` as a task, and when it has ended cancels the tasks that are left,
 * waits for them, and disposes what was given to `scope.use`, last one first. Whoever ignores its
 * cancellation for longer than `patience` is named on standard error and waited for further.
 *
 * Resolves to what `main` returned. Rejects with what it threw; with an InterruptedError if a
 * signal arrived, or `options.signal.reason` if that aborted, even if `main` then returned; with a
 * SuppressedError if a disposer threw besides. A run inside of a run is interrupted with the task
 * that it is in.
 */
export async function run<T>(
  main: (scope: Scope) => T | PromiseLike<T>,
  options: RunOptions = {},
): Promise<T> {
  const outer = ambient();
  const scope = new RunScope({
    clock: options.clock ?? outer.clock,
    print: options.print ?? outer.scope?.print ?? printLine,
    report: options.report ?? outer.scope?.report ?? reportLine,
    args: options.args ?? outer.scope?.args ?? process.argv.slice(2),
    patience: options.patience ?? PATIENCE_MS,
  });
  const interrupt = (reason: unknown): void => scope.interrupt(reason);
  await using cleanUps = new AsyncDisposableStack();
  cleanUps.use(onAbort(outer.signal, interrupt));
  cleanUps.use(onAbort(options.signal, interrupt));
  cleanUps.use(onFirstSignal(options.signals ?? [], (it) => interrupt(new InterruptedError(it))));
  cleanUps.defer(() => scope.end());

  const surroundings = { scope, clock: scope.clock, signal: scope.signal };
  const result = await within(surroundings, () =>
    createTask(() => main(scope), { name: "main", signal: scope.signal }),
  );
  scope.signal.throwIfAborted();
  return result;
}

/** Calls `callback` for the first signal that arrives, and listens no more from then on. */
function onFirstSignal(
  signals: readonly NodeJS.Signals[],
  callback: (signal: NodeJS.Signals) => void,
): Disposable {
  const stop = (): void => {
    for (const signal of signals) process.off(signal, listener);
  };
  const listener = (signal: NodeJS.Signals): void => {
    stop();
    callback(signal);
  };
  for (const signal of signals) process.on(signal, listener);
  return { [Symbol.dispose]: stop };
}

function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

function reportLine(text: string): void {
  process.stderr.write(`${text}\n`);
}
