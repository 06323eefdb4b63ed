import { getEventListeners } from "node:events";
import { turn } from "test-harness";
import { expect, test } from "vitest";
import { createTask, run, type Scope } from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";
import { untilAborted } from "./support/until-aborted.ts";

test("run rejects with the reason when its signal aborts, and lets go of it", async () => {
  const stop = new AbortController();
  const ended = errorOf(run((scope) => untilAborted(scope.signal), { signal: stop.signal }));
  await turn();
  const reason = new Error("enough");
  stop.abort(reason);
  expect(await ended).toBe(reason);
  expect(getEventListeners(stop.signal, "abort")).toHaveLength(0);
});

test("run that was interrupted has no result, even if main returns one", async () => {
  const stop = new AbortController();
  const ended = errorOf(
    run((scope) => untilAborted(scope.signal).catch(() => "all saved"), { signal: stop.signal }),
  );
  await turn();
  stop.abort(new Error("enough"));
  expect(await ended).toMatchObject({ message: "enough" });
});

test("run that was interrupted rejects with what main throws then", async () => {
  const stop = new AbortController();
  const ended = errorOf(
    run(
      async (scope) => {
        await errorOf(untilAborted(scope.signal));
        throw new Error("cannot save");
      },
      { signal: stop.signal },
    ),
  );
  await turn();
  stop.abort(new Error("enough"));
  expect(await ended).toMatchObject({ message: "cannot save" });
});

test("run never begins main when its signal has aborted", async () => {
  let begun = false;
  const ended = run(() => (begun = true), { signal: AbortSignal.abort(new Error("too late")) });
  expect(await errorOf(ended)).toMatchObject({ message: "too late" });
  expect(begun).toBe(false);
});

test("run that is interrupted cancels main first; its tasks go on until main is through", async () => {
  const stop = new AbortController();
  const events: string[] = [];
  const main = async (scope: Scope): Promise<void> => {
    const queue = createTask(untilAborted);
    queue.onDone(() => events.push(`task ${queue.state}`));
    await errorOf(untilAborted(scope.signal));
    await turn();
    events.push(`main is through, task ${queue.state}`);
  };
  const ended = errorOf(run(main, { signal: stop.signal }));
  await turn();
  stop.abort(new Error("enough"));
  await ended;
  expect(events).toEqual(["main is through, task running", "task cancelled"]);
});
