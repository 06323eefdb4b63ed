/** A step of which its first argument says what it does. */
import { once } from "node:events";
import { createServer } from "node:net";
import { createTask, runMain, type Scope, sleep } from "../../src/mod.ts";

const ways: Readonly<Record<string, (scope: Scope) => unknown>> = {
  says: ({ args, print }) => args.forEach((arg) => print(arg)),
  sleeps: async ({ print }) => {
    print("asleep");
    await sleep(1000);
    print("awake");
  },
  fails: () => Promise.reject(new Error("broken")),
  "fails-unseen": async () => {
    createTask(() => Promise.reject(new Error("lost")), { name: "forgotten" });
    await sleep(1000);
  },
  listens: async ({ print, use }) => {
    const server = use(createServer((socket) => socket.end("welcome\r\n")));
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = server.address();
    if (typeof address === "object") print(`listening on tcp://127.0.0.1:${address?.port}`);
    await sleep(60_000);
  },
};

export async function main(scope: Scope): Promise<void> {
  await ways[scope.args[0] ?? ""]?.(scope);
}

await runMain(import.meta, main);
