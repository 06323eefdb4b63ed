/**
 * Tasks that live and fall together.
 *
 * ```ts
 * await withTaskGroup(async (group) => {
 *   group.createTask((signal) => produce(queue, signal));
 *   group.createTask((signal) => consume(queue, signal));
 * }); // both are through here; had one failed, the other would have been cancelled
 * ```
 */

import { onAbort } from "./abort.ts";
import { ambient, within } from "./ambient.ts";
import { CancelledError, isCancellation } from "./errors.ts";
import { createTask, type Task, type TaskBody, type TaskOptions } from "./task.ts";

/** What a group can be told. */
export interface TaskGroupOptions {
  /**
   * Shown in errors.
   * @default "group"
   */
  readonly name?: string;
  /**
   * Cancels the group when it aborts.
   * @default the signal of the calling task
   */
  readonly signal?: AbortSignal;
}

/**
 * The first child to fail cancels the others. A group made with `await using` cancels what is left
 * when the block ends, because a disposer cannot see whether the block threw; `withTaskGroup` can,
 * and lets the children finish.
 */
export class TaskGroup implements AsyncDisposable {
  /** What errors call it. */
  readonly name: string;
  readonly #controller = new AbortController();
  readonly #children = new Set<Task<unknown>>();
  readonly #failures: unknown[] = [];
  readonly #parent: Disposable;
  #ended = false;

  constructor({ name = "group", signal = ambient().signal }: TaskGroupOptions = {}) {
    this.name = name;
    this.#parent = onAbort(signal, (reason) => this.cancel(reason));
  }

  /** Aborts when the group is cancelled. Each child has a signal of its own that follows it. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** How many children have not settled. */
  get size(): number {
    return this.#children.size;
  }

  /** What children have failed with, in order. A cancelled child has not failed. */
  get failures(): readonly unknown[] {
    return this.#failures;
  }

  /**
   * Starts a child. In a group that is being cancelled it is cancelled before it begins. Throws an
   * Error when the group has ended.
   */
  createTask<T>(body: TaskBody<T>, options: Pick<TaskOptions, "name"> = {}): Task<T> {
    if (this.#ended) throw new Error(`Cannot create a task in group "${this.name}": it has ended`);
    const child = createTask(body, { ...options, signal: this.signal });
    this.#children.add(child);
    child.onDone((result) => {
      this.#children.delete(child);
      if (child.state !== "failed" || result.status === "fulfilled") return;
      this.#failures.push(result.reason);
      this.cancel(new CancelledError(`Cancelled because task "${child.name}" failed`));
    });
    return child;
  }

  /** Cancels all children, and the body of a `withTaskGroup`. The first reason counts. */
  cancel(reason: unknown = new CancelledError(`Cancelled group "${this.name}"`)): void {
    this.#controller.abort(reason);
  }

  /** Waits until all children have settled, those started meanwhile too. Then the group has ended. */
  async join(): Promise<void> {
    while (this.#children.size > 0) {
      await Promise.all([...this.#children].map((child) => child.settled()));
    }
    this.#ended = true;
    this.#parent[Symbol.dispose]();
  }

  /** Cancels the children and waits for them. Throws an AggregateError if any had failed. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.cancel();
    await this.join();
    if (this.#failures.length > 0) throw groupError(this.name, this.#failures);
  }
}

/**
 * Runs `body` with a group, waits for all children, and returns what the body returned.
 *
 * When a child fails, its siblings and the body are cancelled; when the body throws, the children
 * are. Rejects, once all have settled, with
 * - an AggregateError if children failed: their errors in order, then the body's own if it threw
 *   one besides;
 * - what the body threw, if only the body did;
 * - the reason of `options.signal` (by default the calling task's) if that aborted.
 */
export async function withTaskGroup<R>(
  body: (group: TaskGroup) => R | PromiseLike<R>,
  { name = "group", signal: parent = ambient().signal }: TaskGroupOptions = {},
): Promise<R> {
  const group = new TaskGroup({ name, ...(parent && { signal: parent }) });
  const work = within({ signal: group.signal }, () => Promise.try(body, group));
  const [outcome] = await Promise.allSettled([work]);
  const threw = outcome.status === "rejected";
  const failed = threw && !isCancellation(outcome.reason, group.signal);
  if (threw) group.cancel(new CancelledError(`Cancelled because the body of "${name}" threw`));
  await group.join();

  if (group.failures.length > 0) {
    throw groupError(name, [...group.failures, ...(failed ? [outcome.reason] : [])]);
  }
  if (!failed) parent?.throwIfAborted();
  if (threw) throw outcome.reason;
  return outcome.value;
}

function groupError(name: string, errors: readonly unknown[]): AggregateError {
  const tasks = errors.length === 1 ? "a task" : `${errors.length} tasks`;
  return new AggregateError(errors, `Cannot finish group "${name}": ${tasks} failed`);
}
