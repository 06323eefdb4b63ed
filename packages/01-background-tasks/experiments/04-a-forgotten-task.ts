/** Nobody waits for either greeter. The task ends with its run; the promise does not. */
import { createTask, runMain, type Scope, sleep } from "01-background-tasks";

async function greet({ print }: Scope, name: string, delayMs: number): Promise<void> {
  print(`Hello from ${name}`);
  await sleep(delayMs);
  print(`Goodbye from ${name}`);
}

export async function main(scope: Scope): Promise<void> {
  void greet(scope, "first", 200);
  createTask(() => greet(scope, "second", 300), { name: "second" });
  await sleep(100);
  scope.print("main returns");
}

await runMain(import.meta, main);
