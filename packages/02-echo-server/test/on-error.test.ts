import { startProgram } from "test-harness";
import { expect, test } from "vitest";
import { program } from "./programs/fails.ts";

test("a server prints what a callback threw by default: where, who, the stack", async () => {
  const command = { cwd: import.meta.dirname, script: `node --import tsx ${program}` };
  await using running = await startProgram(command);
  await using client = await running.client();
  await client.send("fail");
  await client.expectReset();
  const line = await running.errorLine(/^dataReceived failed \(peer .*\): Error: as you wish$/);
  expect(line).toContain(`127.0.0.1:`);
  expect(await running.errorLine(/^ {4}at /)).toContain("fails.ts");
  await using another = await running.client();
  await another.send("hello");
  await another.expect("hello");
});
