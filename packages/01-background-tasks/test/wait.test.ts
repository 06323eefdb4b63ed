import { getEventListeners } from "node:events";
import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { createTask, run, sleep, type Task, wait, type WaitResult } from "../src/mod.ts";
import { recorder } from "./support/recorder.ts";
import { untilAborted } from "./support/until-aborted.ts";

type Tasks = readonly Task<void>[];
type Waited = WaitResult<Task<void>>;

function names(tasks: Set<Task<void>>): string[] {
  return Array.from(tasks, ({ name }) => name);
}

function notFailing({ name }: Task<void>): boolean {
  return name !== "failing";
}

/** Runs `body` in a run of its own with tasks that end after 100, 200 (by failing) and 300 ms. */
async function withThreeTasks(
  ms: number,
  body: (tasks: Tasks) => Promise<Waited>,
): Promise<{ done: string[]; pending: string[] }> {
  const clock = new VirtualClock();
  const ended = run(
    async () => {
      const quick = createTask(() => sleep(100), { name: "quick" });
      const failing = createTask(
        async () => {
          await sleep(200);
          throw new Error("broken");
        },
        { name: "failing" },
      );
      const slow = createTask(() => sleep(300), { name: "slow" });
      const { done, pending } = await body([quick, failing, slow]);
      return { done: names(done), pending: names(pending) };
    },
    { clock, report: recorder().report },
  );
  await clock.advance(ms);
  const result = await ended;
  expect(clock.pending).toBe(0);
  return result;
}

test("wait waits until all have settled and throws for none", async () => {
  expect(await withThreeTasks(300, (tasks) => wait(tasks))).toEqual({
    done: ["quick", "failing", "slow"],
    pending: [],
  });
});

test("wait with first-completed returns with the first, failed or not", async () => {
  expect(
    await withThreeTasks(100, (tasks) => wait(tasks, { returnWhen: "first-completed" })),
  ).toEqual({
    done: ["quick"],
    pending: ["failing", "slow"],
  });
});

test("wait with first-exception returns with the first that fails", async () => {
  expect(
    await withThreeTasks(200, (tasks) => wait(tasks, { returnWhen: "first-exception" })),
  ).toEqual({
    done: ["quick", "failing"],
    pending: ["slow"],
  });
});

test("wait with first-exception and none that fails returns with the last", async () => {
  const first = { returnWhen: "first-exception" } as const;
  const result = await withThreeTasks(300, (tasks) => wait(tasks.filter(notFailing), first));
  expect(result).toEqual({ done: ["quick", "slow"], pending: [] });
});

test("wait with first-exception takes a cancelled task for no exception", async () => {
  const cancelled = createTask(untilAborted);
  const other = createTask(() => turn());
  cancelled.cancel();
  const { done } = await wait([cancelled, other], { returnWhen: "first-exception" });
  expect([...done]).toEqual([cancelled, other]);
});

test("wait with a timeout returns what has settled by then; the others go on", async () => {
  const states: string[] = [];
  const result = await withThreeTasks(150, async (tasks) => {
    const waited = await wait(tasks, { timeout: 150 });
    for (const { state } of tasks) states.push(state);
    return waited;
  });
  expect(result).toEqual({ done: ["quick"], pending: ["failing", "slow"] });
  expect(states).toEqual(["done", "running", "running"]);
});

test("wait with a timeout of 0 looks and returns", async () => {
  expect(await withThreeTasks(0, (tasks) => wait(tasks, { timeout: 0 }))).toEqual({
    done: [],
    pending: ["quick", "failing", "slow"],
  });
});

test("wait with a longer timeout leaves no timer when all have settled", async () => {
  const result = await withThreeTasks(300, (tasks) => wait(tasks, { timeout: 60_000 }));
  expect(result.pending).toEqual([]);
});

test("wait for tasks that have settled is over at once", async () => {
  const tasks = [createTask(() => 1), createTask(() => 2)];
  await Promise.all(tasks);
  const { done, pending } = await wait(tasks);
  expect([done.size, pending.size]).toEqual([2, 0]);
});

test("wait for no tasks is over at once", async () => {
  const { done, pending } = await wait([]);
  expect([done.size, pending.size]).toEqual([0, 0]);
});

test("wait takes any iterable, and a task that is named twice once", async () => {
  const task = createTask(() => 1);
  function* twice(): Generator<Task<number>> {
    yield task;
    yield task;
  }
  const { done } = await wait(twice());
  expect([...done]).toEqual([task]);
});

test("wait rejects when its signal aborts, cancels nobody and lets go of the signal", async () => {
  const stop = new AbortController();
  await using task = createTask(untilAborted);
  const waiting = wait([task], { signal: stop.signal });
  await turn();
  const reason = new Error("enough");
  stop.abort(reason);
  await expect(waiting).rejects.toBe(reason);
  expect(task.state).toBe("running");
  expect(getEventListeners(stop.signal, "abort")).toHaveLength(0);
});

test("wait in a task is cancelled with the task", async () => {
  await using task = createTask(untilAborted);
  const waiter = createTask(() => wait([task]));
  await turn();
  waiter.cancel();
  await waiter.settled();
  expect([waiter.state, task.state]).toEqual(["cancelled", "running"]);
});

test("wait counts as awaiting while it waits, and no longer", async () => {
  const { reports, report } = recorder();
  const broken = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await run(
    async () => {
      const tasks = broken.map(({ promise }, index) =>
        createTask(() => promise, { name: `task ${index}` }),
      );
      const waiting = wait(tasks, { returnWhen: "first-completed" });
      await turn();
      broken[0]?.reject(new Error("while waited for"));
      await waiting;
      broken[1]?.reject(new Error("afterwards"));
      await turn();
    },
    { report },
  );
  expect(reports).toEqual([
    expect.stringMatching(/^Task "task 1" failed and nobody awaited it: Error: afterwards/),
  ]);
});

test("wait rejects a timeout that is no duration", async () => {
  await expect(wait([], { timeout: Number.NaN })).rejects.toThrow(
    new RangeError('Cannot wait "NaN" ms: not a finite number of 0 or more'),
  );
});
