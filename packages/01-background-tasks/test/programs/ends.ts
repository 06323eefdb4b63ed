/** Ends in the way that its first argument names. */
import { createTask, parseOptions, runMain, withTaskGroup } from "../../src/mod.ts";

class PortTakenError extends Error {
  readonly exitStatus = 3;
}

const ways: Readonly<Record<string, () => unknown>> = {
  well: () => undefined,
  "with-output": () => process.stdout.write(`${"x".repeat(1_000_000)}\n`),
  "with-status": () => Promise.reject(new PortTakenError("Cannot listen: the port is in use")),
  "with-bug": () => Promise.reject(new TypeError("a bug")),
  "with-group": () =>
    withTaskGroup((group) => {
      group.createTask(() => Promise.reject(new RangeError("a child's bug")));
    }),
  "with-string": () => {
    // oxlint would not let this be written plainly, yet libraries do it.
    const thrown: unknown = "just text";
    throw thrown;
  },
  "with-forgotten-failure": () => {
    createTask(() => Promise.reject(new Error("lost")), { name: "forgotten" });
  },
  "with-broken-callback": () => {
    createTask(() => {}).onDone(() => {
      throw new Error("broken callback");
    });
  },
  "with-open-timer": () => {
    setInterval(() => {}, 60_000);
  },
};

await runMain(
  import.meta,
  async () => {
    const { positionals } = parseOptions({ allowPositionals: true });
    await ways[positionals[0] ?? ""]?.();
  },
  { usage: "ends WAY" },
);
