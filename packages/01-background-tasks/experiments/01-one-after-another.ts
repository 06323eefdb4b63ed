/** Two greeters that never end, awaited one after the other: the second never has its turn. */
import { runMain, type Scope, sleep } from "01-background-tasks";

async function daemonTask({ print }: Scope, name: string, delayMs: number): Promise<never> {
  for (;;) {
    print(`Hello from ${name}`);
    await sleep(delayMs);
  }
}

export async function main(scope: Scope): Promise<void> {
  await daemonTask(scope, "first", 200);
  await daemonTask(scope, "second", 300);
}

await runMain(import.meta, main);
