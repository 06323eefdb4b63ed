import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createServer } from "02-echo-server";
import { descriptorsOf, makeRoomFor, startServer, turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { ChatGroup, WhoisSession } from "../src/mod.ts";
import { Gate, until } from "./recorder.ts";
import { start } from "./start.ts";

const MINUTE = 60_000;

/** More than all kernel buffers between two ends of a loopback connection hold. */
const LONG = "0123456789abcde\n".repeat(1024 * 1024);

/** What a peer is doing when its machine or its network goes: it never sends, reads or ends again. */
const states = [
  { state: "nothing yet", said: "", after: MINUTE, closed: 1 },
  { state: "asking", said: "example.c", after: MINUTE, closed: 1 },
  { state: "reading the answer", said: "long\n", after: 5 * MINUTE, closed: 1 },
  { state: "waiting for the answer", said: "slow\n", after: 60 * MINUTE, closed: 0 },
];

test.for(states)("a peer that vanishes while $state is given up", async (given) => {
  const clock = new VirtualClock();
  const group = new ChatGroup();
  const gate = new Gate();
  const answer = async (query: string): Promise<string> => {
    if (query === "slow") await gate.wait();
    return LONG;
  };
  await using running = await startServer(
    createServer(() => new WhoisSession(answer, { clock, group }), { clock }),
  );
  await using client = await running.client();
  client.pause();
  await client.sendRaw(given.said);
  await until(() => group.size === 1);
  await turn(50);
  await clock.advance(given.after - 1);
  expect(group.size).toBe(1);
  await clock.advance(1);
  expect(group.size).toBe(1 - given.closed);
  // A handler is not hurried; but when it is done, nobody reads what it has to say.
  while (gate.waiting > 0) await gate.open();
  await turn(50);
  await clock.advance(6 * MINUTE);
  expect([running.server.connections.size, group.size, clock.pending]).toEqual([0, 0, 0]);
});

test("a client that sends a byte a second is told that no query came in time", async () => {
  const clock = new VirtualClock();
  await using running = await startServer(
    createServer(() => new WhoisSession(() => "answer\r\n", { clock }), { clock }),
  );
  await using client = await running.client();
  for (let second = 0; second < 60; second += 1) {
    await client.sendRaw("x");
    await clock.advance(1000);
  }
  expect(await client.readToEnd()).toBe("No query came in time.\r\n");
});

test("a client that sends a byte a second has its answer if it comes to an end within a minute", async () => {
  const clock = new VirtualClock();
  await using running = await startServer(
    createServer(() => new WhoisSession((query) => `<${query}>\r\n`, { clock }), { clock }),
  );
  await using client = await running.client();
  for (const byte of `${"x".repeat(58)}\n`) {
    await client.sendRaw(byte);
    await clock.advance(1000);
  }
  expect(await client.readToEnd()).toBe(`<${"x".repeat(58)}>\r\n`);
});

test("start answers a query that comes byte by byte", async () => {
  await using program = await start();
  await using client = await program.client("whois");
  await client.sendRaw("example.com\r\n", { chunk: 1 });
  expect(await client.readToEnd()).toMatch(/\r\nDomain Name: EXAMPLE\.COM\r\n/);
});

const CROWD = 5000;
const AT_A_TIME = 200;

/** Ways for a client to leave, taken in turn; the first asks before it goes. */
const farewells: readonly ((client: Socket) => unknown)[] = [
  (client) => client.end("example.com\r\n"),
  (client) => client.end(),
  (client) => client.resetAndDestroy(),
  (client) => client.destroy(),
];

test("start keeps 5,000 idle clients, answers others meanwhile, and has nothing left of them", async () => {
  await makeRoomFor(CROWD + 700);
  await using program = await start();
  const port = program.port("whois");
  const ask = async (): Promise<void> => {
    await using client = await program.client("whois");
    await client.send("example.com");
    expect(await client.readToEnd()).toMatch(/\r\nDomain Name: EXAMPLE\.COM\r\n/);
  };
  await ask();
  const before = await descriptorsOf(program.pid);

  const crowd: Socket[] = [];
  while (crowd.length < CROWD) {
    const some = Array.from({ length: AT_A_TIME }, () => connect(port, "127.0.0.1"));
    await Promise.all(some.map((client) => once(client, "connect")));
    crowd.push(...some);
  }
  while ((await descriptorsOf(program.pid)) < CROWD) await turn();
  await ask();

  const closed = crowd.map((client) => once(client.resume(), "close"));
  for (const [index, client] of crowd.entries()) farewells[index % farewells.length]?.(client);
  await Promise.all(closed);
  while ((await descriptorsOf(program.pid)) > before) await turn();
  await ask();
  program.signal("SIGTERM");
  expect(await program.exit).toEqual({ code: 143, signal: null });
  expect(program.stderr).toBe("");
});
