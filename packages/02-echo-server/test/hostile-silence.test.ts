import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createConnection, createServer, Echo } from "02-echo-server";
import {
  descriptorsOf,
  keepAliveOf,
  makeRoomFor,
  startProgram,
  startServer,
  turn,
  VirtualClock,
} from "test-harness";
import { expect, test } from "vitest";
import { Recorder } from "./recorder.ts";

test("a peer that says nothing is asked by the kernel whether it is still there", async () => {
  await using running = await startServer(createServer(() => new Echo()));
  const recorder = new Recorder();
  const { transport } = await createConnection(() => recorder, {
    host: "127.0.0.1",
    port: running.port,
  });
  const { peer, local } = transport;
  const accepted = await keepAliveOf(peer.port, local.port);
  const dialled = await keepAliveOf(local.port, peer.port);
  for (const seconds of [accepted, dialled]) {
    expect(seconds).toBeGreaterThan(240);
    expect(seconds).toBeLessThanOrEqual(300);
  }
  transport.close();
  await recorder.lost;
});

test("an echo server puts up with a client that says a byte an hour", async () => {
  const clock = new VirtualClock();
  await using running = await startServer(createServer(() => new Echo(), { clock }));
  await using client = await running.client();
  for (const byte of "hello") {
    await client.sendRaw(byte);
    await client.expectBytes(byte);
    expect(clock.pending).toBe(0);
    await clock.advance(3_600_000);
  }
  await client.end();
  await client.expectEnd();
});

test("start gives each byte back to a client that sends one at a time and reads late", async () => {
  await using echo = await startProgram("02-echo-server", ["--port", "0", "--quiet"]);
  await using client = await echo.client();
  const text = "fdasfdskl\r\n".repeat(20);
  client.pause();
  await client.sendRaw(text, { chunk: 1 });
  await client.end();
  client.resume();
  expect(await client.readToEnd()).toBe(text);
});

/** Many for one process, and few enough for the `ulimit -n` of most machines. */
const CROWD = 5000;
const AT_A_TIME = 200;

/** Ways for a client to leave, taken in turn. */
const farewells: readonly ((client: Socket) => unknown)[] = [
  (client) => client.end(),
  (client) => client.resetAndDestroy(),
  (client) => client.destroy(),
];

test("start keeps 5,000 idle clients, serves others meanwhile, and has nothing left of them", async () => {
  await makeRoomFor(CROWD + 700);
  await using echo = await startProgram("02-echo-server", ["--port", "0", "--quiet"]);
  await using bystander = await echo.client();
  await bystander.send("before");
  await bystander.expect("before");
  const before = await descriptorsOf(echo.pid);

  const crowd: Socket[] = [];
  while (crowd.length < CROWD) {
    const some = Array.from({ length: AT_A_TIME }, () => connect(echo.port(), "127.0.0.1"));
    await Promise.all(some.map((client) => once(client, "connect")));
    crowd.push(...some);
  }
  while ((await descriptorsOf(echo.pid)) < CROWD) await turn();
  await bystander.send("among many");
  await bystander.expect("among many");
  {
    await using late = await echo.client();
    await late.send("as the last one");
    await late.expect("as the last one");
  }

  const closed = crowd.map((client) => once(client.resume(), "close"));
  for (const [index, client] of crowd.entries()) farewells[index % farewells.length]?.(client);
  await Promise.all(closed);
  while ((await descriptorsOf(echo.pid)) > before) await turn();
  await bystander.send("after");
  await bystander.expect("after");
  echo.signal("SIGTERM");
  expect(await echo.exit).toEqual({ code: 143, signal: null });
  expect(echo.stderr).toBe("");
});
