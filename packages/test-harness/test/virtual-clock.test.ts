import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { startServer, VirtualClock } from "../src/mod.ts";
import { echo, plainServer } from "./plain-server.ts";

test("VirtualClock fires timers in the order of their deadlines, each at its own instant", async () => {
  const clock = new VirtualClock();
  const fired: string[] = [];
  clock.callLater(300, () => fired.push(`c at ${clock.now()}`));
  clock.callLater(100, () => fired.push(`a at ${clock.now()}`));
  clock.callLater(200, () => fired.push(`b at ${clock.now()}`));
  await clock.advance(299);
  expect(fired).toEqual(["a at 100", "b at 200"]);
  expect(clock.now()).toBe(299);
  await clock.advance(1);
  expect(fired).toEqual(["a at 100", "b at 200", "c at 300"]);
});

test("VirtualClock fires timers of one instant in the order in which they were scheduled", async () => {
  const clock = new VirtualClock();
  const fired: string[] = [];
  clock.callLater(20, () => fired.push("first"));
  await clock.advance(10);
  clock.callLater(10, () => fired.push("second"));
  clock.callLater(10, () => fired.push("third"));
  await clock.advance(10);
  expect(fired).toEqual(["first", "second", "third"]);
});

test("VirtualClock fires a timer that another one, or code that awaits it, armed inside the window", async () => {
  const clock = new VirtualClock();
  const ticks: number[] = [];
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.callLater(ms, resolve);
    });
  const ticking = (async () => {
    for (let count = 0; count < 5; count += 1) {
      await sleep(20);
      ticks.push(clock.now());
    }
  })();
  await clock.advance(100);
  await ticking;
  expect(ticks).toEqual([20, 40, 60, 80, 100]);
});

test("VirtualClock lets a loopback round trip happen between two timers", async () => {
  const clock = new VirtualClock();
  const seen: string[] = [];
  await using running = await startServer(plainServer(echo));
  const client = await running.client();
  clock.callLater(10, () => {
    seen.push("asked");
    void client.send("ping").then(() => client.expect("ping").then((line) => seen.push(...line)));
  });
  clock.callLater(20, () => seen.push("later"));
  await clock.advance(20);
  expect(seen).toEqual(["asked", "ping", "later"]);
});

test("VirtualClock counts what is pending; a cancelled or disposed timer does not fire", async () => {
  const clock = new VirtualClock();
  const fired: string[] = [];
  const cancelled = clock.callLater(10, () => fired.push("cancelled"));
  const kept = clock.callLater(10, () => fired.push("kept"));
  {
    using scoped = clock.callLater(10, () => fired.push("disposed"));
    scoped.reset(20);
    expect(clock.pending).toBe(3);
  }
  cancelled.cancel();
  expect(clock.pending).toBe(1);
  await clock.advance(20);
  expect(fired).toEqual(["kept"]);
  kept.cancel();
  expect(clock.pending).toBe(0);
});

test("VirtualClock starts a timer over on reset, also when it has fired", async () => {
  const clock = new VirtualClock();
  const fired: number[] = [];
  const timer = clock.callLater(10, () => fired.push(clock.now()));
  await clock.advance(9);
  timer.reset(10);
  await clock.advance(9);
  expect(fired).toEqual([]);
  await clock.advance(1);
  expect(fired).toEqual([19]);
  timer.reset(5);
  await clock.advance(5);
  expect(fired).toEqual([19, 24]);
});

test("VirtualClock waits for the timer that the code under test will arm", async () => {
  const clock = new VirtualClock();
  const fired: number[] = [];
  setImmediate(() => clock.callLater(5, () => fired.push(5)));
  await clock.waitForTimer();
  setImmediate(() => clock.callLater(8000, () => fired.push(8000)));
  await clock.waitForTimer(8000);
  expect(clock.pending).toBe(2);
  await clock.advance(8000);
  expect(fired).toEqual([5, 8000]);
});

test("VirtualClock rejects an advance with what a callback throws, and can go on", async () => {
  const clock = new VirtualClock(1000);
  clock.callLater(1, () => {
    throw new Error("boom");
  });
  await expect(clock.advance(1)).rejects.toThrow("boom");
  await clock.advance(1);
  expect(clock.now()).toBe(1002);
});

test("VirtualClock refuses to go back, and to advance twice at once", async () => {
  const clock = new VirtualClock();
  await expect(clock.advance(-1)).rejects.toThrow('Cannot advance by "-1"');
  await expect(clock.advance(Number.NaN)).rejects.toThrow('Cannot advance by "NaN"');
  expect(() => clock.callLater(Number.NaN, () => undefined)).toThrow("NaN");
  const first = clock.advance(1);
  await expect(clock.advance(1)).rejects.toThrow("an earlier advance is not over");
  await first;
});

test("VirtualClock runs a callback in the async context that armed it", async () => {
  const clock = new VirtualClock();
  const context = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  context.run("inside", () => clock.callLater(1, () => seen.push(context.getStore())));
  await clock.advance(1);
  expect(seen).toEqual(["inside"]);
});
