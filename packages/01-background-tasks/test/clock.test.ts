import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test, vi } from "vitest";
import { systemClock } from "../src/mod.ts";

/** Notes calls by name; `all` resolves with the `count`-th. */
function calls(count: number): {
  readonly made: string[];
  readonly note: (name: string) => void;
  readonly all: Promise<void>;
} {
  const made: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const note = (name: string): void => {
    made.push(name);
    if (made.length === count) resolve();
  };
  return { made, note, all: promise };
}

test("systemClock makes its calls in the order of their deadlines", async () => {
  const { made, note, all } = calls(3);
  systemClock.callLater(150, () => note("late"));
  systemClock.callLater(50, () => note("early"));
  systemClock.callLater(100, () => note("between"));
  await all;
  expect(made).toEqual(["early", "between", "late"]);
});

test("systemClock makes calls of equal delay in the order of scheduling", async () => {
  const { made, note, all } = calls(4);
  for (const name of ["a", "b", "c", "d"]) systemClock.callLater(5, () => note(name));
  await all;
  expect(made).toEqual(["a", "b", "c", "d"]);
});

test("systemClock.now never goes back and has reached the deadline of a call", async () => {
  const before = systemClock.now();
  const { promise, resolve } = Promise.withResolvers<number>();
  systemClock.callLater(20, () => resolve(systemClock.now()));
  // Node rounds the start of a timer down to a whole millisecond.
  expect(await promise).toBeGreaterThanOrEqual(before + 19);
});

test("systemClock never makes a call that was cancelled, whichever way", async () => {
  const { made, note, all } = calls(1);
  systemClock.callLater(1, () => note("cancelled")).cancel();
  {
    using timer = systemClock.callLater(1, () => note("disposed"));
    timer.cancel();
  }
  systemClock.callLater(10, () => note("kept"));
  await all;
  expect(made).toEqual(["kept"]);
});

test("systemClock's timer can be reset before it is due, after its call and after cancel", async () => {
  const { made, note, all } = calls(4);
  const later = systemClock.callLater(1, () => note("reset while pending"));
  const again = systemClock.callLater(5, () => {
    note("reset after the call");
    if (made.length < 3) again.reset(20);
  });
  const revived = systemClock.callLater(1, () => note("reset after cancel"));
  revived.cancel();
  revived.reset(10);
  later.reset(15);
  await all;
  expect(made).toEqual([
    "reset after the call",
    "reset after cancel",
    "reset while pending",
    "reset after the call",
  ]);
});

test("systemClock's timer cancels after its call without harm", async () => {
  const { made, note, all } = calls(1);
  const timer = systemClock.callLater(0, () => note("called"));
  await all;
  timer.cancel();
  timer[Symbol.dispose]();
  expect(made).toEqual(["called"]);
});

test("systemClock takes a delay longer than Node's longest timer, which would fire at once", async () => {
  const { made, note, all } = calls(1);
  const warn = vi.spyOn(process, "emitWarning");
  using month = systemClock.callLater(31 * 24 * 3600 * 1000, () => note("after a month"));
  systemClock.callLater(10, () => note("after 10 ms"));
  await all;
  month.cancel();
  expect(made).toEqual(["after 10 ms"]);
  expect(warn).not.toHaveBeenCalled();
});

test("systemClock waits for a long delay in parts that Node can count", () => {
  // The one thing here that cannot be waited for: the first part takes 24.8 days.
  const armed: { readonly ms: unknown; readonly fire: () => void }[] = [];
  const realSetTimeout = setTimeout;
  vi.spyOn(globalThis, "setTimeout").mockImplementation((fire, ms) => {
    armed.push({ ms, fire });
    return realSetTimeout(() => {}, 0);
  });
  let called = false;
  systemClock.callLater(2 ** 31 + 500, () => (called = true));
  armed[0]?.fire();
  expect(called).toBe(false);
  armed[1]?.fire();
  expect(called).toBe(true);
  expect(armed.map(({ ms }) => ms)).toEqual([2 ** 31 - 1, 501]);
});

test("systemClock refuses a delay that is no duration", () => {
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => systemClock.callLater(ms, () => {})).toThrow(RangeError);
  }
  expect(() => systemClock.callLater(-1, () => {})).toThrow(
    'Cannot call after "-1" ms: not a finite number of 0 or more',
  );
});

test("systemClock makes a call in the async context in which it was scheduled", async () => {
  const storage = new AsyncLocalStorage<string>();
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  storage.run("mine", () => systemClock.callLater(1, () => resolve(storage.getStore())));
  expect(await promise).toBe("mine");
});
