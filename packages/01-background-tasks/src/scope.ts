/**
 * The life of one run: its tasks, its resources, and their orderly end.
 */

import { inspect } from "node:util";
import { type KeepingScope, type KeptTask, within } from "./ambient.ts";
import type { Clock, TimerHandle } from "./clock.ts";
import { CancelledError } from "./errors.ts";
import { atEndOfTurn } from "./turn.ts";

/** Where a scope gets its time from and where its lines go. */
export interface Surroundings {
  readonly clock: Clock;
  readonly print: (line: string) => void;
  readonly report: (text: string) => void;
  readonly args: readonly string[];
  /** Tasks that have not ended so many ms after they were asked to are named in a report. */
  readonly patience: number;
}

/** The scope of one `run`: first it may be interrupted, then it ends. */
export class RunScope implements KeepingScope {
  readonly clock: Clock;
  readonly print: (line: string) => void;
  readonly report: (text: string) => void;
  readonly args: readonly string[];
  readonly #patience: number;
  readonly #controller = new AbortController();
  readonly #tasks = new Set<KeptTask>();
  readonly #resources = new AsyncDisposableStack();
  #ending = false;
  #lastTaskGone: (() => void) | undefined;
  #stragglerTimer: TimerHandle | undefined;

  constructor({ clock, print, report, args, patience }: Surroundings) {
    this.clock = clock;
    this.print = print;
    this.report = report;
    this.args = args;
    this.#patience = patience;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly use = <D extends AsyncDisposable | Disposable>(resource: D): D => {
    if (this.#resources.disposed) this.#disposeLate(resource);
    else this.#resources.use(resource);
    return resource;
  };

  keep(task: KeptTask): void {
    this.#tasks.add(task);
    if (this.#resources.disposed) task.cancel(new CancelledError("Cancelled: the run has ended"));
  }

  release(task: KeptTask): void {
    this.#tasks.delete(task);
    if (this.#tasks.size === 0) this.#lastTaskGone?.();
  }

  /** Asks `main` to stop. As in asyncio the other tasks go on until it has, for it may need them. */
  interrupt(reason: unknown): void {
    if (this.signal.aborted) return;
    this.#controller.abort(reason);
    this.#watchForStragglers();
  }

  /**
   * Cancels all tasks, waits for them, then disposes the resources, last one first. All of them are
   * disposed; if several disposers throw, this rejects with a SuppressedError that holds all.
   */
  async end(): Promise<void> {
    this.#ending = true;
    this.#controller.abort(new CancelledError("Cancelled: the run ends"));
    this.#cancelTasks();
    while (this.#tasks.size > 0) await this.#tasksGone();
    this.#stragglerTimer?.cancel();
    // A task that failed in this turn complains at the end of it: before the run is over.
    await new Promise<void>(atEndOfTurn);
    // A disposer may have to wait, so nothing in it is cancelled, and its tasks are its own.
    const surroundings = { scope: undefined, signal: undefined, clock: this.clock };
    await within(surroundings, () => this.#resources.disposeAsync());
  }

  #cancelTasks(): void {
    for (const task of this.#tasks) task.cancel(this.signal.reason);
  }

  async #tasksGone(): Promise<void> {
    this.#watchForStragglers();
    await new Promise<void>((resolve) => {
      this.#lastTaskGone = resolve;
    });
  }

  #watchForStragglers(): void {
    this.#stragglerTimer?.cancel();
    this.#stragglerTimer = this.clock.callLater(this.#patience, () => {
      // A task that is born while others clean up has this long, too.
      if (this.#ending) this.#cancelTasks();
      const stragglers = [...this.#tasks].filter(({ state }) => state === "cancelling");
      const names = stragglers.map(({ name }) => `"${name}"`).join(", ");
      this.report(
        `Still waiting, ${this.#patience} ms after they were told to stop, for: ${names}`,
      );
    });
  }

  #disposeLate(resource: AsyncDisposable | Disposable): void {
    const late = new AsyncDisposableStack();
    late.use(resource);
    late.disposeAsync().catch((error: unknown) => {
      this.report(`Cannot dispose what came after the end of the run: ${inspect(error)}`);
    });
  }
}
