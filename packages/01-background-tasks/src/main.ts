/**
 * The first program of the story: two tasks say hello while `main` does something else.
 */

import { createTask, parseOptions, runMain, type Scope, sleep, wait } from "./mod.ts";

async function daemonTask({ print }: Scope, name: string, delayMs: number): Promise<never> {
  for (;;) {
    print(`Hello from ${name}`);
    await sleep(delayMs);
  }
}

/** Says hello from two tasks every 0.2 and 0.3 seconds, until it is cancelled. */
export async function main(scope: Scope): Promise<void> {
  const first = createTask(() => daemonTask(scope, "first", 200), { name: "first" });
  const second = createTask(() => daemonTask(scope, "second", 300), { name: "second" });
  await sleep(1000);
  scope.print("Waiting...");
  await wait([first, second]);
}

await runMain(
  import.meta,
  async (scope) => {
    parseOptions({ options: {} });
    await main(scope);
  },
  { usage: "pnpm --filter 01-background-tasks start" },
);
