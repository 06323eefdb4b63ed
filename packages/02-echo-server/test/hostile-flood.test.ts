import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { peakMemory, startProgram, type TcpClient } from "test-harness";
import { expect, test } from "vitest";

const MIB = 1024 * 1024;

/** What each of the floods sends: together far more than the server may hold. */
const FLOOD = Buffer.alloc(32 * MIB, "0123456789abcdef");
const FLOODS = 12;
const BOUND = 96 * MIB;

test("start holds little of what clients send who never read, and has it all when they do", async () => {
  await using echo = await startProgram("02-echo-server", ["--port", "0", "--quiet"]);
  await using bystander = await echo.client();
  await converse(bystander);
  const before = await peakMemory(echo.pid);
  const floods = Array.from({ length: FLOODS }, () => flood(echo.port()));
  await Promise.all(floods.map((client) => once(client, "connect")));
  await converse(bystander); // the server goes about its business many times
  const unsent = floods.map((client) => client.writableLength);
  expect(Math.min(...unsent)).toBeGreaterThan(0);
  expect((await peakMemory(echo.pid)) - before).toBeLessThan(BOUND);
  expect(await Promise.all(floods.map(readAll))).toEqual(floods.map(() => FLOOD.length));
  expect(echo.stderr).toBe("");
});

/** Sends all at once, and does not read. */
function flood(port: number): Socket {
  const client = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  client.end(FLOOD);
  return client;
}

async function converse(client: TcpClient): Promise<void> {
  for (let count = 0; count < 1000; count += 1) {
    await client.send(`still here ${count}`);
    await client.expect(`still here ${count}`);
  }
}

/** How many bytes come until the end. */
async function readAll(client: Socket): Promise<number> {
  let length = 0;
  client.on("data", (data) => (length += data.length));
  await once(client, "close");
  return length;
}
