/** To cancel is to ask. The first greeter listens and stops; the second does not listen. */
import { createTask, runMain, type Scope, sleep, wait } from "01-background-tasks";

async function greet({ print }: Scope, name: string, delayMs: number): Promise<void> {
  print(`Hello from ${name}`);
  const deaf = name === "second";
  await sleep(delayMs, deaf ? { signal: null } : {});
  print(`Goodbye from ${name}`);
}

export async function main(scope: Scope): Promise<void> {
  const first = createTask(() => greet(scope, "first", 200), { name: "first" });
  const second = createTask(() => greet(scope, "second", 300), { name: "second" });
  await sleep(100);
  scope.print("Cancelling both");
  first.cancel();
  second.cancel();
  await wait([first, second]);
  scope.print(`first is ${first.state}, second is ${second.state}`);
}

await runMain(import.meta, main);
