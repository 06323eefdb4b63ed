import { VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { guarded } from "../src/guarded.ts";

test("guarded settles as the promise does, and leaves no timer behind", async () => {
  const clock = new VirtualClock();
  expect(await guarded(Promise.resolve(1), () => "late", clock)).toBe(1);
  const failing = guarded(Promise.reject(new Error("no")), () => "late", clock);
  await expect(failing).rejects.toThrow("no");
  expect(clock.pending).toBe(0);
});

test("guarded rejects after half a minute with what is the problem then", async () => {
  const clock = new VirtualClock();
  let problem = "nothing yet";
  const { promise } = Promise.withResolvers<void>();
  const [outcome] = await Promise.all([
    Promise.allSettled([guarded(promise, () => problem, clock)]),
    (async () => {
      await clock.advance(29_999);
      problem = "half of it";
      await clock.advance(1);
    })(),
  ]);
  expect(outcome).toEqual([{ status: "rejected", reason: new Error("half of it") }]);
});
