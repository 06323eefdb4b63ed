import { getEventListeners } from "node:events";
import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { CancelledError, createTask, run, sleep } from "../src/mod.ts";
import { lateClock } from "./support/late-clock.ts";
import { recorder } from "./support/recorder.ts";
import { StallingClock } from "./support/stalling-clock.ts";

/** Runs `main` on a virtual clock, which is moved on by `ms`. */
async function onVirtualClock(ms: number, main: (note: (line: string) => void) => Promise<void>) {
  const clock = new VirtualClock();
  const { lines, print } = recorder();
  const ended = run(() => main((what) => print(`${clock.now()} ${what}`)), { clock });
  await clock.advance(ms);
  await ended;
  expect(clock.pending).toBe(0);
  return lines;
}

test("sleep resolves after its time and not before", async () => {
  const clock = new VirtualClock();
  let slept = false;
  const sleeping = sleep(200, { clock }).then(() => (slept = true));
  await clock.advance(199);
  expect(slept).toBe(false);
  await clock.advance(1);
  expect(slept).toBe(true);
  await sleeping;
});

test("sleep takes the clock of the run when none is given", async () => {
  const lines = await onVirtualClock(5000, async (note) => {
    await sleep(5000);
    note("awake");
  });
  expect(lines).toEqual(["5000 awake"]);
});

test("sleep of 0 ms lets everybody else have a turn", async () => {
  const lines = await onVirtualClock(0, async (note) => {
    const other = createTask(() => note("other"));
    await sleep(0);
    note("main");
    await other;
  });
  expect(lines).toEqual(["0 other", "0 main"]);
});

test("sleep of 0 ms in a loop does not keep I/O from its turn", async () => {
  const clock = new VirtualClock();
  const io: string[] = [];
  setImmediate(() => io.push("turn"));
  const busy = (async () => {
    while (io.length === 0) await sleep(0, { clock });
  })();
  await clock.advance(0);
  await busy;
  expect(io).toEqual(["turn"]);
});

test("sleepers of one instant wake in the order in which they fell asleep", async () => {
  const lines = await onVirtualClock(100, async (note) => {
    const nap = async (name: string, ...naps: number[]): Promise<void> => {
      for (const ms of naps) await sleep(ms);
      note(name);
    };
    await Promise.all([nap("40 + 60", 40, 60), nap("100", 100), nap("10 + 90", 10, 90)]);
  });
  expect(lines).toEqual(["100 100", "100 10 + 90", "100 40 + 60"]);
});

test("sleepers that meet again and again take turns at waking first", async () => {
  const lines = await onVirtualClock(2400, async (note) => {
    const beat = async (name: string, ms: number): Promise<void> => {
      for (let time = ms; time <= 2400; time += ms) {
        await sleep(ms);
        if (time % 600 === 0) note(name);
      }
    };
    const tasks = [createTask(() => beat("200", 200)), createTask(() => beat("300", 300))];
    await Promise.all(tasks);
  });
  expect(lines).toEqual([
    "600 300",
    "600 200",
    "1200 200",
    "1200 300",
    "1800 300",
    "1800 200",
    "2400 200",
    "2400 300",
  ]);
});

test("a loop of sleeps does not drift when every wake-up is late", async () => {
  const lines: string[] = [];
  const late = lateClock(7);
  const beat = async (name: string, ms: number, times: number): Promise<void> => {
    for (let time = 1; time <= times; time += 1) {
      await sleep(ms, { clock: late.clock });
      lines.push(`${name} ${time}`);
    }
  };
  const beats = Promise.all([beat("200", 200, 6), beat("300", 300, 4)]);
  await late.advance(1300);
  await beats;
  // With the lateness added up, 200's third beat would be due 7 ms after 300's second one.
  expect(lines).toEqual([
    "200 1",
    "300 1",
    "200 2",
    "300 2",
    "200 3",
    "200 4",
    "300 3",
    "200 5",
    "300 4",
    "200 6",
  ]);
  // Each instant has one timer, and every delay but the first ones makes up for the lateness.
  expect(late.delays).toEqual([200, 300, 193, 293, 293, 193, 193, 293]);
});

test("sleepers wake in the order of their instants when the clock has stood still", async () => {
  const clock = new StallingClock();
  const lines: string[] = [];
  const beat = async (name: string, ms: number, times: number): Promise<void> => {
    for (let time = 1; time <= times; time += 1) {
      await sleep(ms, { clock });
      lines.push(`${ms * time} ${name}`);
    }
  };
  const all = Promise.all([beat("main", 1000, 1), beat("first", 200, 6), beat("second", 300, 4)]);
  await turn();
  await clock.stall(100);
  await clock.stall(1000);
  await clock.stall(100);
  await all;
  expect(lines).toEqual([
    "200 first",
    "300 second",
    "400 first",
    "600 second",
    "600 first",
    "800 first",
    "900 second",
    "1000 main",
    "1000 first",
    "1200 second",
    "1200 first",
  ]);
});

test("sleep in a turn of its own counts from now, not from the last wake-up", async () => {
  const clock = new VirtualClock();
  const wakeUps: number[] = [];
  const nap = async (): Promise<void> => {
    await sleep(100, { clock });
    wakeUps.push(clock.now());
  };
  const first = nap();
  await clock.advance(150);
  const second = nap();
  await clock.advance(100);
  await Promise.all([first, second]);
  expect(wakeUps).toEqual([100, 250]);
});

test("sleep counts from now when the task was woken far too late", async () => {
  const late = lateClock(1500);
  const sleeping = (async () => {
    await sleep(200, { clock: late.clock });
    await sleep(200, { clock: late.clock });
  })();
  await late.advance(4000);
  await sleeping;
  expect(late.delays).toEqual([200, 200]);
});

test("sleep rejects with the reason as soon as its signal aborts, and leaves no timer", async () => {
  const clock = new VirtualClock();
  const stop = new AbortController();
  const sleeping = sleep(200, { clock, signal: stop.signal });
  await clock.waitForTimer(200);
  const reason = new Error("enough");
  stop.abort(reason);
  await expect(sleeping).rejects.toBe(reason);
  expect(clock.pending).toBe(0);
});

test("sleep rejects at once when its signal has aborted already, and arms no timer", async () => {
  const { clock, delays } = lateClock(0);
  const reason = new Error("too late");
  await expect(sleep(200, { clock, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(delays).toEqual([]);
});

test("sleep that is cancelled leaves who sleeps until the same instant asleep", async () => {
  const clock = new VirtualClock();
  const stop = new AbortController();
  const cancelled = sleep(200, { clock, signal: stop.signal });
  const other = sleep(200, { clock });
  stop.abort(new Error("enough"));
  await expect(cancelled).rejects.toThrow("enough");
  expect(clock.pending).toBe(1);
  await clock.advance(200);
  await expect(other).resolves.toBeUndefined();
});

test("sleep that is cancelled leaves who sleeps longer or less asleep", async () => {
  const clock = new VirtualClock();
  const stop = new AbortController();
  const less = sleep(100, { clock });
  const cancelled = sleep(200, { clock, signal: stop.signal });
  const longer = sleep(300, { clock });
  stop.abort(new Error("enough"));
  await expect(cancelled).rejects.toThrow("enough");
  await clock.advance(300);
  expect(await Promise.all([less, longer])).toEqual([undefined, undefined]);
});

test("sleep in a task is cancelled with the task", async () => {
  const lines = await onVirtualClock(0, async (note) => {
    const task = createTask(() => sleep(1000), { name: "sleeper" });
    await turn();
    task.cancel();
    const result = await task.settled();
    note(`${result.status} ${task.state}`);
  });
  expect(lines).toEqual(["0 rejected cancelled"]);
});

test("sleep with the signal null goes on in a cancelled task, to clean up", async () => {
  const lines = await onVirtualClock(1000, async (note) => {
    const task = createTask(async () => {
      try {
        await sleep(10_000);
      } finally {
        await expect(sleep(50)).rejects.toThrow(CancelledError);
        await sleep(50, { signal: null });
        note("cleaned up");
      }
    });
    await sleep(1);
    task.cancel();
    await task.settled();
  });
  expect(lines).toEqual(["51 cleaned up"]);
});

test("sleep removes its listener from the signal", async () => {
  const clock = new VirtualClock();
  const { signal } = new AbortController();
  const sleeping = sleep(10, { clock, signal });
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  await clock.advance(10);
  await sleeping;
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("sleep rejects a time that is no duration", async () => {
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    await expect(sleep(ms)).rejects.toThrow(RangeError);
  }
  await expect(sleep(-1)).rejects.toThrow('Cannot sleep "-1" ms: not a finite number of 0 or more');
});
