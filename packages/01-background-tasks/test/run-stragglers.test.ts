import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { createTask, run, type Task } from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";
import { recorder } from "./support/recorder.ts";
import { untilAborted } from "./support/until-aborted.ts";

test("run names tasks that ignore their cancellation for 5 seconds, and waits on", async () => {
  const clock = new VirtualClock();
  const { reports, report } = recorder();
  const release = Promise.withResolvers<void>();
  let over = false;
  const ended = run(
    async () => {
      createTask(() => release.promise, { name: "poller" });
      createTask(() => release.promise, { name: "writer" });
      createTask(untilAborted, { name: "polite" });
      await turn();
    },
    { clock, report },
  ).then(() => (over = true));
  await clock.waitForTimer(5000);
  await clock.advance(4999);
  expect(reports).toEqual([]);
  await clock.advance(1);
  expect(reports).toEqual([
    'Still waiting, 5000 ms after they were told to stop, for: "poller", "writer"',
  ]);
  await clock.advance(60_000);
  expect([reports.length, over]).toEqual([1, false]);
  release.resolve();
  await ended;
  expect(clock.pending).toBe(0);
});

test("run names main when it ignores an interruption for 5 seconds", async () => {
  const clock = new VirtualClock();
  const { reports, report } = recorder();
  const stop = new AbortController();
  const release = Promise.withResolvers<void>();
  const main = async (): Promise<void> => {
    createTask(untilAborted, { name: "not asked yet" });
    await release.promise;
  };
  const ended = errorOf(run(main, { clock, report, signal: stop.signal }));
  await turn();
  stop.abort(new Error("enough"));
  await clock.waitForTimer(5000);
  await clock.advance(5000);
  expect(reports).toEqual(['Still waiting, 5000 ms after they were told to stop, for: "main"']);
  release.resolve();
  await ended;
  expect(clock.pending).toBe(0);
});

test("run gives a task that begins during the end 5 seconds before it is cancelled", async () => {
  const clock = new VirtualClock();
  const { report } = recorder();
  const cleaner: Task<never>[] = [];
  const ended = run(
    async () => {
      createTask(async (signal) => {
        await errorOf(untilAborted(signal));
        cleaner.push(createTask(untilAborted, { name: "cleaner" }));
      });
      await turn();
    },
    { clock, report },
  );
  await clock.waitForTimer(5000);
  await clock.advance(4999);
  expect(cleaner.map(({ state }) => state)).toEqual(["running"]);
  await clock.advance(1);
  await ended;
  expect(cleaner.map(({ state }) => state)).toEqual(["cancelled"]);
});

test("run is as patient as it is told to be", async () => {
  const clock = new VirtualClock();
  const { reports, report } = recorder();
  const release = Promise.withResolvers<void>();
  const ended = run(
    async () => {
      createTask(() => release.promise, { name: "drain" });
      await turn();
    },
    { clock, report, patience: 60_000 },
  );
  await clock.waitForTimer(60_000);
  await clock.advance(59_999);
  expect(reports).toEqual([]);
  await clock.advance(1);
  expect(reports).toEqual([expect.stringContaining("60000 ms after they were told to stop")]);
  release.resolve();
  await ended;
});
