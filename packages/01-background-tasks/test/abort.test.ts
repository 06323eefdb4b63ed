import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { onAbort } from "../src/abort.ts";

test("onAbort calls in the order of listening, with the reason", () => {
  const controller = new AbortController();
  const calls: unknown[] = [];
  onAbort(controller.signal, (reason) => calls.push("first", reason));
  onAbort(controller.signal, () => calls.push("second"));
  controller.abort("why");
  expect(calls).toEqual(["first", "why", "second"]);
});

test("onAbort calls at once when the signal has aborted", () => {
  const calls: unknown[] = [];
  using listening = onAbort(AbortSignal.abort("why"), (reason) => calls.push(reason));
  expect(calls).toEqual(["why"]);
  expect(listening).toBeDefined();
});

test("onAbort does not call who has stopped listening, even a moment ago", () => {
  const controller = new AbortController();
  const calls: string[] = [];
  const stopped = new DisposableStack();
  onAbort(controller.signal, () => stopped.dispose());
  stopped.use(onAbort(controller.signal, () => calls.push("stopped by the one before")));
  onAbort(controller.signal, () => calls.push("kept"));
  controller.abort();
  expect(calls).toEqual(["kept"]);
});

test("onAbort puts one listener on the signal, whatever the number of those who listen", () => {
  const { signal } = new AbortController();
  const listening = new DisposableStack();
  for (let count = 0; count < 10_000; count += 1) listening.use(onAbort(signal, () => {}));
  expect(getEventListeners(signal, "abort")).toHaveLength(1);
  listening.dispose();
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("onAbort of no signal is nothing to dispose", () => {
  expect(() => onAbort(undefined, () => {})[Symbol.dispose]()).not.toThrow();
});
