/** Two greeters in a group: when one fails the other is cancelled, and `main` hears of it. */
import { runMain, type Scope, sleep, withTaskGroup } from "01-background-tasks";

async function greet({ print }: Scope, name: string, delayMs: number): Promise<void> {
  print(`Hello from ${name}`);
  await sleep(delayMs);
  if (name === "first") throw new Error(`${name} lost its voice`);
  print(`Goodbye from ${name}`);
}

export async function main(scope: Scope): Promise<void> {
  try {
    await withTaskGroup((group) => {
      group.createTask(() => greet(scope, "first", 200), { name: "first" });
      group.createTask(() => greet(scope, "second", 300), { name: "second" });
    });
  } catch (error) {
    if (!(error instanceof AggregateError)) throw error;
    scope.print(`The group failed: ${error.errors.join(", ")}`);
  }
}

await runMain(import.meta, main);
