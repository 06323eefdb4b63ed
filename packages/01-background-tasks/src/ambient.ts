/**
 * What a piece of code runs in: the program's scope, and the signal that would stop this very
 * piece. Kept in an AsyncLocalStorage, so `sleep(200)` deep inside a task knows both without
 * being told, as `asyncio.get_running_loop()` does.
 */

import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, systemClock } from "./clock.ts";

/** A running program: what `run` gives to `main`. Its members may be taken out of it. */
export interface Scope {
  /**
   * Aborts when the work must stop. In what `run` gives to `main`: when a signal arrives or the run
   * ends. In what `currentScope` gives to a task: when that task is cancelled.
   */
  readonly signal: AbortSignal;
  /** The time of the run. */
  readonly clock: Clock;
  /** Writes one line to standard output, or to the recorder of a test. */
  readonly print: (line: string) => void;
  /** What stands behind the program's name on the command line; `parseOptions` reads it. */
  readonly args: readonly string[];
  /**
   * Disposes `resource` when the run ends, last one first; at once if it has ended already.
   * Returns the resource.
   */
  readonly use: <D extends AsyncDisposable | Disposable>(resource: D) => D;
}

/** What a scope must know of a task. */
export interface KeptTask {
  readonly name: string;
  readonly state: string;
  cancel(reason?: unknown): boolean;
}

/** The side of a scope that only this package sees. */
export interface KeepingScope extends Scope {
  /** Cancels `task` and waits for it when the run ends. */
  keep(task: KeptTask): void;
  /** The task has settled. */
  release(task: KeptTask): void;
  /** Writes to standard error. */
  readonly report: (text: string) => void;
}

/** One object for each task; `sleep` also uses it to know sleepers apart. */
export interface Ambient {
  readonly scope: KeepingScope | undefined;
  readonly signal: AbortSignal | undefined;
  readonly clock: Clock;
}

const storage = new AsyncLocalStorage<Ambient>();
const outside: Ambient = { scope: undefined, signal: undefined, clock: systemClock };

/** The surroundings of the calling code. */
export function ambient(): Ambient {
  return storage.getStore() ?? outside;
}

/** Calls `body` with other surroundings; they hold for everything asynchronous that it starts. */
export function within<R>(changes: Partial<Ambient>, body: () => R): R {
  return storage.run({ ...ambient(), ...changes }, body);
}

/**
 * The scope of the `run` that the calling code belongs to, with the signal of the very task (or
 * group, or `withTimeout`) that calls. `undefined` outside of any run.
 */
export function currentScope(): Scope | undefined {
  const { scope, signal = scope?.signal, clock } = ambient();
  if (scope === undefined || signal === undefined) return undefined;
  return { signal, clock, print: scope.print, args: scope.args, use: scope.use };
}
