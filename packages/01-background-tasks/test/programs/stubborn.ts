/** Says when it is told to stop, and goes on; `--polite` ends then. SIGTERM is a success. */
import { setInterval } from "node:timers";
import { createTask, parseOptions, runMain } from "../../src/mod.ts";

await runMain(
  import.meta,
  async ({ print, signal }) => {
    const { values } = parseOptions({ options: { polite: { type: "boolean", default: false } } });
    const alive = setInterval(() => {}, 60_000);
    const stopped = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => {
      print(`told to stop: ${String(signal.reason)}`);
      if (values.polite) stopped.resolve();
    });
    print("ready");
    await createTask(() => stopped.promise);
    clearInterval(alive);
  },
  { statusOf: { SIGTERM: 0 } },
);
