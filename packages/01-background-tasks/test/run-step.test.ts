/** `runStep` of the test harness, which may not import `run` itself. */
import { join } from "node:path";
import { type RunningStep, runStep, type RunStepOptions, turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { run } from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";

function start(args: readonly string[], options?: RunStepOptions): Promise<RunningStep> {
  const file = join(import.meta.dirname, "programs/step.ts");
  return runStep(run, file, { ...options, args });
}

test("runStep gives the step its arguments, and takes its lines", async () => {
  await using step = await start(["says", "--loud"]);
  expect(await step.ended).toEqual({ kind: "returned" });
  expect(step.lines).toEqual(["says", "--loud"]);
  expect(step.reports).toEqual([]);
});

test("runStep keeps the command line of the tests from a step that is given none", async () => {
  let args: readonly string[] | undefined;
  const watched: typeof run = (main, options) => {
    args = options?.args;
    return run(main, options);
  };
  await using step = await runStep(watched, join(import.meta.dirname, "programs/step.ts"));
  expect(await step.ended).toEqual({ kind: "returned" });
  expect(args).toEqual([]);
});

test("runStep refuses a file without a main", async () => {
  const file = join(import.meta.dirname, "support/error-of.ts");
  expect(await errorOf(runStep(run, file))).toMatchObject({
    message: `Cannot run "${file}": it exports no main`,
  });
});

test("RunningStep.clock is the only time that the step has", async () => {
  await using step = await start(["sleeps"]);
  await step.line("asleep");
  await step.clock.advance(999);
  expect(step.lines).toEqual(["asleep"]);
  await step.clock.advance(1);
  expect(step.lines).toEqual(["asleep", "awake"]);
  expect(await step.ended).toEqual({ kind: "returned" });
});

test("runStep takes the clock that it is given", async () => {
  const clock = new VirtualClock();
  await using step = await start(["sleeps"], { clock });
  expect(step.clock).toBe(clock);
  await clock.waitForTimer(1000);
  await clock.advance(1000);
  expect(await step.ended).toEqual({ kind: "returned" });
});

test("RunningStep.ended tells of a failure, and does not reject", async () => {
  await using step = await start(["fails"]);
  expect(await step.ended).toEqual({ kind: "failed", error: new Error("broken") });
});

test("RunningStep.interrupt ends the step, and says so", async () => {
  await using step = await start(["sleeps"]);
  await step.line("asleep");
  expect(await step.interrupt()).toEqual({ kind: "interrupted" });
  expect(await step.ended).toEqual({ kind: "interrupted" });
  expect(step.clock.pending).toBe(0);
});

test("RunningStep as a resource is interrupted at the end of its block", async () => {
  const steps: RunningStep[] = [];
  {
    await using step = await start(["sleeps"]);
    steps.push(step);
  }
  expect(await Promise.all(steps.map(({ ended }) => ended))).toEqual([{ kind: "interrupted" }]);
});

test("RunningStep.reports has what would be on standard error", async () => {
  await using step = await start(["fails-unseen"]);
  await step.clock.waitForTimer(1000);
  await turn();
  expect(step.reports[0]).toBe('Task "forgotten" failed and nobody awaited it: Error: lost');
  expect(step.lines).toEqual([]);
});

test("RunningStep.line waits for a line behind those that were waited for", async () => {
  await using step = await start(["says", "one", "two"]);
  expect(await step.line("one")).toBe("one");
  expect(await step.line(/^t/)).toBe("two");
});

const endedWithout = (wanted: string) => ({
  message: `Expected ${wanted} of the step, received:\nsays\none\nbefore it ended`,
});

test("RunningStep.line rejects when the step ends without the line", async () => {
  await using step = await start(["says", "one"]);
  expect(await errorOf(step.line("two"))).toMatchObject(endedWithout("line two"));
  expect(await errorOf(step.client())).toMatchObject(endedWithout("a ready line"));
});

test("RunningStep.client connects to where the step listens, and waits until it does", async () => {
  await using step = await start(["listens"]);
  await using client = await step.client();
  await client.expect("welcome");
  await client.expectEnd();
  expect(step.listening).toMatchObject([{ scheme: "tcp", host: "127.0.0.1" }]);
});
