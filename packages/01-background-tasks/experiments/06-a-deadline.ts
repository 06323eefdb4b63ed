/** Each greeter has a quarter of a second. The second one would need three whole ones. */
import { runMain, type Scope, sleep, TimeoutError, withTimeout } from "01-background-tasks";

async function greet({ print }: Scope, name: string, delayMs: number): Promise<void> {
  print(`Hello from ${name}`);
  await sleep(delayMs);
  print(`Goodbye from ${name}`);
}

export async function main(scope: Scope): Promise<void> {
  try {
    await withTimeout(250, () => greet(scope, "first", 200));
    await withTimeout(250, () => greet(scope, "second", 3000));
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
    scope.print(String(error));
  }
}

await runMain(import.meta, main);
