import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import {
  CancelledError,
  createTask,
  currentScope,
  run,
  type Scope,
  sleep,
  systemClock,
  type Task,
} from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";
import { recorder } from "./support/recorder.ts";
import { untilAborted } from "./support/until-aborted.ts";

function argsInTask(): PromiseLike<readonly string[] | undefined> {
  return createTask(() => currentScope()?.args);
}

test("run resolves to what main returned, now or later", async () => {
  expect(await run(() => "now")).toBe("now");
  expect(await run(async () => "later")).toBe("later");
});

test("run rejects with what main threw", async () => {
  const error = new Error("broken");
  expect(await errorOf(run(() => Promise.reject(error)))).toBe(error);
});

test("run does not report main's own failure a second time", async () => {
  const { reports, report } = recorder();
  await errorOf(run(() => Promise.reject(new Error("broken")), { report }));
  expect(reports).toEqual([]);
});

test("run gives main a scope whose members can be taken out of it", async () => {
  const { lines, print } = recorder();
  const clock = new VirtualClock();
  const resource = { [Symbol.dispose]: () => print("disposed") };
  await run(
    ({ signal, clock: ours, print: say, use }) => {
      expect(signal.aborted).toBe(false);
      expect(ours).toBe(clock);
      expect(use(resource)).toBe(resource);
      say("hello");
    },
    { clock, print },
  );
  expect(lines).toEqual(["hello", "disposed"]);
});

test("run uses the system's clock when none is given", async () => {
  expect(await run(({ clock }) => clock)).toBe(systemClock);
});

test("run gives main the command line that it is told, or else that of the process", async () => {
  const args = ["--port", "0"];
  expect(await run((scope) => scope.args, { args })).toEqual(args);
  expect(await run((scope) => scope.args)).toEqual(process.argv.slice(2));
});

test("Scope.args is known to tasks and to a run in the run, which may have its own", async () => {
  await run(
    async () => {
      expect(await argsInTask()).toEqual(["outer"]);
      expect(await run(argsInTask)).toEqual(["outer"]);
      expect(await run(argsInTask, { args: ["inner"] })).toEqual(["inner"]);
    },
    { args: ["outer"] },
  );
});

test("run cancels the tasks that are left when main returns, and waits for them", async () => {
  const events: string[] = [];
  await run(async () => {
    createTask(async (signal) => {
      const reason = await errorOf(untilAborted(signal));
      await turn();
      events.push(String(reason));
    });
    await turn();
    events.push("main returns");
  });
  expect(events).toEqual(["main returns", "CancelledError: Cancelled: the run ends"]);
});

test("run cancels the tasks that are left when main throws", async () => {
  const tasks: Task<never>[] = [];
  const error = new Error("broken");
  const ended = run(async () => {
    tasks.push(createTask(untilAborted));
    await turn();
    throw error;
  });
  expect(await errorOf(ended)).toBe(error);
  expect(tasks.map(({ state }) => state)).toEqual(["cancelled"]);
});

test("run disposes resources after the tasks are through, last one first", async () => {
  const events: string[] = [];
  await run(async ({ use }) => {
    use({ [Symbol.dispose]: () => events.push("first") });
    use({
      [Symbol.asyncDispose]: async () => {
        events.push("second begins");
        await turn();
        events.push("second ends");
      },
    });
    createTask(async (signal) => {
      await errorOf(untilAborted(signal));
      await turn();
      events.push("task");
    });
    await turn();
  });
  expect(events).toEqual(["task", "second begins", "second ends", "first"]);
});

test("run disposes all resources when some disposers throw, and loses no error", async () => {
  const events: string[] = [];
  const failing = (name: string): AsyncDisposable => ({
    [Symbol.asyncDispose]: async () => {
      events.push(name);
      throw new Error(name);
    },
  });
  const ended = run(({ use }) => {
    use({ [Symbol.dispose]: () => events.push("a") });
    use(failing("b"));
    use(failing("c"));
    use({ [Symbol.dispose]: () => events.push("d") });
    throw new Error("main");
  });
  expect(await errorOf(ended)).toMatchObject({
    error: { error: { message: "b" }, suppressed: { message: "c" } },
    suppressed: { message: "main" },
  });
  expect(events).toEqual(["d", "c", "b", "a"]);
});

test("run rejects with a disposer's error when main returned", async () => {
  const ended = run(({ use }) => {
    use({
      [Symbol.dispose]: () => {
        throw new Error("cannot close");
      },
    });
  });
  expect(await errorOf(ended)).toMatchObject({ message: "cannot close" });
});

test("run lets a disposer wait on the clock of the run, and use tasks", async () => {
  const clock = new VirtualClock();
  const { lines, print } = recorder();
  const ended = run(
    ({ use }) => {
      use({
        [Symbol.asyncDispose]: async () => {
          await sleep(100);
          print(await createTask(() => "slept"));
        },
      });
    },
    { clock },
  );
  await clock.waitForTimer(100);
  await clock.advance(100);
  expect(lines).toEqual(["slept"]);
  await ended;
});

test("Scope.use after the end of the run disposes at once", async () => {
  const { lines, reports, print, report } = recorder();
  const { use } = await run((scope: Scope) => scope, { report });
  const late = { [Symbol.dispose]: () => print("disposed") };
  expect(use(late)).toBe(late);
  use({ [Symbol.asyncDispose]: () => Promise.reject(new Error("cannot close")) });
  await turn();
  expect(lines).toEqual(["disposed"]);
  expect(reports).toEqual([
    expect.stringMatching(
      /^Cannot dispose what came after the end of the run: Error: cannot close\n/,
    ),
  ]);
});

test("createTask in what is left after the end of a run makes a cancelled task", async () => {
  const late = Promise.withResolvers<Task<string>[]>();
  const over = Promise.withResolvers<void>();
  await run(() => {
    void over.promise.then(() => late.resolve([createTask(() => "too late")]));
  });
  over.resolve();
  const [task] = await late.promise;
  expect(await task?.settled()).toMatchObject({
    reason: { message: "Cancelled: the run has ended" },
  });
});

test("run after run: each has its own scope, and outside there is none", async () => {
  expect(currentScope()).toBeUndefined();
  const first = await run((scope) => scope);
  const second = await run((scope) => scope);
  expect(first).not.toBe(second);
  expect([first.signal.aborted, second.signal.aborted]).toEqual([true, true]);
  expect(currentScope()).toBeUndefined();
});

test("run in a run ends its own tasks, and shares the clock and the output", async () => {
  const clock = new VirtualClock();
  const { lines, print } = recorder();
  await run(
    async () => {
      const outerTask = createTask(untilAborted);
      const innerTasks = await run(async (inner) => {
        expect(inner.clock).toBe(clock);
        inner.print("from inside");
        const task = createTask(untilAborted);
        await turn();
        return [task];
      });
      expect(innerTasks.map(({ state }) => state)).toEqual(["cancelled"]);
      expect(outerTask.state).toBe("running");
    },
    { clock, print },
  );
  expect(lines).toEqual(["from inside"]);
});

test("run in a task is interrupted when the task is cancelled", async () => {
  const states: string[] = [];
  await run(async () => {
    const task = createTask(() =>
      run((inner) => {
        createTask(untilAborted).onDone(({ status }) => states.push(`inner ${status}`));
        return untilAborted(inner.signal);
      }),
    );
    await turn();
    const reason = new CancelledError("enough");
    task.cancel(reason);
    expect(await errorOf(task)).toBe(reason);
    states.push(task.state);
  });
  expect(states).toEqual(["inner rejected", "cancelled"]);
});
