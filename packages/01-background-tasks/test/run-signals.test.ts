import { turn } from "test-harness";
import { expect, test } from "vitest";
import { InterruptedError, run } from "../src/mod.ts";
import { errorOf } from "./support/error-of.ts";
import { untilAborted } from "./support/until-aborted.ts";

const SIGNALS = ["SIGUSR2", "SIGWINCH"] as const;

function listeners(): number {
  return SIGNALS.reduce((sum, signal) => sum + process.listenerCount(signal), 0);
}

test("run is interrupted by a signal and rejects with an InterruptedError", async () => {
  const ended = errorOf(run((scope) => untilAborted(scope.signal), { signals: SIGNALS }));
  await turn();
  process.kill(process.pid, "SIGUSR2");
  const error = await ended;
  expect(error).toBeInstanceOf(InterruptedError);
  expect(error).toMatchObject({ signal: "SIGUSR2", message: "Interrupted by SIGUSR2" });
});

test("run listens to no signal any more when the first has come", async () => {
  const before = listeners();
  const goOn = Promise.withResolvers<void>();
  const ended = errorOf(
    run(
      async (scope) => {
        await errorOf(untilAborted(scope.signal));
        await goOn.promise;
      },
      { signals: SIGNALS },
    ),
  );
  await turn();
  expect(listeners()).toBe(before + 2);
  process.kill(process.pid, "SIGWINCH");
  await turn();
  expect(listeners()).toBe(before);
  goOn.resolve();
  expect(await ended).toMatchObject({ signal: "SIGWINCH" });
});

test("run listens to no signal any more when it has ended", async () => {
  const before = listeners();
  await run(() => expect(listeners()).toBe(before + 2), { signals: SIGNALS });
  expect(listeners()).toBe(before);
  await errorOf(run(() => Promise.reject(new Error("broken")), { signals: SIGNALS }));
  expect(listeners()).toBe(before);
});
