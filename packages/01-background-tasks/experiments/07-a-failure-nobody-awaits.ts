/** The first greeter fails and nobody awaits it: it says so, and the rest goes on. */
import { createTask, runMain, type Scope, sleep } from "01-background-tasks";

async function greet({ print }: Scope, name: string, delayMs: number): Promise<void> {
  print(`Hello from ${name}`);
  await sleep(delayMs);
  if (name === "first") throw new Error(`${name} lost its voice`);
  print(`Goodbye from ${name}`);
}

export async function main(scope: Scope): Promise<void> {
  createTask(() => greet(scope, "first", 200), { name: "first" });
  createTask(() => greet(scope, "second", 300), { name: "second" });
  await sleep(400);
  scope.print("main returns");
}

await runMain(import.meta, main);
