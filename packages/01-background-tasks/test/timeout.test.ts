import { getEventListeners } from "node:events";
import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { createTask, run, sleep, TimeoutError, withTimeout } from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";
import { recorder } from "./support/recorder.ts";
import { untilAborted } from "./support/until-aborted.ts";

test("withTimeout resolves as its body does, and leaves no timer", async () => {
  const clock = new VirtualClock();
  expect(await withTimeout(1000, () => "in time", { clock })).toBe("in time");
  expect(clock.pending).toBe(0);
});

test("withTimeout rejects as its body does, and leaves no timer", async () => {
  const clock = new VirtualClock();
  const failing = withTimeout(1000, () => Promise.reject(new Error("broken")), { clock });
  await expect(failing).rejects.toThrow("broken");
  expect(clock.pending).toBe(0);
});

test("withTimeout aborts the body and rejects with a TimeoutError when the time is up", async () => {
  const clock = new VirtualClock();
  let bodySaw: unknown;
  const body = async (signal: AbortSignal): Promise<void> => {
    bodySaw = await errorOf(untilAborted(signal));
  };
  const ended = errorOf(withTimeout(1000, body, { clock }));
  await clock.advance(999);
  expect(bodySaw).toBeUndefined();
  await clock.advance(1);
  const error = await ended;
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ ms: 1000, message: "Timed out after 1000 ms" });
  expect(bodySaw).toBe(error);
});

test("withTimeout does not wait for a body that ignores its signal, and drops its outcome", async () => {
  const clock = new VirtualClock();
  const { reports, report } = recorder();
  const stubborn = Promise.withResolvers<never>();
  await run(
    async () => {
      const ended = errorOf(withTimeout(10, () => stubborn.promise));
      await clock.advance(10);
      expect(await ended).toBeInstanceOf(TimeoutError);
      stubborn.reject(new Error("much later"));
      await turn();
    },
    { clock, report },
  );
  expect(reports).toEqual([]);
});

test("withTimeout leaves the run to wait for a body that ignores its signal", async () => {
  const clock = new VirtualClock();
  const { reports, report } = recorder();
  const stubborn = Promise.withResolvers<void>();
  let over = false;
  const ended = run(() => withTimeout(10, () => stubborn.promise).catch(() => "gave up"), {
    clock,
    report,
  }).finally(() => (over = true));
  await clock.advance(10);
  expect(over).toBe(false);
  await clock.advance(5000);
  expect(reports).toEqual([
    'Still waiting, 5000 ms after they were told to stop, for: "withTimeout(10)"',
  ]);
  stubborn.resolve();
  expect(await ended).toBe("gave up");
});

test("withTimeout cancels a sleep in its body", async () => {
  const clock = new VirtualClock();
  const ended = errorOf(run(() => withTimeout(10, () => sleep(60_000)), { clock }));
  await clock.advance(10);
  expect(await ended).toBeInstanceOf(TimeoutError);
  expect(clock.pending).toBe(0);
});

test("withTimeout as long as its body: the time is up first", async () => {
  const clock = new VirtualClock();
  const ended = errorOf(withTimeout(100, () => sleep(100, { clock }), { clock }));
  await clock.advance(100);
  expect(await ended).toBeInstanceOf(TimeoutError);
});

test("withTimeout in withTimeout: the shorter one wins, and the error says which", async () => {
  const clock = new VirtualClock();
  const nested = (outer: number, inner: number): Promise<unknown> =>
    errorOf(run(() => withTimeout(outer, () => withTimeout(inner, untilAborted)), { clock }));
  const errors = Promise.all([nested(100, 50), nested(30, 50)]);
  await clock.advance(100);
  expect(await errors).toMatchObject([{ ms: 50 }, { ms: 30 }]);
});

test("withTimeout rejects with the reason when its signal aborts, and lets go of it", async () => {
  const clock = new VirtualClock();
  const stop = new AbortController();
  const ended = withTimeout(1000, untilAborted, { clock, signal: stop.signal });
  await turn();
  const reason = new Error("enough");
  stop.abort(reason);
  await expect(ended).rejects.toBe(reason);
  expect(clock.pending).toBe(0);
  expect(getEventListeners(stop.signal, "abort")).toHaveLength(0);
});

test("withTimeout never begins when its signal has aborted", async () => {
  let begun = false;
  const signal = AbortSignal.abort(new Error("too late"));
  await expect(withTimeout(1000, () => (begun = true), { signal })).rejects.toThrow("too late");
  expect(begun).toBe(false);
});

test("withTimeout in a cancelled task can be used to clean up with the signal null", async () => {
  const clock = new VirtualClock();
  const { lines, print } = recorder();
  await run(
    async () => {
      void createTask(async (signal) => {
        await untilAborted(signal).catch(() => {});
        print(await withTimeout(1000, async () => "closed politely", { signal: null }));
      });
      await turn();
    },
    { clock },
  );
  expect(lines).toEqual(["closed politely"]);
});

test("withTimeout rejects a time that is no duration", async () => {
  await expect(withTimeout(-5, () => {})).rejects.toThrow(
    new RangeError('Cannot allow "-5" ms: not a finite number of 0 or more'),
  );
});
