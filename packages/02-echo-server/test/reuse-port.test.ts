import { createServer } from "02-echo-server";
import { startProgram } from "test-harness";
import { expect, test } from "vitest";
import { program } from "./programs/who-answers.ts";

const command = { cwd: import.meta.dirname, script: `node --import tsx ${program}` };

/** The kernel deals by a hash of the addresses: so many clients do not all go to one process. */
const MANY = 1000;

test("two processes on one port with reusePort both get connections", async () => {
  await using first = await startProgram(command);
  await using second = await startProgram(command, ["--port", String(first.port())]);
  expect(second.port()).toBe(first.port());
  const answers = new Map<number, number>();
  for (let count = 0; count < MANY && answers.size < 2; count += 1) {
    await using client = await first.client();
    const pid = Number(await client.readToEnd());
    answers.set(pid, (answers.get(pid) ?? 0) + 1);
  }
  expect(new Set(answers.keys())).toEqual(new Set([first.pid, second.pid]));
});

test("when one of two processes on a port ends, the other one gets all connections", async () => {
  await using first = await startProgram(command);
  await using second = await startProgram(command, ["--port", String(first.port())]);
  first.signal("SIGTERM");
  expect(await first.exit).toEqual({ code: 143, signal: null });
  for (let count = 0; count < 20; count += 1) {
    await using client = await second.client();
    expect(await client.readToEnd()).toBe(String(second.pid));
  }
});

test("a port that is shared is not shared with servers that did not ask for it", async () => {
  await using shared = await createServer(() => ({}), { reusePort: true });
  const port = shared.addresses[0]?.port ?? 0;
  await expect(createServer(() => ({}), { port })).rejects.toThrow("the port is in use");
  await using again = await createServer(() => ({}), { port, reusePort: true });
  expect(again.addresses).toEqual(shared.addresses);
});
