/**
 * Tasks that start, wait, stop together, and fail loudly: asyncio's first chapter, on Node.
 *
 * ```ts
 * await run(async () => {
 *   const task = createTask(() => sleep(200), { name: "nap" });
 *   await task;
 * });
 * ```
 */

export { currentScope, type Scope } from "./ambient.ts";
export { type Clock, systemClock, type TimerHandle } from "./clock.ts";
export { CancelledError, InterruptedError, TimeoutError } from "./errors.ts";
export {
  hostOption,
  listenPort,
  parseOptions,
  pathOption,
  portOption,
  UsageError,
} from "./options.ts";
export { runMain, type RunMainOptions } from "./run-main.ts";
export { run, type RunOptions } from "./run.ts";
export { sleep, type WaitOptions } from "./sleep.ts";
export { TaskGroup, type TaskGroupOptions, withTaskGroup } from "./task-group.ts";
export { createTask, type Task, type TaskBody, type TaskOptions, type TaskState } from "./task.ts";
export { withTimeout } from "./timeout.ts";
export { wait, type WaitForTasksOptions, type WaitResult } from "./wait.ts";
