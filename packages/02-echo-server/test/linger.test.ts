import { once } from "node:events";
import { connect } from "node:net";
import { turn, VirtualClock } from "test-harness";
import { expect, test } from "vitest";
import { Lingering, LINGER_MS } from "../src/linger.ts";
import { serve } from "./serve.ts";
import { writeUntilRefused } from "./sockets.ts";

test("a reply reaches a client that is still sending when the server closes", async () => {
  await using served = await serve({
    data: (_, transport) => {
      transport.write("too long");
      transport.close();
    },
  });
  // Without lingering the server's kernel answers what comes now with a reset, and the reply,
  // which this client has not read yet, is lost.
  served.client.pause();
  await served.client.sendRaw("x");
  await served.recorder.lost;
  for (let count = 0; count < 20; count += 1) await served.client.sendRaw("x".repeat(50_000));
  served.client.resume();
  expect(await served.client.readToEnd()).toBe("too long");
});

test("Transport is lost when all is sent: lingering is none of the protocol's business", async () => {
  await using served = await serve();
  (await served.recorder.made).close();
  await served.recorder.lost;
  await served.client.sendRaw("anybody there?");
  await served.client.expectEnd();
  expect(served.server.connections.size).toBe(0);
  expect(served.recorder.events).toEqual(["made", "lost cleanly"]);
});

test("a socket lingers no longer than it must", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  const talker = connect({ port: served.running.port, host: "127.0.0.1", allowHalfOpen: true });
  await once(talker, "connect");
  while (served.server.connections.size < 2) await turn(1);
  served.server.closeClients();
  talker.resume();
  await once(talker, "end");
  await clock.waitForTimer(LINGER_MS);
  await clock.advance(LINGER_MS - 1);
  talker.write("still swallowed");
  await turn();
  expect(talker.destroyed).toBe(false);
  await clock.advance(1);
  expect(await writeUntilRefused(talker)).toBeInstanceOf(Error);
  expect(clock.pending).toBe(0);
});

test("a socket does not linger once the peer has ended too", async () => {
  const clock = new VirtualClock();
  await using served = await serve({}, { clock });
  (await served.recorder.made).close();
  await served.client.expectEnd();
  await clock.waitForTimer(LINGER_MS);
  await served.client.end();
  await clock.advance(0);
  expect(clock.pending).toBe(0);
});

test("Server.shutdown and abortClients end sockets that linger", async () => {
  for (const verb of ["shutdown", "abortClients"] as const) {
    const clock = new VirtualClock();
    await using served = await serve({}, { clock });
    (await served.recorder.made).close();
    await served.client.expectEnd();
    await clock.waitForTimer(LINGER_MS);
    await served.server[verb]();
    await clock.advance(0);
    expect(clock.pending).toBe(0);
  }
});

test("Lingering ends each in its turn, with one timer for all", async () => {
  const clock = new VirtualClock();
  const ended: string[] = [];
  const lingerer = (name: string) => ({ abort: () => ended.push(name) });
  const lingering = new Lingering<ReturnType<typeof lingerer>>(clock);
  const [first, second, third] = [lingerer("first"), lingerer("second"), lingerer("third")];
  lingering.add(first);
  await clock.advance(500);
  const seat = lingering.add(second);
  lingering.add(third);
  lingering.remove(seat);
  expect(clock.pending).toBe(1);
  await clock.advance(LINGER_MS - 500);
  expect(ended).toEqual(["first"]);
  await clock.advance(500);
  expect(ended).toEqual(["first", "third"]);
  lingering.add(first);
  lingering.abortAll();
  expect([ended.length, clock.pending]).toEqual([3, 0]);
});
