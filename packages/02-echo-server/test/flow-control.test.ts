import { connect } from "node:net";
import { once } from "node:events";
import { createServer, Echo, type Transport } from "02-echo-server";
import { startServer, turn } from "test-harness";
import { expect, test } from "vitest";
import { serve } from "./serve.ts";

const KIB = 1024;

/** Writes pieces until writing pauses; returns what was buffered after each of them. */
function writeUntilPaused(transport: Transport, events: readonly string[], size: number): number[] {
  const piece = Buffer.alloc(size);
  const buffered: number[] = [];
  while (!events.includes("pause")) {
    transport.write(piece);
    buffered.push(transport.buffered);
  }
  return buffered;
}

test("Transport pauses writing with the first byte over the high mark", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  served.client.pause();
  const buffered = writeUntilPaused(transport, served.recorder.events, KIB);
  const waiting = buffered.filter((bytes) => bytes > 0);
  expect(buffered.at(-1)).toBeGreaterThan(64 * KIB);
  expect(Math.max(...buffered.slice(0, -1))).toBeLessThanOrEqual(64 * KIB);
  expect(waiting.length).toBeGreaterThan(1); // it waited, and did not pause, before
});

test("Transport does not pause at exactly the high mark", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  served.client.pause();
  while (transport.buffered === 0) transport.write(Buffer.alloc(KIB));
  transport.setWaterMarks({ high: transport.buffered + 10 });
  transport.write("0123456789");
  expect(served.recorder.events).toEqual(["made"]);
  transport.write("1");
  expect(served.recorder.events).toEqual(["made", "pause"]);
});

test("Transport resumes writing at the low mark, long before it is empty", async () => {
  const resumedAt: number[] = [];
  await using served = await serve({
    resume: (transport) => resumedAt.push(transport.buffered),
  });
  const transport = await served.recorder.made;
  const low = 512 * KIB;
  transport.setWaterMarks({ high: 2 * low, low });
  served.client.pause();
  writeUntilPaused(transport, served.recorder.events, 8 * KIB);
  served.client.resume();
  await served.recorder.saw("resume");
  // Counted in turns of 64 KiB: the first count at or under the mark, and not one later.
  expect(resumedAt).toHaveLength(1);
  expect(resumedAt[0]).toBeLessThanOrEqual(low);
  expect(resumedAt[0]).toBeGreaterThan(low - 64 * KIB);
});

test("Transport counts one huge write down in turns, not as one piece", async () => {
  const resumedAt: number[] = [];
  await using served = await serve({
    resume: (transport) => resumedAt.push(transport.buffered),
  });
  const transport = await served.recorder.made;
  const low = 1024 * KIB;
  transport.setWaterMarks({ low });
  served.client.pause();
  transport.write(Buffer.alloc(16 * 1024 * KIB));
  expect(served.recorder.events).toEqual(["made", "pause"]);
  served.client.resume();
  await served.recorder.saw("resume");
  expect(resumedAt[0]).toBeLessThanOrEqual(low);
  expect(resumedAt[0]).toBeGreaterThan(low - 64 * KIB);
});

test("Transport pairs pauses with resumes", async () => {
  await using served = await serve({
    resume: (transport) => {
      if (served.recorder.events.length < 9) transport.write(Buffer.alloc(16 * 1024 * KIB));
      else transport.close();
    },
  });
  const transport = await served.recorder.made;
  transport.write(Buffer.alloc(16 * 1024 * KIB));
  await served.client.readBytesToEnd();
  await served.recorder.lost;
  const pairs = ["pause", "resume", "pause", "resume", "pause", "resume", "pause", "resume"];
  expect(served.recorder.events).toEqual(["made", ...pairs, "lost cleanly"]);
});

test("Transport with high mark 0 pauses whenever a byte waits and resumes when none does", async () => {
  const resumedAt: number[] = [];
  await using served = await serve({
    resume: (transport) => resumedAt.push(transport.buffered),
  });
  const transport = await served.recorder.made;
  transport.setWaterMarks({ high: 0 });
  served.client.pause();
  const buffered = writeUntilPaused(transport, served.recorder.events, 64 * KIB);
  expect(buffered.slice(0, -1).every((bytes) => bytes === 0)).toBe(true);
  served.client.resume();
  await served.recorder.saw("resume");
  expect(resumedAt).toEqual([0]);
});

test("Transport.setWaterMarks takes effect at once", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  served.client.pause();
  while (transport.buffered === 0) transport.write(Buffer.alloc(KIB));
  transport.setWaterMarks({ high: 0 });
  transport.setWaterMarks({ high: 100 * KIB, low: 100 * KIB });
  expect(served.recorder.events).toEqual(["made", "pause", "resume"]);
});

test("Transport.setWaterMarks refuses marks the wrong way round", async () => {
  await using served = await serve();
  const transport = await served.recorder.made;
  expect(() => transport.setWaterMarks({ high: 1, low: 2 })).toThrow(RangeError);
});

test("Echo holds a bounded number of bytes for a reader who stops, and loses none of them", async () => {
  const total = 64 * 1024 * KIB;
  const held: number[] = [];
  class Watched extends Echo {
    #transport: Transport | undefined;
    override connectionMade(transport: Transport): void {
      this.#transport = transport;
      super.connectionMade(transport);
    }
    override dataReceived(data: Uint8Array): void {
      super.dataReceived(data);
      held.push(this.#transport?.buffered ?? 0);
    }
  }
  await using running = await startServer(createServer(() => new Watched()));
  const socket = connect({ host: "127.0.0.1", port: running.port, allowHalfOpen: true });
  await once(socket, "connect");
  socket.end(Buffer.alloc(total, "x")); // and does not read
  while ((held.at(-1) ?? 0) <= 64 * KIB) await turn();
  await turn(200); // all the time in the world to read more
  // One chunk of the network's may come before the pause, and nothing after it.
  expect(Math.max(...held)).toBeLessThanOrEqual(128 * KIB);
  expect(socket.writableLength).toBeGreaterThan(0);
  let received = 0;
  socket.on("data", (data) => (received += data.length));
  await once(socket, "close");
  expect(received).toBe(total);
  expect(Math.max(...held)).toBeLessThanOrEqual(128 * KIB);
});
