/** The same two greeters, each in a task of its own: both have their turns, and so has `main`. */
import { createTask, runMain, type Scope, sleep, wait } from "01-background-tasks";

async function daemonTask({ print }: Scope, name: string, delayMs: number): Promise<never> {
  for (;;) {
    print(`Hello from ${name}`);
    await sleep(delayMs);
  }
}

export async function main(scope: Scope): Promise<void> {
  const first = createTask(() => daemonTask(scope, "first", 200), { name: "first" });
  const second = createTask(() => daemonTask(scope, "second", 300), { name: "second" });
  await sleep(1000);
  scope.print("Waiting...");
  await wait([first, second]);
}

await runMain(import.meta, main);
