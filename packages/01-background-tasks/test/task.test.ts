import { getEventListeners } from "node:events";
import { setTimeout as nodeSleep } from "node:timers/promises";
import { turn } from "test-harness";
import { expect, test } from "vitest";
import {
  CancelledError,
  createTask,
  currentScope,
  run,
  type Task,
  type TaskState,
} from "../src/mod.ts";
import { recorder } from "./support/recorder.ts";
import { untilAborted } from "./support/until-aborted.ts";

test("createTask begins the body on the next microtask, never inside of the call", async () => {
  const order: string[] = [];
  const task = createTask(() => order.push("body"));
  order.push("after createTask");
  expect(task.state).toBe("pending");
  await Promise.resolve();
  order.push("a microtask later");
  await task;
  expect(order).toEqual(["after createTask", "body", "a microtask later"]);
});

test("createTask begins the bodies in the order of creation", async () => {
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((number) => createTask(() => order.push(number))));
  expect(order).toEqual([1, 2, 3]);
});

test("Task resolves to what its body returned, now or later", async () => {
  expect(await createTask(() => "now")).toBe("now");
  expect(await createTask(async () => "later")).toBe("later");
});

test("Task rejects with what its body threw, now or later", async () => {
  const error = new Error("broken");
  const now = createTask(() => {
    throw error;
  });
  const later = createTask(() => Promise.reject(error));
  expect(await now.settled()).toEqual({ status: "rejected", reason: error });
  expect(await later.settled()).toEqual({ status: "rejected", reason: error });
  expect([now.state, later.state]).toEqual(["failed", "failed"]);
});

test("Task goes through its states", async () => {
  const states: TaskState[] = [];
  const task = createTask(async (signal) => {
    states.push(task.state);
    await untilAborted(signal).catch(() => states.push(task.state));
  });
  states.push(task.state);
  await turn();
  task.cancel();
  states.push(task.state);
  await task;
  states.push(task.state);
  expect(states).toEqual(["pending", "running", "cancelling", "cancelling", "done"]);
});

test("Task has the name it was given, or one of its own", () => {
  const named = createTask(() => {}, { name: "poller" });
  const [one, other] = [createTask(() => {}), createTask(() => {})];
  expect(named.name).toBe("poller");
  expect(one.name).toMatch(/^task-\d+$/);
  expect(one.name).not.toBe(other.name);
});

test("Task.cancel aborts the body's signal, and the task rejects with the reason", async () => {
  const task = createTask(untilAborted, { name: "waiter" });
  await turn();
  expect(task.cancel()).toBe(true);
  await expect(task).rejects.toThrow(CancelledError);
  await expect(task).rejects.toThrow('Cancelled task "waiter"');
  expect(task.state).toBe("cancelled");
});

test("Task.cancel before the start: the body never begins", async () => {
  let begun = false;
  const task = createTask(() => (begun = true));
  expect(task.cancel()).toBe(true);
  await expect(task).rejects.toThrow(CancelledError);
  expect(task.state).toBe("cancelled");
  expect(begun).toBe(false);
});

test("Task.cancel after the end changes nothing and says so", async () => {
  const task = createTask(() => "done");
  await task;
  expect(task.cancel()).toBe(false);
  expect(await task).toBe("done");
  expect(task.state).toBe("done");
});

test("Task.cancel a second time keeps the first reason", async () => {
  const task = createTask(untilAborted);
  await turn();
  const reason = new Error("first");
  expect(task.cancel(reason)).toBe(true);
  expect(task.cancel(new Error("second"))).toBe(true);
  await expect(task).rejects.toBe(reason);
  expect(task.state).toBe("cancelled");
});

test("Task that returns although it was cancelled is done", async () => {
  const task = createTask(async (signal) => {
    await untilAborted(signal).catch(() => {});
    return "saved in time";
  });
  await turn();
  task.cancel();
  expect(await task).toBe("saved in time");
  expect(task.state).toBe("done");
});

test("Task that fails while being cancelled has failed", async () => {
  const task = createTask(async (signal) => {
    await untilAborted(signal).catch(() => {});
    throw new Error("cannot clean up");
  });
  await turn();
  task.cancel();
  await expect(task).rejects.toThrow("cannot clean up");
  expect(task.state).toBe("failed");
});

test("Task rejects with the reason when Node wraps it in an AbortError", async () => {
  const task = createTask((signal) => nodeSleep(60_000, undefined, { signal }));
  await turn();
  const reason = new Error("the reason");
  task.cancel(reason);
  await expect(task).rejects.toBe(reason);
  expect(task.state).toBe("cancelled");
});

test("Task that awaits a cancelled task is cancelled, not failed", async () => {
  const inner = createTask(untilAborted, { name: "inner" });
  const outer = createTask(() => inner, { name: "outer" });
  await turn();
  inner.cancel();
  await expect(outer).rejects.toThrow('Cancelled task "inner"');
  expect(outer.state).toBe("cancelled");
});

test("Task follows its parent signal and lets go of it when it settles", async () => {
  const parent = new AbortController();
  const cancelled = createTask(untilAborted, { signal: parent.signal });
  const quick = createTask(() => "quick", { signal: parent.signal });
  expect(await quick).toBe("quick");
  expect(getEventListeners(parent.signal, "abort")).toHaveLength(1);
  const reason = new Error("from above");
  parent.abort(reason);
  await expect(cancelled).rejects.toBe(reason);
  expect(getEventListeners(parent.signal, "abort")).toHaveLength(0);
});

test("Task with a parent signal that has aborted never begins", async () => {
  const reason = new Error("too late");
  let begun = false;
  const task = createTask(() => (begun = true), { signal: AbortSignal.abort(reason) });
  await expect(task).rejects.toBe(reason);
  expect(begun).toBe(false);
});

test("Task in a task lives on when the outer one is cancelled, as in asyncio", async () => {
  const states: TaskState[] = [];
  await run(async () => {
    const inner: Task<never>[] = [];
    const outer = createTask((signal) => {
      inner.push(createTask(untilAborted));
      return untilAborted(signal);
    });
    await turn();
    outer.cancel();
    await outer.settled();
    states.push(outer.state, ...inner.map(({ state }) => state));
  });
  expect(states).toEqual(["cancelled", "running"]);
});

test("Task as a resource is cancelled and waited for at the end of its block", async () => {
  let cleanedUp = false;
  {
    await using task = createTask(async (signal) => {
      await untilAborted(signal).catch(() => {});
      await turn();
      cleanedUp = true;
    });
    await turn();
    expect(task.state).toBe("running");
  }
  expect(cleanedUp).toBe(true);
});

test("Task.onDone calls at the moment of settling, at once afterwards, never when disposed", async () => {
  const calls: string[] = [];
  const task = createTask(() => "value");
  task.onDone((result) => calls.push(`early ${result.status} ${task.state}`));
  task.onDone(() => calls.push("disposed"))[Symbol.dispose]();
  await task;
  task.onDone(() => calls.push("late"));
  expect(calls).toEqual(["early fulfilled done", "late"]);
});

test("Task that fails while nobody awaits it is reported when it fails", async () => {
  const { reports, report } = recorder();
  await run(
    async () => {
      const task = createTask(() => Promise.reject(new Error("disk full")), { name: "saver" });
      await turn();
      expect(task.state).toBe("failed");
      expect(reports).toHaveLength(1);
    },
    { report },
  );
  expect(reports).toHaveLength(1);
  expect(reports[0]).toMatch(
    /^Task "saver" failed and nobody awaited it: Error: disk full\n +at .*task\.test\.ts/,
  );
});

test("Task that fails in the last turn of a run is reported before the run is over", async () => {
  const { reports, report } = recorder();
  await run(
    async () => {
      createTask(async (signal) => {
        await untilAborted(signal).catch(() => {});
        throw new Error("cannot clean up");
      });
      await turn();
    },
    { report },
  );
  expect(reports).toHaveLength(1);
});

test("Task that fails is not reported when it is awaited later in the same turn", async () => {
  const { reports, report } = recorder();
  await run(
    async () => {
      const task = createTask(() => Promise.reject(new Error("known")));
      for (let microtasks = 0; microtasks < 20; microtasks += 1) await Promise.resolve();
      await expect(task).rejects.toThrow("known");
      await turn();
    },
    { report },
  );
  expect(reports).toEqual([]);
});

test("Task that is cancelled while nobody awaits it is quiet", async () => {
  const { reports, report } = recorder();
  await run(
    async () => {
      const task = createTask(untilAborted);
      await turn();
      task.cancel();
      await turn();
    },
    { report },
  );
  expect(reports).toEqual([]);
});

test("currentScope in a task has the signal of that very task", async () => {
  await run(async (scope) => {
    const seen = Promise.withResolvers<[AbortSignal | undefined, AbortSignal]>();
    const task = createTask((signal) => {
      seen.resolve([currentScope()?.signal, signal]);
      return untilAborted(signal);
    });
    const [ambient, own] = await seen.promise;
    expect(ambient).toBe(own);
    task.cancel();
    expect(ambient?.aborted).toBe(true);
    expect(scope.signal.aborted).toBe(false);
  });
});
