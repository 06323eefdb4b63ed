/** An async function runs at once, up to its first `await`. A task begins later. */
import { createTask, runMain, type Scope, sleep } from "01-background-tasks";

async function greet({ print }: Scope, name: string, delayMs: number): Promise<void> {
  print(`Hello from ${name}`);
  await sleep(delayMs);
  print(`Goodbye from ${name}`);
}

export async function main(scope: Scope): Promise<void> {
  const first = greet(scope, "first", 200);
  scope.print("Called first");
  const second = createTask(() => greet(scope, "second", 300), { name: "second" });
  scope.print("Created second");
  await Promise.all([first, second]);
}

await runMain(import.meta, main);
