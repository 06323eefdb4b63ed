import { getEventListeners } from "node:events";
import { setTimeout as nodeSleep } from "node:timers/promises";
import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { CancelledError, createTask, currentScope, run, sleep, withTaskGroup } from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";
import { recorder } from "./support/recorder.ts";
import { untilAborted } from "./support/until-aborted.ts";

test("withTaskGroup waits for all children and returns what the body returned", async () => {
  const order: string[] = [];
  const result = await withTaskGroup(async (group) => {
    for (const name of ["a", "b"]) {
      group.createTask(async () => {
        await turn();
        order.push(name);
      });
    }
    expect(group.size).toBe(2);
    order.push("body");
    return "result";
  });
  expect(result).toBe("result");
  expect(order).toEqual(["body", "a", "b"]);
});

test("withTaskGroup with no children is the body", async () => {
  expect(await withTaskGroup(() => 42)).toBe(42);
});

test("withTaskGroup waits for children that children start", async () => {
  const order: string[] = [];
  await withTaskGroup((group) => {
    group.createTask(async () => {
      await turn();
      group.createTask(async () => {
        await turn();
        order.push("grandchild");
      });
      order.push("child");
    });
  });
  expect(order).toEqual(["child", "grandchild"]);
});

test("withTaskGroup cancels the siblings and the body when the first child fails", async () => {
  const failure = new Error("broken");
  const states: string[] = [];
  let bodySaw: unknown;
  const error = await errorOf(
    withTaskGroup(
      async (group) => {
        const sibling = group.createTask(untilAborted, { name: "sibling" });
        sibling.onDone(() => states.push(sibling.state));
        group.createTask(() => Promise.reject(failure), { name: "culprit" });
        bodySaw = await errorOf(untilAborted(group.signal));
        throw bodySaw;
      },
      { name: "pair" },
    ),
  );
  expect(error).toBeInstanceOf(AggregateError);
  expect(error).toMatchObject({
    errors: [failure],
    message: 'Cannot finish group "pair": a task failed',
  });
  expect(bodySaw).toEqual(new CancelledError('Cancelled because task "culprit" failed'));
  expect(states).toEqual(["cancelled"]);
});

test("withTaskGroup cancels the sleep of its body when a child fails", async () => {
  const clock = new VirtualClock();
  const failure = new Error("broken");
  const ended = run(
    () =>
      withTaskGroup(async (group) => {
        group.createTask(() => Promise.reject(failure));
        await sleep(60_000);
      }),
    { clock },
  );
  expect(await errorOf(ended)).toMatchObject({ errors: [failure] });
  expect(clock.pending).toBe(0);
});

test("withTaskGroup collects the failures of siblings that fail while they are cancelled", async () => {
  const [first, second] = [new Error("first"), new Error("second")];
  const error = await errorOf(
    withTaskGroup((group) => {
      group.createTask(async (signal) => {
        await untilAborted(signal).catch(() => {});
        throw second;
      });
      group.createTask(() => Promise.reject(first));
    }),
  );
  expect(error).toMatchObject({
    errors: [first, second],
    message: 'Cannot finish group "group": 2 tasks failed',
  });
});

test("withTaskGroup adds the body's own error behind those of the children", async () => {
  const [child, body] = [new Error("child"), new Error("body")];
  const error = await errorOf(
    withTaskGroup(async (group) => {
      group.createTask(() => Promise.reject(child));
      await turn();
      throw body;
    }),
  );
  expect(error).toMatchObject({ errors: [child, body] });
});

test("withTaskGroup cancels the children when the body throws, and rejects with just that", async () => {
  const failure = new Error("body");
  const states: string[] = [];
  const error = await errorOf(
    withTaskGroup(async (group) => {
      const child = group.createTask(untilAborted);
      child.onDone(() => states.push(child.state));
      await turn();
      throw failure;
    }),
  );
  expect(error).toBe(failure);
  expect(states).toEqual(["cancelled"]);
});

test("withTaskGroup rejects with the parent's reason when that cancels it", async () => {
  const parent = new AbortController();
  const states: string[] = [];
  const ended = withTaskGroup(
    (group) => {
      const child = group.createTask(untilAborted);
      child.onDone(() => states.push(child.state));
    },
    { signal: parent.signal },
  );
  await turn();
  const reason = new Error("from above");
  parent.abort(reason);
  expect(await errorOf(ended)).toBe(reason);
  expect(states).toEqual(["cancelled"]);
  expect(getEventListeners(parent.signal, "abort")).toHaveLength(0);
});

test("withTaskGroup lets go of its parent's signal when it has ended", async () => {
  const { signal } = new AbortController();
  await withTaskGroup(() => expect(getEventListeners(signal, "abort")).toHaveLength(1), { signal });
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("withTaskGroup rejects with the parent's reason when Node wraps it for the body", async () => {
  const parent = new AbortController();
  const ended = withTaskGroup((group) => nodeSleep(60_000, undefined, { signal: group.signal }), {
    signal: parent.signal,
  });
  await turn();
  const reason = new Error("from above");
  parent.abort(reason);
  expect(await errorOf(ended)).toBe(reason);
});

test("withTaskGroup prefers a child's failure to the parent's cancellation", async () => {
  const parent = new AbortController();
  const failure = new Error("cannot clean up");
  const ended = withTaskGroup(
    (group) => {
      group.createTask(async (signal) => {
        await untilAborted(signal).catch(() => {});
        throw failure;
      });
    },
    { signal: parent.signal },
  );
  await turn();
  parent.abort(new Error("from above"));
  expect(await errorOf(ended)).toMatchObject({ errors: [failure] });
});

test("withTaskGroup in a task is cancelled with the task", async () => {
  const states: string[] = [];
  const task = createTask(() =>
    withTaskGroup((group) => {
      const child = group.createTask(untilAborted);
      child.onDone(() => states.push(child.state));
    }),
  );
  await turn();
  task.cancel();
  await task.settled();
  expect([task.state, ...states]).toEqual(["cancelled", "cancelled"]);
});

test("withTaskGroup nests: a failure goes up group by group", async () => {
  const failure = new Error("deep");
  const error = await errorOf(
    withTaskGroup((outer) => {
      outer.createTask(untilAborted);
      outer.createTask(() =>
        withTaskGroup((inner) => {
          inner.createTask(() => Promise.reject(failure));
        }),
      );
    }),
  );
  expect(error).toMatchObject({ errors: [{ errors: [failure] }] });
});

test("withTaskGroup takes a cancelled child for no failure", async () => {
  const result = await withTaskGroup(async (group) => {
    const child = group.createTask(untilAborted);
    const other = group.createTask(() => "other");
    await turn();
    child.cancel();
    return other;
  });
  expect(result).toBe("other");
});

test("withTaskGroup leaves nothing to report of a failed child", async () => {
  const { reports, report } = recorder();
  await run(
    async () => {
      const ended = withTaskGroup((group) => {
        group.createTask(() => Promise.reject(new Error("broken")));
      });
      await errorOf(ended);
      await turn();
    },
    { report },
  );
  expect(reports).toEqual([]);
});

test("currentScope in the body of withTaskGroup has the signal of the group", async () => {
  await run(() =>
    withTaskGroup((group) => {
      expect(currentScope()?.signal).toBe(group.signal);
    }),
  );
});
