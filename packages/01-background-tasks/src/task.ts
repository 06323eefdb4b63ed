/**
 * A started piece of work: named, awaitable, cancellable.
 *
 * ```ts
 * const task = createTask((signal) => copy(from, to, signal), { name: "copy" });
 * task.cancel();
 * await task.settled(); // { status: "rejected", reason: CancelledError }
 * ```
 */

import { inspect } from "node:util";
import { onAbort } from "./abort.ts";
import { ambient, type KeptTask, within } from "./ambient.ts";
import { CancelledError, isCancellation } from "./errors.ts";
import { atEndOfTurn } from "./turn.ts";

/** Work that stops when `signal` aborts. It may reject with `signal.reason` then, or just return. */
export type TaskBody<T> = (signal: AbortSignal) => T | PromiseLike<T>;

/** pending → running → (cancelling →) done | failed | cancelled. */
export type TaskState = "pending" | "running" | "cancelling" | "done" | "failed" | "cancelled";

/** What a task can be told. */
export interface TaskOptions {
  /**
   * Shown in reports.
   * @default "task-1", "task-2", … in order of creation
   */
  readonly name?: string;
  /** Cancels the task when it aborts, with the same reason. */
  readonly signal?: AbortSignal;
}

let tasksMade = 0;

/** A started piece of work; `createTask` and `TaskGroup.createTask` make it. */
export class Task<T> implements PromiseLike<T>, AsyncDisposable, KeptTask {
  /** What reports call it. */
  readonly name: string;
  readonly #controller = new AbortController();
  readonly #scope = ambient().scope;
  readonly #parent: Disposable;
  readonly #promise: Promise<T>;
  readonly #doneCallbacks = new Set<() => void>();
  #state: TaskState = "pending";
  #result: PromiseSettledResult<T> | undefined;
  #awaited = false;

  constructor(body: TaskBody<T>, { name, signal }: TaskOptions = {}) {
    tasksMade += 1;
    this.name = name ?? `task-${tasksMade}`;
    this.#parent = onAbort(signal, (reason) => this.cancel(reason));
    this.#scope?.keep(this);
    this.#promise = this.#run(body);
    this.#promise.catch(() => {}); // a failure that nobody awaits is complained about below
  }

  /** How far it has come. */
  get state(): TaskState {
    return this.#state;
  }

  /**
   * Asks the body to stop by aborting its signal; a body that has not begun never will. The reason
   * of the first call is what the task then rejects with, a CancelledError unless another is given.
   * Returns false if the task has settled already.
   */
  cancel(reason: unknown = new CancelledError(`Cancelled task "${this.name}"`)): boolean {
    if (this.#result !== undefined) return false;
    this.#state = "cancelling";
    this.#controller.abort(reason);
    return true;
  }

  /** The outcome; never rejects. Counts as awaiting. */
  async settled(): Promise<PromiseSettledResult<T>> {
    const [result] = await Promise.allSettled([this]);
    return result;
  }

  /** What `await` calls. Who awaits a task hears of its failure, so it goes unreported. */
  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#awaited = true;
    return this.#promise.then(onFulfilled, onRejected);
  }

  /**
   * Calls `callback` at the moment the task settles, at once if it has. Counts as awaiting for who
   * still listens then. Disposing takes the callback back. What it throws ends the process.
   */
  onDone(callback: (result: PromiseSettledResult<T>) => void): Disposable {
    const call = (): void => {
      this.#awaited = true;
      if (this.#result !== undefined) callback(this.#result);
    };
    if (this.#result === undefined) this.#doneCallbacks.add(call);
    else call();
    return { [Symbol.dispose]: () => this.#doneCallbacks.delete(call) };
  }

  /** Cancels the task and waits for it; a failure is not thrown from here. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.cancel();
    await this.settled();
  }

  async #run(body: TaskBody<T>): Promise<T> {
    await Promise.resolve(); // never begin inside of createTask
    const [result] = await Promise.allSettled([this.#attempt(body)]);
    this.#settle(result);
    if (result.status === "fulfilled") return result.value;
    throw result.reason;
  }

  async #attempt(body: TaskBody<T>): Promise<T> {
    const { signal } = this.#controller;
    signal.throwIfAborted();
    this.#state = "running";
    try {
      return await within({ signal }, () => body(signal));
    } catch (error) {
      // Node's own functions reject with an AbortError around the reason; the reason says more.
      if (signal.aborted && isCancellation(error, signal)) throw signal.reason;
      throw error;
    }
  }

  #settle(result: PromiseSettledResult<T>): void {
    this.#result = result;
    if (result.status === "fulfilled") this.#state = "done";
    else if (isCancellation(result.reason, this.#controller.signal)) this.#state = "cancelled";
    else this.#state = "failed";
    this.#parent[Symbol.dispose]();
    this.#scope?.release(this);
    for (const callback of this.#doneCallbacks) callOrThrowLater(callback);
    this.#doneCallbacks.clear();
    if (this.#state === "failed") atEndOfTurn(() => this.#complainUnlessAwaited());
  }

  #complainUnlessAwaited(): void {
    if (this.#awaited || this.#result?.status !== "rejected") return;
    const { reason } = this.#result;
    // Outside of a run there is nobody to tell: end the process, as an unhandled rejection does.
    if (this.#scope === undefined) throw reason;
    this.#scope.report(`Task "${this.name}" failed and nobody awaited it: ${inspect(reason)}`);
  }
}

/**
 * Starts `body` as a task. It begins on the next microtask, never inside this call (as in asyncio),
 * and inside of a `run` it ends with the run at the latest. If it fails while nobody is awaiting
 * it, it says so on standard error; outside of a `run` it ends the process, as any rejection that
 * nobody handles.
 */
export function createTask<T>(body: TaskBody<T>, options?: TaskOptions): Task<T> {
  return new Task(body, options);
}

/** A mistake in a callback must neither change the outcome of the task nor be lost. */
function callOrThrowLater(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    atEndOfTurn(() => {
      throw error;
    });
  }
}
